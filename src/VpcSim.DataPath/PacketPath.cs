using System.Runtime.CompilerServices;
using VpcSim.DataPath.Endpoints;
using VpcSim.DataPath.Enis;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways;
using VpcSim.DataPath.Gateways.Transit;
using VpcSim.DataPath.NetworkAcls;
using VpcSim.DataPath.RouteTables;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath;

/// <summary>The way of a packet: a leaving one climbs the stages, an arriving one descends them. This file is their order.</summary>
/// <remarks>
/// 1 ENI, 2 security group, 3 network ACL, 4 route table, 5 gateway, 6 endpoint; then down again 3, 2, 1 at the receiving side.
/// AWS draws the layers in "Infrastructure security" (VPC guide); the order of checks that cannot be observed is ours. Beside this file stand the ways in
/// from outside (Entrances) and the ways that lead down and up again in between: appliances, NAT and transit gateways (Detours).
/// </remarks>
internal sealed partial class PacketPath(Fabric fabric, SecurityGroupStage groups, GatewayStage gateways, LinkLocalAllowance allowance, DataPathSettings settings)
{
    private const int MostHops = 8;
    private readonly TransitGateways _transit = new(fabric, settings);
    private readonly DropRecords _drops = new(settings);

    [MethodImpl(Hot.Path)]
    public Verdict Enter(Walk walk, EntryPoint entry) => entry.Kind switch
    {
        EntryKind.Interface => Leave(walk, fabric.Interfaces[entry.Index]),
        EntryKind.Internet => FromInternet(walk, entry.Index),
        EntryKind.VpnGateway => FromVpn(walk, entry.Index),
        EntryKind.TransitAttachment => _transit.CarryFromOutside(walk, entry.Index, out int exit) ?? Depart(walk, fabric.Interfaces[exit]),
        _ => FromOutside(walk, entry),
    };

    /// <summary>The way of a packet that a component with an interface makes itself.</summary>
    public Verdict Originate(Walk walk, int networkInterface) => Depart(walk, fabric.Interfaces[networkInterface]);

    [MethodImpl(Hot.Path)]
    private Verdict Leave(Walk walk, FabricInterface from)
    {
        walk.See(from);
        if (VpcServices.TryFind(fabric, from.Vpc, in walk.Packet, toService: true, out VpcService service))
            return ServiceAccess.Refuses(walk, fabric, from, service, allowance) ?? Verdict.Consumed(service);
        if (from.Owns(walk.Packet.Destination)) return Deliver(walk, from);
        walk.Packet.Forwarded = !from.Owns(walk.Packet.Source);
        if (from.HasUnloggedTraffic) walk.Silence = UnloggedTraffic.Of(in walk.Packet, fabric, from);
        if (!SourceDestCheck.Passes(walk, from, egress: true)) return _drops.Refused(walk, DropReason.EniSourceDestCheckRestriction, from, egress: true);
        if (from.Endpoint >= 0 && (EndpointStage.Initiates(walk, from, groups) ?? EndpointStage.Exceeds(walk, from.Endpoint, settings)) is { } refused) return refused;
        if (!groups.Passes(walk, from, egress: true, out Verdict denied)) return _drops.Denied(walk, from, egress: true, denied);
        return Emit(walk, from);
    }

    // What a component of the network sends by its own interface: no group judges it.
    private Verdict Depart(Walk walk, FabricInterface from)
    {
        walk.See(from);
        return Emit(walk, from);
    }

    // Out of the interface: straight to a neighbour of the subnet, or over the subnet's border and its route table.
    [MethodImpl(Hot.Path)]
    private Verdict Emit(Walk walk, FabricInterface from)
    {
        if (walk.TooBig(Walk.InterfaceMtu, settings)) return DropRecords.TooBig(walk, from);
        int before = walk.Meters.Length;
        if (fabric.Subnets[from.Subnet].Noun.Contains(walk.Packet.Destination))
        {
            walk.Observe(from, egress: true, accepted: true, trafficPath: TrafficPaths.SameVpc);
            return _drops.Unseen(walk, from, before, walk.Meters.Length, ToAddress(walk, from.Vpc, acrossSubnets: false));
        }
        Route? route = fabric.FindRoute(from.Subnet, walk.Packet.Destination, walk.Packet.IsIPv6, out int table, out int place);
        if (!VpcRouter.StaysInSubnet(fabric, from, table, place) && !NetworkAclStage.Passes(walk, fabric, from.Subnet, egress: true, out Verdict denied))
            return _drops.Denied(walk, from, egress: true, denied);
        route = RouteTableStage.Judge(walk, route, table, ref place, out Verdict lost);
        int target = route is null ? -1 : fabric.Targets[table][place];
        if (fabric.BlocksPublicAccess && PublicAccessBlock.BlocksOut(walk, fabric, from, route, target, out Verdict blocked))
            return _drops.Denied(walk, from, egress: true, blocked, RejectReason.BlockPublicAccess);
        walk.Observe(from, egress: true, accepted: true, route is null ? (byte)0 : RouteTableStage.TrafficPathOf(route, from, fabric, target));
        int seen = walk.Meters.Length;
        if (VpcRouter.IsMulticast(in walk.Packet)) lost = Verdict.Drop(DropReason.MulticastNotSupported, ComponentKind.Vpc, from.Vpc, egress: true);
        else if (route is not null) return _drops.Unseen(walk, from, before, seen, Forward(walk, from, route, table, place, target));
        return _drops.Unseen(walk, from, before, seen, lost);
    }

