using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways.Nat;

namespace VpcSim.DataPath.Gateways;

/// <summary>Gives a packet that was captured inside the VPC the destination that it had on the internet.</summary>
/// <remarks>
/// Captures on an instance show packets from the internet after the internet gateway, and where there is one the NAT gateway, has
/// translated them. They must come in through the same gateways.
/// </remarks>
internal sealed class InternetSide(Fabric fabric, NatTable bindings)
{
    /// <returns>Whether the packet answers something that went out through a NAT gateway and was captured behind it.</returns>
    public bool Restore(ref Passage packet, int vpc)
    {
        if (packet.IsIPv6) return false;
        int owner = fabric.FindInterface(vpc, packet.Destination);
        if (owner < 0) return false;
        if (RestoreBinding(ref packet, vpc)) return true;
        if (fabric.Interfaces[owner].PublicOf(packet.Destination) is { } publicAddress) Rewrite.Destination(ref packet, publicAddress);
        return false;
    }

    // What asked through a NAT gateway is answered there, even if it has a public address of its own.
    private bool RestoreBinding(ref Passage packet, int vpc)
    {
        for (int gateway = 0; gateway < fabric.NatInterfaces.Length; gateway++)
        {
            if (fabric.NatInterfaces[gateway] < 0) continue;
            FabricInterface nat = fabric.InterfaceOfNatGateway(gateway);
            if (nat.Vpc != vpc || nat.PrimaryIPv4 is not { } own || nat.PublicOf(own) is not { } publicAddress) continue;
            NatKey inside = packet.Quotes ? QuotedInside(gateway, in packet) : NatKey.InsideOfReply(gateway, in packet);
            int binding = bindings.Find(in inside, packet.TimeNs);
            if (binding < 0) continue;
            Rewrite.Destination(ref packet, publicAddress);
            ushort port = bindings[binding].TranslatedPort;
            if (packet.Quotes && packet.Quote.Protocol is 1 or 58) packet.Quote.IcmpIdentifier = port;
            else if (packet.Quotes) packet.Quote.SourcePort = port;
            else if (packet.IsIcmp) packet.IcmpIdentifier = port;
            else packet.DestinationPort = port;
            return true;
        }
        return false;
    }

    private static NatKey QuotedInside(int gateway, in Passage error)
    {
        bool icmp = error.Quote.Protocol is 1 or 58;
        return new NatKey(
            gateway, false, error.Quote.Source.ToIpAddress(), error.Quote.Destination.ToIpAddress(), icmp ? error.Quote.IcmpIdentifier : error.Quote.SourcePort,
            icmp ? (ushort)0 : error.Quote.DestinationPort, error.Quote.Protocol);
    }
}
