using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Transit;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>Transit gateways: a packet enters by an attachment, asks that attachment's route table, and leaves by another. (Transit Gateway guide, "How transit gateways work")</summary>
/// <remarks>Every method gives the verdict that ends the walk, or null to go on.</remarks>
internal sealed class TransitGateways(Fabric fabric, DataPathSettings settings)
{
    /// <summary>MTU in bytes between VPCs, Direct Connect gateways and peers. (Transit Gateway guide, "Quotas")</summary>
    public const int Mtu = 8500;

    /// <summary>MTU in bytes of VPN connections at a transit gateway. (Transit Gateway guide, "Quotas")</summary>
    public const int VpnMtu = 1500;

    private const int MostGateways = 8;
    private readonly TransitTunnels _tunnels = new(fabric, settings);

    /// <summary>From a VPC: by the attachment's interface in the sender's zone. (Transit Gateway guide, "Availability Zones")</summary>
    public Verdict? FindEntry(Walk walk, FabricInterface from, int gateway, out int entry)
    {
        entry = -1;
        int attachment = fabric.Transit.AttachmentOf(from.Vpc, gateway);
        if (attachment < 0) return Refused(walk, DropReason.TgwRouteAzRestriction, ComponentKind.TransitGateway, gateway);
        FabricTransitAttachment near = fabric.Transit.Attachments[attachment];
        entry = near.ByZone[fabric.Subnets[from.Subnet].Zone];
        return entry < 0 ? Refused(walk, DropReason.TgwRouteAzRestriction, ComponentKind.TransitGatewayAttachment, attachment) : RefusesFamily(walk, near);
    }

    /// <summary>On from a VPC's attachment, by which the packet has entered.</summary>
    /// <param name="walk">The packet.</param>
    /// <param name="entry">The attachment's interface.</param>
    /// <param name="exit">The interface by which it leaves into a VPC.</param>
    public Verdict? Carry(Walk walk, FabricInterface entry, out int exit)
    {
        exit = -1;
        FabricTransitAttachment near = fabric.Transit.Attachments[entry.TransitAttachment];
        walk.ClampMss(Mtu);
        if (walk.TooBig(Mtu, settings)) return TooBig(walk, near.Gateway, tells: true);
        return Carry(walk, near.Gateway, near, fabric.Subnets[entry.Subnet].Zone, out exit);
    }

    /// <summary>From an attachment that leads out of the simulated network.</summary>
    public Verdict? CarryFromOutside(Walk walk, int attachment, out int exit)
    {
        exit = -1;
        if (_tunnels.RefusesIn(walk, attachment, out FabricTransitAttachment from) is { } lost) return lost;
        int mtu = from.Noun.Kind == TransitAttachmentKind.Vpn ? VpnMtu : Mtu;
        walk.Narrow(mtu);
        walk.ClampMss(mtu);
        return Carry(walk, from.Gateway >= 0 ? from.Gateway : from.Peer, from, zone: -1, out exit);
    }

    // From gateway to gateway over peerings, until the packet leaves by an attachment of another kind.
    private Verdict? Carry(Walk walk, int gateway, FabricTransitAttachment from, int zone, out int exit)
    {
        exit = -1;
        while (true)
        {
            if (Expired(walk, gateway) is { } expired) return expired;
            if (FindNext(walk, gateway, from, out int next, out TransitWay way) is { } lost) return lost;
            FabricTransitAttachment to = fabric.Transit.Attachments[next];
            if (to.IsVpc)
            {
                exit = Choose(to, zone, in walk.Packet);
                return exit < 0 ? Refused(walk, DropReason.TgwRtbBadStateRoute, ComponentKind.TransitGatewayAttachment, next) : RefusesFamily(walk, to);
            }
            int peer = to.Noun.Kind == TransitAttachmentKind.Peering ? to.OtherSideOf(gateway) : -1;
            if (peer < 0) return Leave(walk, gateway, to, way, tells: from.IsVpc);
            (gateway, from, zone) = (peer, to, -1);
        }
    }

