using System.Runtime.CompilerServices;
using VpcSim.DataPath.Endpoints;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways.Nat;
using VpcSim.DataPath.Gateways.Vpn;
using VpcSim.DataPath.Trace;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath.Gateways;

/// <summary>What happens to a packet at the border of its VPC. Every method gives the verdict that ends the walk, or null to go on.</summary>
internal sealed class GatewayStage(Fabric fabric, NatGateways nat, EgressOnlyGateways egressOnly, DataPathSettings settings)
{
    [MethodImpl(Hot.Path)]
    public Verdict? OutToInternet(Walk walk, FabricInterface from, int gateway) =>
        InternetGateways.TranslatesOut(walk, fabric, from, gateway) ?? Leaves(walk, ComponentKind.InternetGateway, gateway, InternetGateways.Mtu);

    public Verdict? OutThroughEgressOnly(Walk walk, FabricInterface from, int gateway) =>
        egressOnly.RefusesOut(walk, gateway) ?? Leaves(walk, ComponentKind.EgressOnlyInternetGateway, gateway, InternetGateways.Mtu);

    /// <param name="walk">The walk.</param>
    /// <param name="gateway">The virtual private gateway's place in the design.</param>
    /// <param name="route">The deciding route's place in what the gateway learned; −1 for a gateway that is believed.</param>
    public Verdict? OutToVpn(Walk walk, int gateway, out int route)
    {
        Verdict? refused = VpnGateways.RefusesOut(walk, fabric, gateway, out Way way);
        route = way.Route;
        return refused ?? LeavesBy(walk, gateway, way);
    }

    /// <summary>From one site on premises to another one, whose packets never enter the VPC; null for a packet that goes into it.</summary>
    public Verdict? BetweenSites(Walk walk, int gateway)
    {
        int vpc = fabric.VpnGatewayVpcs[gateway];
        if (walk.Packet.IsIPv6 || (vpc >= 0 && fabric.Vpcs[vpc].Noun.Contains(walk.Packet.Destination))) return null;
        if (!fabric.Vpn.Plan.Whole.Gateways[gateway].Joins(walk.Packet.Source, walk.Packet.Destination)) return null;
        return VpnGateways.RefusesBetweenSites(walk, fabric, gateway, out Way way) ?? LeavesBy(walk, gateway, way)
            ?? Verdict.Delivered(ComponentKind.VpnGateway, gateway, way.Route);
    }

    public Verdict? OutToPeer(Walk walk, FabricInterface from, int connection, out int peer)
    {
        peer = Peering.OtherSide(fabric, connection, from.Vpc);
        if (Peering.Refuses(walk, fabric, connection, from.Vpc, peer) is { } refused) return refused;
        bool interRegion = fabric.Peerings[connection].IsInterRegion;
        return interRegion && walk.TooBig(Peering.InterRegionMtu, settings) ? TooBig(walk, ComponentKind.PeeringConnection, connection) : null;
    }

    public Verdict? OutToService(Walk walk, FabricInterface from, int endpoint)
    {
        if (EndpointStage.GatewayRefuses(walk, fabric, endpoint) is { } refused) return refused;
        return EndpointStage.Exceeds(walk, endpoint, settings);
    }

    public Verdict? OutThroughNat(Walk walk, FabricInterface from, FabricInterface natInterface)
    {
        Verdict? refused = nat.TranslatesOut(walk, fabric, natInterface, from.Vpc);
        if (refused is null) walk.PassGateway();
        return refused ?? Expired(walk, ComponentKind.NatGateway, natInterface.NatGateway);
    }

    public Verdict? InThroughNat(Walk walk, FabricInterface natInterface)
    {
        walk.CrossedTuples |= !walk.CapturedBehindNat;
        return nat.TranslatesIn(walk, natInterface);
    }

