using VpcSim.Model.Addressing;

namespace VpcSim.Model.RouteTables;

/// <summary>One route. Exactly one of <see cref="Destination"/> and <see cref="DestinationPrefixListId"/> is set. (EC2 API, Route)</summary>
public sealed record Route
{
    public Cidr? Destination { get; init; }

    public string? DestinationPrefixListId { get; init; }

    public required RouteTargetKind TargetKind { get; init; }

    /// <summary>The target's id; <c>local</c> for the local route.</summary>
    public required string TargetId { get; init; }

    public RouteOrigin Origin { get; init; } = RouteOrigin.CreateRoute;

    public RouteState State { get; init; } = RouteState.Active;

    /// <summary>The logical id of the resource that wrote the route; else null.</summary>
    public string? Name { get; init; }

    public override string ToString() => $"{Destination?.ToString() ?? DestinationPrefixListId} -> {TargetId}";
}
