namespace VpcSim.Model.Gateways;

/// <summary>A stateful way out for IPv6. (VPC guide, "Egress-only internet gateways")</summary>
public sealed record EgressOnlyInternetGateway
{
    public required string Name { get; init; }

    /// <summary><c>eigw-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string VpcId { get; init; }
}
