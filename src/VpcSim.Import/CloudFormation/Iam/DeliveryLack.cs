namespace VpcSim.Import.CloudFormation.Iam;

/// <summary>What a role lacks that is to deliver a flow log.</summary>
/// <param name="Fatal">Why nothing is delivered, in words; null where something is, or where it cannot be known.</param>
/// <param name="Harmless">What AWS's list of permissions has and the role has not, though delivery works without it; null for nothing.</param>
/// <param name="IsUnsure">Whether something that decides is unknown before deployment.</param>
internal readonly record struct DeliveryLack(string? Fatal, string? Harmless, bool IsUnsure);
