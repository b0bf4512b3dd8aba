using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath.Gateways;

/// <summary>The route table of a gateway: where what enters the VPC through it goes first. (VPC guide, "Gateway route tables")</summary>
internal static class EdgeRoutes
{
    /// <summary>The deciding route, or null with the verdict.</summary>
    public static Route? Find(Walk walk, Fabric fabric, int table, bool fromInternet, out int place, out Verdict drop)
    {
        place = fabric.RouteTables[table].Find(walk.Packet.Destination, walk.Packet.IsIPv6);
        Route? route = place < 0 ? null : fabric.Design.RouteTables[table].Routes[place];
        DropReason reason = Refusal(in walk.Packet, fabric, route, fromInternet, place < 0 ? -1 : fabric.Targets[table][place]);
        walk.Note(Stage.RouteTable, ComponentKind.RouteTable, table, place, egress: false, reason == DropReason.None);
        drop = reason == DropReason.None ? default : Verdict.Drop(reason, ComponentKind.RouteTable, table, place);
        return reason == DropReason.None ? route : null;
    }

    private static DropReason Refusal(in Passage packet, Fabric fabric, Route? route, bool fromInternet, int target)
    {
        if (route is null) return DropReason.NoRouteToDestination;
        if (route.State != RouteState.Active) return DropReason.BadStateRoute;
        if (!fromInternet && route.TargetKind == RouteTargetKind.GatewayLoadBalancerEndpoint) return DropReason.VgwGatewayLoadBalancerEndpoint;
        bool needsPublicAddress = fromInternet && route.TargetKind == RouteTargetKind.NetworkInterface && target >= 0;
        return needsPublicAddress && !fabric.Interfaces[target].HasPublicAddress(packet.IsIPv6) ? DropReason.GatewayRouteTargetWithoutPublicIp : DropReason.None;
    }
}
