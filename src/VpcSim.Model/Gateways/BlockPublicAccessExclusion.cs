namespace VpcSim.Model.Gateways;

/// <summary>A VPC or a subnet that VPC Block Public Access spares. (VPC guide, "VPC BPA basics")</summary>
public sealed record BlockPublicAccessExclusion
{
    public required string Name { get; init; }

    /// <summary><c>vpcbpa-exclude-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The VPC, for all its subnets; null where a subnet is named.</summary>
    public string? VpcId { get; init; }

    public string? SubnetId { get; init; }

    /// <summary>True for <c>allow-egress</c>: what <see cref="BlockPublicAccessMode.BlockIngress"/> lets pass, no more. False for <c>allow-bidirectional</c>: everything.</summary>
    public bool EgressOnly { get; init; }
}
