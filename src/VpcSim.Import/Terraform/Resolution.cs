namespace VpcSim.Import.Terraform;

/// <summary>What an expression leads to.</summary>
/// <param name="Found">One, or for a list any number; empty where it cannot be told.</param>
/// <param name="Names">What the expression names, for a finding; null where all is told.</param>
/// <param name="IsAssumed">Whether the only candidate of the module was taken, since the expression goes through a local.</param>
internal readonly record struct Resolution(IReadOnlyList<Referent> Found, string? Names, bool IsAssumed);
