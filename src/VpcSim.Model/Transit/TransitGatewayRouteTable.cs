using System.Collections.Immutable;

namespace VpcSim.Model.Transit;

/// <summary>A route table of a transit gateway; each attachment asks the one that it is associated with. (Transit Gateway guide, "Transit gateway route tables")</summary>
public sealed record TransitGatewayRouteTable
{
    public required string Name { get; init; }

    /// <summary><c>tgw-rtb-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string TransitGatewayId { get; init; }

    /// <summary>As written: the static routes. As provisioned: also the propagated ones.</summary>
    public ImmutableArray<TransitGatewayRoute> Routes { get; init; } = [];
}
