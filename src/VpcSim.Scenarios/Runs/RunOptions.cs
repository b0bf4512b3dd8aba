using System.Collections.Immutable;
using VpcSim.Model.Designs;
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

    /// <summary>A folder for the design's own flow logs; null leaves them out.</summary>
    public string? OutFolder { get; init; }

    /// <summary>Who is shown every packet that they want.</summary>
    public ImmutableArray<IReplayWatcher> Watchers { get; init; } = [];

    /// <summary>Told of the design that goes on from a change; null for nobody.</summary>
    public Action<Design>? Changed { get; init; }
}
