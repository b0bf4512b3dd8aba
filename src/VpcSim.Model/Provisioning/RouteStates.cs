using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Transit;

namespace VpcSim.Model.Provisioning;

/// <summary>A route is a blackhole while its target does not exist, is not attached (a gateway to the table's VPC, an interface to an instance), or is a
/// peering that is not active.
/// (EC2 API, Route.State; VPC peering guide, "Update your route tables")</summary>
internal static class RouteStates
{
    /// <summary>The route with its state. What the model does not hold (local and carrier gateways, transit gateways and Gateway Load Balancer endpoints elsewhere) keeps the state it came with.</summary>
    public static Route Judge(Draft draft, RouteTable table, Route route)
    {
        if (IsAvailable(draft, table, route) is not { } available) return route;
        RouteState state = available ? RouteState.Active : RouteState.Blackhole;
        return state == route.State ? route : route with { State = state };
    }

    private static bool? IsAvailable(Draft draft, RouteTable table, Route route) => route.TargetKind switch
    {
        RouteTargetKind.Local => true,
        RouteTargetKind.InternetGateway =>
            IsAttached(draft, table, draft.InternetGateways.Find(route.TargetId), static gateway => gateway.VpcId),
        RouteTargetKind.EgressOnlyInternetGateway =>
            IsAttached(draft, table, draft.EgressOnlyGateways.Find(route.TargetId), static gateway => gateway.VpcId),
        RouteTargetKind.VpnGateway => IsAttached(draft, table, draft.VpnGateways.Find(route.TargetId), static gateway => gateway.VpcId),
        RouteTargetKind.NatGateway => draft.NatGateways.Find(route.TargetId) is { IsDeleted: true } ? false : Exists(draft, draft.NatGateways.Find(route.TargetId)),
        RouteTargetKind.NetworkInterface => IsInUse(draft, draft.Interfaces.Find(route.TargetId)),
        RouteTargetKind.GatewayEndpoint => Exists(draft, draft.Endpoints.Find(route.TargetId)),
        RouteTargetKind.GatewayLoadBalancerEndpoint => draft.Endpoints.Find(route.TargetId) is { } endpoint ? !endpoint.IsDeleted : null,
        RouteTargetKind.TransitGateway => IsAttached(draft, table, draft.TransitGateways.Find(route.TargetId)),
        RouteTargetKind.VpcPeeringConnection => IsActive(draft, table, draft.Peerings.Find(route.TargetId)),
        _ => null,
    };

    // What a running design's output leaves out may still be there.
    private static bool? Exists(Draft draft, object? target) => target is not null ? true : draft.Options.AlreadyRuns ? null : false;

    // Interfaces that a service made are always in use.
    private static bool? IsInUse(Draft draft, NetworkInterface? target)
    {
        if (target is null) return Exists(draft, target);
        if (target.IsDeleted) return false;
        return target.RequesterManaged || (target.InstanceId is { } instance && (draft.Options.AlreadyRuns || draft.InstanceIds.Contains(instance)));
    }

    private static bool? IsAttached<T>(Draft draft, RouteTable table, T? gateway, Func<T, string?> vpcOf)
        where T : class => gateway is null ? Exists(draft, gateway) : vpcOf(gateway) == table.VpcId;

    private static bool? IsAttached(Draft draft, RouteTable table, TransitGateway? gateway)
    {
        if (gateway is null) return null;
        foreach (TransitGatewayAttachment attachment in draft.TransitAttachments)
        {
            if (attachment.Kind == TransitAttachmentKind.Vpc && attachment.TransitGatewayId == gateway.Id && attachment.ResourceId == table.VpcId)
                return attachment.IsAvailable;
        }
        return false;
    }

    private static bool? IsActive(Draft draft, RouteTable table, PeeringConnection? peering) => peering is null
        ? Exists(draft, peering)
        : peering.IsActive && (peering.RequesterVpcId == table.VpcId || peering.AccepterVpcId == table.VpcId);
}