    [MethodImpl(Hot.Path)]
    private Verdict Forward(Walk walk, FabricInterface from, Route route, int table, int place, int target)
    {
        // A target that a running design's output leaves out is believed to carry on.
        if (target < 0 && route.TargetKind != RouteTargetKind.Local) return Verdict.Delivered(ComponentKind.OtherGateway, table, place);
        switch (route.TargetKind)
        {
            case RouteTargetKind.Local:
                if (VpcRouter.Expires(walk, settings, table, place) is { } expired) return expired;
                return ToAddress(walk, from.Vpc, acrossSubnets: true);
            case RouteTargetKind.NetworkInterface:
                return Arrive(walk, fabric.Interfaces[target], acrossSubnets: fabric.Interfaces[target].Subnet != from.Subnet);
            case RouteTargetKind.GatewayLoadBalancerEndpoint:
                return ToInspection(walk, target, from.Subnet);
            case RouteTargetKind.NatGateway:
                return ToNatGateway(walk, from, target);
            case RouteTargetKind.InternetGateway:
                if (gateways.OutToInternet(walk, from, target) is { } refused) return refused;
                if (BackIn(walk, from) is { } met) return met;
                return Verdict.Delivered(ComponentKind.InternetGateway, target);
            case RouteTargetKind.EgressOnlyInternetGateway:
                return gateways.OutThroughEgressOnly(walk, from, target) ?? BackIn(walk, from) ?? Verdict.Delivered(ComponentKind.EgressOnlyInternetGateway, target);
            case RouteTargetKind.VpnGateway:
                return gateways.OutToVpn(walk, target, out int way) ?? Verdict.Delivered(ComponentKind.VpnGateway, target, way);
            case RouteTargetKind.VpcPeeringConnection:
                return gateways.OutToPeer(walk, from, target, out int peer) ?? (peer < 0
                    ? Verdict.Delivered(ComponentKind.PeeringConnection, target)
                    : VpcRouter.Expires(walk, settings, table, place) ?? ToAddress(walk, peer, acrossSubnets: true));
            case RouteTargetKind.TransitGateway:
                return ToTransitGateway(walk, from, target);
            case RouteTargetKind.GatewayEndpoint:
                return gateways.OutToService(walk, from, target) ?? Verdict.Delivered(ComponentKind.VpcEndpoint, target);
            default:
                return Verdict.Delivered(ComponentKind.OtherGateway, table, place);
        }
    }

    // Down again: network ACL, security group, destination check.
    [MethodImpl(Hot.Path)]
    private Verdict Arrive(Walk walk, FabricInterface to, bool acrossSubnets)
    {
        walk.CrossedTuples |= walk.Translated;
        if (acrossSubnets && !NetworkAclStage.Passes(walk, fabric, to.Subnet, egress: false, out Verdict denied))
            return _drops.Denied(walk, to, egress: false, denied);
        if (!groups.Passes(walk, to, egress: false, out denied)) return _drops.Denied(walk, to, egress: false, denied);
        if (!SourceDestCheck.Passes(walk, to, egress: false)) return _drops.Refused(walk, DropReason.EniSourceDestCheckRestriction, to, egress: false);
        if (to.Endpoint >= 0 && EndpointStage.Exceeds(walk, to.Endpoint, settings) is { } exceeded) return exceeded;
        walk.Observe(to, egress: false, accepted: true, walk.ArrivalPath);
        if (to.NatGateway >= 0) return gateways.InThroughNat(walk, to) ?? Depart(walk, to);
        return Appliances.SendsOn(walk, fabric, to, settings) ? PassOn(walk, to) : Deliver(walk, to);
    }

    [MethodImpl(Hot.Path)]
    private Verdict ToAddress(Walk walk, int vpc, bool acrossSubnets)
    {
        int owner = fabric.FindInterface(vpc, walk.Packet.Destination);
        if (owner >= 0) return Arrive(walk, fabric.Interfaces[owner], acrossSubnets);
        walk.Note(Stage.Delivery, ComponentKind.Vpc, vpc, -1, egress: false, passed: false);
        return Verdict.Drop(DropReason.NoPossibleDestination, ComponentKind.Vpc, vpc);
    }

    private static Verdict Deliver(Walk walk, FabricInterface to)
    {
        walk.Note(Stage.Delivery, ComponentKind.NetworkInterface, to.Index, -1, egress: false, passed: true);
        return Verdict.Delivered(ComponentKind.NetworkInterface, to.Index);
    }
}
