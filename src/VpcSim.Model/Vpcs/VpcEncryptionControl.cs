namespace VpcSim.Model.Vpcs;

/// <summary>Encryption controls of a VPC: flow logs say what is encrypted in transit, and an enforcing VPC takes nothing in that is not. (VPC guide, "Enforce VPC encryption in transit")</summary>
public sealed record VpcEncryptionControl
{
    public required string Name { get; init; }

    /// <summary><c>vpcec-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string VpcId { get; init; }

    /// <summary>True for mode <c>enforce</c>, false for <c>monitor</c>.</summary>
    public bool Enforces { get; init; }

    /// <summary>What an enforcing VPC may have although it does not encrypt.</summary>
    public EncryptionExclusions Exclusions { get; init; }
}
