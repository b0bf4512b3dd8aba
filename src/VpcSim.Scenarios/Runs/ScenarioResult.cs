using System.Collections.Immutable;
using VpcSim.FlowLogs.Delivery;
using VpcSim.Scenarios.Expectations;

namespace VpcSim.Scenarios.Runs;

/// <summary>What came of a run of a scenario.</summary>
public sealed record ScenarioResult
{
    public required LoadedScenario Loaded { get; init; }

    /// <summary>In the order of the timeline.</summary>
    public required ImmutableArray<StepResult> Steps { get; init; }

    /// <summary>What was expected, of steps and at the end, in the order in which it stands in the file.</summary>
    public required ImmutableArray<Judgement> Judgements { get; init; }

    /// <summary>What went wrong that no expectation speaks of: the scenario did not end, AWS refused a change. Empty for nothing.</summary>
    public ImmutableArray<Judgement> Troubles { get; init; } = [];

    /// <summary>When the last thing happened, in nanoseconds after the start.</summary>
    public required long EndNs { get; init; }

    /// <summary>Packets that entered the network.</summary>
    public required long Packets { get; init; }

    /// <summary>Packets of actions that the network dropped.</summary>
    public required long Dropped { get; init; }

    /// <summary>Packets that links lost.</summary>
    public required long Lost { get; init; }

    /// <summary>Packets that the VPC made itself.</summary>
    public required long Generated { get; init; }

    /// <summary>Records of the log of all traffic.</summary>
    public required int Records { get; init; }

    /// <summary>The log of all traffic in AWS's default format, the header line first.</summary>
    public required string FlowLog { get; init; }

    public required RuleCoverage Coverage { get; init; }

    /// <summary>Snapshots that were rewritten.</summary>
    public ImmutableArray<string> Rewritten { get; init; } = [];

    /// <summary>What files of the design's own flow logs did not take.</summary>
    public ImmutableArray<Undelivered> Undelivered { get; init; } = [];

    public IEnumerable<Judgement> Failures => Judgements.Concat(Troubles).Where(static judgement => !judgement.Held).OrderBy(static judgement => judgement.Place);

    public bool Passed => !Failures.Any();
}
