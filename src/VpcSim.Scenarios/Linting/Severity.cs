namespace VpcSim.Scenarios.Linting;

/// <summary>How much a finding of the lint weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing: unused, redundant, near a quota, assumed.</summary>
    Note,

    /// <summary>Open wider than meant, or hardly what was meant.</summary>
    Warning,

    /// <summary>Cannot work as it stands.</summary>
    Error,
}
