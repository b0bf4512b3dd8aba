using System.Collections.Immutable;
using VpcSim.DataPath.Flows;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Selection;

namespace VpcSim.Cli.Commands;

/// <summary>Which captures the user named and how they are to be replayed; names of the design are not looked up yet.</summary>
internal sealed record CaptureRequest
{
    public required ImmutableArray<CaptureInput> Inputs { get; init; }

    public required string? At { get; init; }

    public required ImmutableArray<string> Mappings { get; init; }

    public required ReplaySelection Selection { get; init; }

    public required ReplayMode Mode { get; init; }

    /// <summary>How many flows stay in memory; null for all.</summary>
    public required FlowBound? FlowBound { get; init; }
}
