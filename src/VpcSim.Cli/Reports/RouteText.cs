using VpcSim.Model.RouteTables;
using VpcSim.Scenarios.Designs;

namespace VpcSim.Cli.Reports;

/// <summary>Words for routes: where to, by what.</summary>
internal static class RouteText
{
    public static string Destination(Route route, DesignLookup lookup) =>
        route.Destination?.ToString() ?? (lookup.PrefixList(route.DestinationPrefixListId) is { } list ? list.PrefixListName.Length > 0 ? list.PrefixListName : list.Name : route.DestinationPrefixListId!);

    public static string Target(Route route, DesignLookup lookup) =>
        route.TargetKind == RouteTargetKind.Local ? "local" : $"{Kind(route.TargetKind)} {lookup.NameOf(route.TargetId)}{Remark(route)}";

    public static string Kind(RouteTargetKind kind) => kind switch
    {
        RouteTargetKind.Local => "local",
        RouteTargetKind.InternetGateway => "internet gateway",
        RouteTargetKind.EgressOnlyInternetGateway => "egress-only internet gateway",
        RouteTargetKind.NatGateway => "NAT gateway",
        RouteTargetKind.NetworkInterface => "interface",
        RouteTargetKind.VpnGateway => "virtual private gateway",
        RouteTargetKind.VpcPeeringConnection => "peering connection",
        RouteTargetKind.GatewayEndpoint => "gateway endpoint",
        RouteTargetKind.GatewayLoadBalancerEndpoint => "Gateway Load Balancer endpoint",
        RouteTargetKind.TransitGateway => "transit gateway",
        RouteTargetKind.LocalGateway => "local gateway",
        RouteTargetKind.CarrierGateway => "carrier gateway",
        RouteTargetKind.CoreNetwork => "core network",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a target without a name"),
    };

    private static string Remark(Route route) =>
        (route.Origin == RouteOrigin.EnableVgwRoutePropagation ? ", propagated" : "") + (route.State == RouteState.Blackhole ? ", BLACKHOLE" : "");
}
