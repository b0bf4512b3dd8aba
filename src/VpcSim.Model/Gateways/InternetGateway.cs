namespace VpcSim.Model.Gateways;

/// <summary>An internet gateway: one per VPC, a one-to-one map between private and public IPv4. (VPC guide, "Internet gateways")</summary>
public sealed record InternetGateway
{
    public required string Name { get; init; }

    /// <summary><c>igw-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Null while detached.</summary>
    public string? VpcId { get; init; }
}
