using VpcSim.Model.Addressing;
using VpcSim.Model.RouteTables;

namespace VpcSim.Model.Transit;

/// <summary>One route of a transit gateway. (EC2 API, TransitGatewayRoute)</summary>
public sealed record TransitGatewayRoute
{
    public required Cidr Destination { get; init; }

    /// <summary>The attachment that it leads to; null for a blackhole route.</summary>
    public string? AttachmentId { get; init; }

    public TransitRouteOrigin Origin { get; init; } = TransitRouteOrigin.Static;

    public RouteState State { get; init; } = RouteState.Active;

    /// <summary>The logical id of the resource that wrote the route; else null.</summary>
    public string? Name { get; init; }

    public override string ToString() => $"{Destination} -> {AttachmentId ?? "blackhole"}";
}
