using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.DirectConnect;

/// <summary>A virtual private gateway's place at a Direct Connect gateway; it has at most one. (Direct Connect guide, "Virtual private gateway associations")</summary>
public sealed record DirectConnectGatewayAssociation
{
    public required string Name { get; init; }

    public required string DirectConnectGatewayId { get; init; }

    /// <summary>A virtual private or transit gateway.</summary>
    public required string GatewayId { get; init; }

    /// <summary>Blocks that are advertised on premises; empty for the VPC's own.</summary>
    public ImmutableArray<Cidr> AllowedPrefixes { get; init; } = [];
}
