using System.Runtime.CompilerServices;
using VpcSim.DataPath.Endpoints;
using VpcSim.DataPath.Gateways;
using VpcSim.DataPath.Trace;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath;

// From outside into a VPC: a gateway's own checks, its route table if it has one, then down the stages.
internal sealed partial class PacketPath
{
    [MethodImpl(Hot.Path)]
    private Verdict FromInternet(Walk walk, int vpc) =>
        gateways.InFromInternet(walk, vpc, out int to) ?? Inwards(walk, fabric.Vpcs[vpc].InternetGatewayTable, to, fromInternet: true);

    private Verdict FromVpn(Walk walk, int gateway) =>
        gateways.BetweenSites(walk, gateway) ?? gateways.InFromVpn(walk, gateway, out int to) ?? Inwards(walk, fabric.Vpcs[fabric.Interfaces[to].Vpc].VpnGatewayTable, to, fromInternet: false);

    // Straight to the destination, or where the gateway's own route table leads first. A regional NAT gateway has no address in the VPC that such a table could lead to.
    [MethodImpl(Hot.Path)]
    private Verdict Inwards(Walk walk, int table, int to, bool fromInternet)
    {
        if (table < 0 || fabric.Interfaces[to].Noun.OfRegionalNat is not null) return Arrive(walk, fabric.Interfaces[to], acrossSubnets: true);
        Route? route = EdgeRoutes.Find(walk, fabric, table, fromInternet, out int place, out Verdict lost);
        if (route is null) return lost;
        int target = fabric.Targets[table][place];
        return route.TargetKind switch
        {
            RouteTargetKind.Local => Arrive(walk, fabric.Interfaces[to], acrossSubnets: true),
            RouteTargetKind.NetworkInterface when target >= 0 => Arrive(walk, fabric.Interfaces[target], acrossSubnets: true),
            RouteTargetKind.GatewayLoadBalancerEndpoint when target >= 0 => ToInspection(walk, target, fromSubnet: -1),
            _ => Verdict.Delivered(ComponentKind.OtherGateway, table, place),
        };
    }

    private Verdict FromOutside(Walk walk, EntryPoint entry)
    {
        if (entry.Kind != EntryKind.GatewayEndpoint) return ToAddress(walk, entry.Index, acrossSubnets: true);
        walk.ArrivalPath = TrafficPaths.GatewayEndpoint;
        return EndpointStage.Exceeds(walk, entry.Index, settings) ?? ToAddress(walk, fabric.VpcOfEndpoint(entry.Index), acrossSubnets: true);
    }
}
