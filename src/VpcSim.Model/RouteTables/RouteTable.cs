using System.Collections.Immutable;

namespace VpcSim.Model.RouteTables;

/// <summary>A route table of a VPC. Subnets name theirs by <see cref="Subnets.Subnet.RouteTableId"/>. (VPC guide, "Route tables")</summary>
public sealed record RouteTable
{
    public required string Name { get; init; }

    /// <summary><c>rtb-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string VpcId { get; init; }

    public bool IsMain { get; init; }

    /// <summary>As written: the routes a user created. As provisioned: also local, propagated and gateway-endpoint ones.</summary>
    public ImmutableArray<Route> Routes { get; init; } = [];

    /// <summary>Virtual private gateways whose routes propagate into this table.</summary>
    public ImmutableArray<string> PropagatingGatewayIds { get; init; } = [];

    /// <summary>An internet or virtual private gateway that this (edge) table is associated with; else null.</summary>
    public string? GatewayId { get; init; }
}
