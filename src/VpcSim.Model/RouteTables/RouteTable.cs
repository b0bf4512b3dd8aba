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

    /// <summary>Internet and virtual private gateways that this table is associated with: it is a gateway (edge) route table then.</summary>
    public ImmutableArray<string> GatewayIds { get; init; } = [];
}
