using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways.Nat;
using VpcSim.Model.Addressing;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath.Gateways;

/// <summary>Gives a packet that was captured inside the VPC the destination that it had beyond the gateways.</summary>
/// <remarks>
/// Captures on an instance show packets from elsewhere after the internet gateway, and where there is one the NAT gateway, has
/// translated them. They must come in through the same gateways.
/// </remarks>
internal sealed class InternetSide(Fabric fabric, NatTable bindings)
{
    /// <param name="packet">The packet as captured; on the internet side afterwards.</param>
    /// <param name="entry">Where it enters; another VPC's internet side where it went out through a NAT gateway behind a transit gateway.</param>
    /// <param name="leansOnBindings">Whether the bindings of NAT gateways decide about its successors too.</param>
    /// <returns>Whether the packet answers something that went out through a NAT gateway and was captured behind it.</returns>
    public bool Restore(ref Passage packet, ref EntryPoint entry, out bool leansOnBindings)
    {
        leansOnBindings = false;
        bool fromInternet = entry.Kind == EntryKind.Internet;
        if (!fromInternet && (fabric.Nats.All.Length == 0 || !MayAnswer(in packet, entry))) return false;
        if (packet.IsIPv6 && !Nat64.IsMapped(packet.Source)) return false;
        int vpc = VpcBehind(in packet, entry);
        int owner = vpc < 0 ? -1 : fabric.FindInterface(vpc, packet.Destination);
        if (owner < 0) return false;
        leansOnBindings = fabric.Nats.All.Length > 0;
        if (packet.IsIPv6) return RestoreNat64(ref packet, fabric.Interfaces[owner], ref entry);
        if (RestoreBinding(ref packet, vpc, inside: true, ref entry)) return true;
        if (fromInternet && fabric.Transit.Attachments.Length > 0 && RestoreBinding(ref packet, vpc, inside: false, ref entry)) return true;
        if (fromInternet && fabric.Interfaces[owner].PublicOf(packet.Destination) is { } publicAddress) Rewrite.Destination(ref packet, publicAddress);
        return false;
    }

    private int VpcBehind(in Passage packet, EntryPoint entry) => entry.Kind switch
    {
        EntryKind.Internet or EntryKind.OtherNetwork => entry.Index,
        EntryKind.GatewayEndpoint => fabric.VpcOfEndpoint(entry.Index),
        _ => fabric.FindVpc(packet.Destination),
    };

    // From another network, or an interface of another VPC. What neighbours send to each other passes no gateway.
    private bool MayAnswer(in Passage packet, EntryPoint entry) =>
        entry.Kind != EntryKind.Interface || !fabric.Vpcs[fabric.Interfaces[entry.Index].Vpc].Noun.Contains(packet.Destination);

    // What asked through a NAT gateway is answered there, even if it has a public address of its own.
    private bool RestoreBinding(ref Passage packet, int vpc, bool inside, ref EntryPoint entry)
    {
        bool fromInternet = entry.Kind == EntryKind.Internet;
        foreach (int eni in fabric.Nats.All)
        {
            FabricInterface nat = fabric.Interfaces[eni];
            if (nat.Vpc == vpc != inside) continue;
            NatKey key = packet.Quotes ? NatKey.InsideOfQuoted(nat.NatBindings, in packet.Quote) : NatKey.InsideOfReply(nat.NatBindings, in packet);
            int binding = bindings.Find(in key, packet.TimeNs);
            if (binding < 0) continue;
            (IpAddress own, ushort port) = bindings.OutsideOf(binding);
            if ((fromInternet ? nat.PublicOf(own) : own) is not { } address) continue;
            Rewrite.Destination(ref packet, address, port);
            if (fromInternet) entry = EntryPoint.Internet(nat.Vpc);
            return true;
        }
        return false;
    }

    // An answer out of 64:ff9b::/96 was one of IPv4 before. One that nobody asked for came to the gateway that the receiver's subnet uses.
    private bool RestoreNat64(ref Passage packet, FabricInterface receiver, ref EntryPoint entry)
    {
        Route? route = fabric.FindRoute(receiver.Subnet, packet.Source, ipv6: true, out int table, out int place);
        Passage answer = packet;
        if (route?.TargetKind != RouteTargetKind.NatGateway || fabric.Targets[table][place] is not (>= 0 and int gateway) || !Nat64.TryAnswerToIPv4(ref answer)) return false;
        packet = answer;
        if (RestoreBinding(ref packet, receiver.Vpc, inside: true, ref entry)) return true;
        FabricInterface nat = fabric.InterfaceOfNatGateway(gateway, receiver.Subnet);
        IpAddress own = nat.PrimaryIPv4!.Value;
        Rewrite.Destination(ref packet, (entry.Kind == EntryKind.Internet ? nat.PublicOf(own) : own) ?? own);
        return true;
    }
}