    [MethodImpl(Hot.Path)]
    public Verdict? InFromInternet(Walk walk, int vpc, out int to)
    {
        to = -1;
        bool tooBig = walk.TooBig(InternetGateways.Mtu, settings);
        int gateway = fabric.Vpcs[vpc].InternetGateway;
        if (walk.Packet.IsIPv6 && UsesEgressOnly(walk, vpc) is >= 0 and int egressOnlyGateway)
        {
            to = fabric.FindInterface(vpc, walk.Packet.Destination);
            if (tooBig) return Verdict.Drop(DropReason.PacketTooBig, ComponentKind.EgressOnlyInternetGateway, egressOnlyGateway);
            return egressOnly.RefusesIn(walk, egressOnlyGateway) ?? BlockedIn(walk, to, ComponentKind.EgressOnlyInternetGateway, egressOnlyGateway);
        }
        if (gateway < 0) return Verdict.Drop(DropReason.VpcHasNoInternetGateway, ComponentKind.Vpc, vpc);
        if (tooBig) return Verdict.Drop(DropReason.PacketTooBig, ComponentKind.InternetGateway, gateway);
        return InternetGateways.TranslatesIn(walk, fabric, vpc, gateway, out to) ?? BlockedIn(walk, to, ComponentKind.InternetGateway, gateway);
    }

    /// <summary>In again of what an interface has just sent out to a public address of the design.</summary>
    public Verdict? BackFromInternet(Walk walk, FabricInterface from, int vpc, out int to)
    {
        if (InFromInternet(walk, vpc, out to) is { } refused) return refused;
        bool hidden = settings.SameVpcSource == SameVpcSource.PublicAddress || vpc != from.Vpc;
        if (!hidden && fabric.TryFindPublic(walk.Packet.Source, out _, out Model.Addressing.IpAddress own)) Rewrite.Source(ref walk.Packet, own);
        return null;
    }

    // What VPC Block Public Access stops on the way in is rejected at the interface that it was for.
    [MethodImpl(Hot.Path)]
    private Verdict? BlockedIn(Walk walk, int to, ComponentKind gateway, int place)
    {
        if (!fabric.BlocksPublicAccess || !PublicAccessBlock.BlocksIn(walk, fabric, fabric.Interfaces[to], gateway, place, out Verdict blocked)) return null;
        walk.Observe(fabric.Interfaces[to], egress: false, accepted: false, reason: RejectReason.BlockPublicAccess);
        return blocked;
    }

    public Verdict? InFromVpn(Walk walk, int gateway, out int to) =>
        VpnGateways.RefusesIn(walk, fabric, gateway, fabric.VpnGatewayVpcs[gateway], out to);

    // IPv6 comes in by the gateway that the destination's subnet answers through.
    private int UsesEgressOnly(Walk walk, int vpc)
    {
        int to = fabric.FindInterface(vpc, walk.Packet.Destination);
        if (to < 0) return -1;
        Route? route = fabric.FindRoute(fabric.Interfaces[to].Subnet, walk.Packet.Source, ipv6: true, out int table, out int place);
        return route?.TargetKind == RouteTargetKind.EgressOnlyInternetGateway ? fabric.Targets[table][place] : -1;
    }

    private Verdict? LeavesBy(Walk walk, int gateway, Way way)
    {
        Verdict? ended = Leaves(walk, ComponentKind.VpnGateway, gateway, VpnGateways.MtuOf(fabric, way));
        if (ended is { Reason: DropReason.PacketTooBig } && VpnGateways.DiscoversMtu(fabric, way)) walk.Generated++;
        return ended;
    }

    private Verdict? Leaves(Walk walk, ComponentKind component, int gateway, int mtu)
    {
        walk.PassGateway();
        if (Expired(walk, component, gateway) is { } expired) return expired;
        return walk.TooBig(mtu, settings) ? TooBig(walk, component, gateway) : null;
    }

    private static Verdict? Expired(Walk walk, ComponentKind component, int gateway)
    {
        if (walk.Packet.Ttl > walk.Hops) return null;
        walk.Generated++;
        return Verdict.Drop(DropReason.TtlExpired, component, gateway, egress: true);
    }

    // The VPC router tells the sender; over a VPN connection there is no path MTU discovery.
    private static Verdict TooBig(Walk walk, ComponentKind component, int gateway)
    {
        if (component != ComponentKind.VpnGateway) walk.Generated++;
        return Verdict.Drop(DropReason.PacketTooBig, component, gateway, egress: true);
    }
}
