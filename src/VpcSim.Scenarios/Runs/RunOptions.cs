using System.Collections.Immutable;
using VpcSim.FlowLogs;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Scenarios.Runs;

/// <summary>How a scenario is run.</summary>
public sealed record RunOptions
{
    public static RunOptions Default { get; } = new();

    /// <summary>What chance begins with instead of the scenario's seed; null for that one.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether snapshots that differ are rewritten.</summary>
    public bool UpdatesSnapshots { get; init; }

    /// <summary>The flow logs that are written; their settings are the scenario's. Expectations have a log of their own.</summary>
    public FlowLogOptions FlowLogs { get; init; } = new();

    /// <summary>Who is shown every packet that they want.</summary>
    public ImmutableArray<IReplayWatcher> Watchers { get; init; } = [];
}
