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
    /// <param name="packet">The packet.</param>
    /// <param name="entry">The VPC that it enters; another one's where it went out through a NAT gateway behind a transit gateway.</param>
    /// <returns>Whether the packet answers something that went out through a NAT gateway and was captured behind it.</returns>
    public bool Restore(ref Passage packet, ref EntryPoint entry)
    {
        int vpc = entry.Index;
        if (packet.IsIPv6) return false;
        int owner = fabric.FindInterface(vpc, packet.Destination);
        if (owner < 0) return false;
        if (RestoreBinding(ref packet, vpc, inside: true, ref entry)) return true;
        if (fabric.Transit.Attachments.Length > 0 && RestoreBinding(ref packet, vpc, inside: false, ref entry)) return true;
        if (fabric.Interfaces[owner].PublicOf(packet.Destination) is { } publicAddress) Rewrite.Destination(ref packet, publicAddress);
        return false;
    }

    // What asked through a NAT gateway is answered there, even if it has a public address of its own.
    private bool RestoreBinding(ref Passage packet, int vpc, bool inside, ref EntryPoint entry)
    {
        for (int gateway = 0; gateway < fabric.NatInterfaces.Length; gateway++)
        {
            if (fabric.NatInterfaces[gateway] < 0) continue;
            FabricInterface nat = fabric.InterfaceOfNatGateway(gateway);
            if (nat.Vpc == vpc != inside || nat.PrimaryIPv4 is not { } own || nat.PublicOf(own) is not { } publicAddress) continue;
            NatKey key = packet.Quotes ? QuotedInside(gateway, in packet) : NatKey.InsideOfReply(gateway, in packet);
            int binding = bindings.Find(in key, packet.TimeNs);
            if (binding < 0) continue;
            Rewrite.Destination(ref packet, publicAddress);
            entry = EntryPoint.Internet(nat.Vpc);
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
