using System.Collections.Immutable;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>The smallest change that lets rejected packets and their answers pass, tried on the design. (docs/flow-log-explain.md)</summary>
public sealed record ChangePlan
{
    /// <summary>In the order in which packets need them; empty where none was found.</summary>
    public required ImmutableArray<DesignChange> Changes { get; init; }

    /// <summary>Whether with these changes packets and answers walked through the design.</summary>
    public required bool Passes { get; init; }

    /// <summary>Whether it was tried for each address and port of the group; else for the busiest one alone.</summary>
    public required bool ForAll { get; init; }

    /// <summary>The way of what is still dropped, where no change of these kinds lifts it; null where everything passes.</summary>
    public ExplainedWalk? StillDropped { get; init; }

    /// <summary>The next change, which AWS refuses; null where that is not it.</summary>
    public DesignChange? Refused { get; init; }

    /// <summary>Why AWS refuses the next change, such as a quota that is reached, or why there is none; null where that is not it.</summary>
    public string? Refusal { get; init; }
}