    private Verdict? FindNext(Walk walk, int gateway, FabricTransitAttachment from, out int next, out TransitWay way)
    {
        (next, way) = (-1, TransitWay.None);
        int table = from.TableAt(gateway);
        if (table < 0) return Refused(walk, DropReason.TgwAttachMissingTgwRtbAssociation, ComponentKind.TransitGatewayAttachment, from.Index);
        way = fabric.Transit.Tables[table].Find(walk.Packet.Destination, walk.Packet.IsIPv6, FlowHash.Of(in walk.Packet));
        int place = way.Route;
        bool passes = place >= 0 && fabric.Design.TransitGatewayRouteTables[table].Routes[place].State == RouteState.Active;
        walk.Note(Stage.Gateway, ComponentKind.TransitGatewayRouteTable, table, place, egress: true, passes);
        if (passes) next = fabric.Transit.Targets[table][place];
        return passes ? null : Verdict.Drop(
            place < 0 ? DropReason.TgwRtbNoRouteToTgwAttachment : DropReason.TgwRtbBadStateRoute, ComponentKind.TransitGatewayRouteTable, table, place, egress: true);
    }

    // Without appliance mode a flow keeps to the zone that it came from, where the attachment has a subnet there; else one zone is drawn for its life.
    private static int Choose(FabricTransitAttachment to, int zone, in Passage packet)
    {
        if (!to.Noun.ApplianceModeSupport && zone >= 0 && to.ByZone[zone] >= 0) return to.ByZone[zone];
        return to.Interfaces.Length == 0 ? -1 : to.Interfaces[FlowHash.Of(in packet) % (uint)to.Interfaces.Length];
    }

    private Verdict Leave(Walk walk, int gateway, FabricTransitAttachment to, TransitWay way, bool tells)
    {
        if (to.Noun.Kind == TransitAttachmentKind.Vpn)
        {
            walk.ClampMss(VpnMtu);
            if (walk.TooBig(VpnMtu, settings)) return TooBig(walk, gateway, tells);
        }
        if (_tunnels.RefusesOut(walk, to, way, tells) is { } lost) return lost;
        walk.Note(Stage.Gateway, ComponentKind.TransitGatewayAttachment, to.Index, way.Learned, egress: true, passed: true);
        return Verdict.Delivered(ComponentKind.TransitGatewayAttachment, to.Index, way.Learned);
    }

    private static Verdict? RefusesFamily(Walk walk, FabricTransitAttachment attachment) => walk.Packet.IsIPv6 && !attachment.Noun.Ipv6Support
        ? Refused(walk, DropReason.ProtocolRestriction, ComponentKind.TransitGatewayAttachment, attachment.Index)
        : null;

    // Transit Gateway guide, "Transit Gateway Flow Log records": a transit gateway loses packets whose TTL has expired.
    private static Verdict? Expired(Walk walk, int gateway)
    {
        walk.PassGateway();
        if (walk.Packet.Ttl > walk.Hops && walk.Hops <= MostGateways) return null;
        walk.Generated++;
        return Verdict.Drop(DropReason.TtlExpired, ComponentKind.TransitGateway, gateway, egress: true);
    }

    // Transit Gateway guide, "Quotas": path MTU discovery for what comes from VPCs alone.
    private static Verdict TooBig(Walk walk, int gateway, bool tells)
    {
        if (tells) walk.Generated++;
        return Verdict.Drop(DropReason.PacketTooBig, ComponentKind.TransitGateway, gateway, egress: true);
    }

    private static Verdict Refused(Walk walk, DropReason reason, ComponentKind component, int index)
    {
        walk.Note(Stage.Gateway, component, index, -1, egress: true, passed: false);
        return Verdict.Drop(reason, component, index, egress: true);
    }
}
