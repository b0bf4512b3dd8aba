namespace VpcSim.Scenarios.Suites;

/// <summary>How scenarios are tested.</summary>
public sealed record SuiteOptions
{
    /// <summary>How many run at the same time, at least 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Whether snapshots that differ are rewritten.</summary>
    public bool UpdatesSnapshots { get; init; }
}
