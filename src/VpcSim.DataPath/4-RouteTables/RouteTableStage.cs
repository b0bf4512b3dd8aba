using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath.RouteTables;

/// <summary>The subnet's route table: where a packet that leaves the subnet goes next. (VPC guide, "Route tables")</summary>
internal static class RouteTableStage
{
    private const uint LinkLocal = 0xA9FE_0000;

    /// <summary>The deciding route if a packet may take it, or null with the verdict.</summary>
    /// <param name="walk">The packet.</param>
    /// <param name="route">The deciding route of the subnet's table; null for none.</param>
    /// <param name="table">The table.</param>
    /// <param name="place">The route's place in it; −1 for none.</param>
    /// <param name="drop">The verdict where the result is null.</param>
    [MethodImpl(Hot.Path)]
    public static Route? Judge(Walk walk, Route? route, int table, ref int place, out Verdict drop)
    {
        drop = default;
        // Larger routes may cover the link-local ranges; packets to them are not forwarded all the same.
        if (IsReserved(in walk.Packet)) (route, place) = (null, -1);
        bool passes = route is { State: RouteState.Active };
        walk.Note(Stage.RouteTable, ComponentKind.RouteTable, table, place, egress: true, passes);
        if (passes) return route;
        DropReason reason = route is null ? DropReason.NoRouteToDestination : DropReason.BadStateRoute;
        drop = Verdict.Drop(reason, ComponentKind.RouteTable, table, place, egress: true);
        return null;
    }

    /// <summary><c>traffic-path</c> of a route's target. (VPC guide, "Available fields")</summary>
    [MethodImpl(Hot.Path)]
    public static byte TrafficPathOf(Route route, FabricInterface from, Fabric fabric, int target) => route.TargetKind switch
    {
        RouteTargetKind.Local or RouteTargetKind.NatGateway or RouteTargetKind.NetworkInterface or RouteTargetKind.TransitGateway
            or RouteTargetKind.GatewayLoadBalancerEndpoint => TrafficPaths.SameVpc,
        RouteTargetKind.InternetGateway or RouteTargetKind.EgressOnlyInternetGateway => from.IsNitro ? TrafficPaths.InternetGateway : TrafficPaths.AnyGateway,
        RouteTargetKind.VpnGateway => TrafficPaths.VpnGateway,
        RouteTargetKind.VpcPeeringConnection => IsInterRegion(fabric, target) ? TrafficPaths.InterRegionPeering : TrafficPaths.IntraRegionPeering,
        RouteTargetKind.LocalGateway => TrafficPaths.LocalGateway,
        RouteTargetKind.GatewayEndpoint => from.IsNitro ? TrafficPaths.GatewayEndpoint : TrafficPaths.GatewayEndpointBeforeNitro,
        _ => 0,
    };

    private static bool IsInterRegion(Fabric fabric, int target) => target >= 0 && fabric.Peerings[target].IsInterRegion;

    private static bool IsReserved(in Passage packet) => packet.IsIPv6
        ? packet.Destination.High >> 32 == 0xFD00_0EC2
        : (packet.Destination.IPv4Bits & 0xFFFF_0000) == LinkLocal;
}
