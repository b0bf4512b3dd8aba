using System.Collections.Immutable;
using VpcSim.Cli.Settings;
using VpcSim.DataPath.Flows;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Selection;

namespace VpcSim.Cli.Commands;

/// <summary>What the user asked of <c>vpcsim replay</c>, checked as far as it can be without the design.</summary>
internal sealed record ReplayRequest
{
    /// <summary>One reads ahead, one decides, one counts.</summary>
    public const int MostThreads = 3;

    /// <summary>The captures and how they are replayed.</summary>
    public required CaptureRequest Capture { get; init; }

    public ImmutableArray<CaptureInput> Inputs => Capture.Inputs;

    /// <summary>The captures' paths.</summary>
    public IEnumerable<string> Captures => Inputs.Select(static input => input.Path);

    /// <summary>What was asked of captures that still come.</summary>
    public required LiveRequest Live { get; init; }

    /// <summary>Whether packets come while the replay runs, so that its end is not in the input alone.</summary>
    public bool Follows => Live.Interface is not null || Captures.Contains(CaptureSources.StandardInput);

    public required DesignRequest Design { get; init; }

    /// <summary>Whether captured hosts are to be placed by what they do.</summary>
    public required bool MapsAutomatically { get; init; }

    public ReplaySelection Selection => Capture.Selection;

    public ReplayMode Mode => Capture.Mode;

    /// <summary>Each name once.</summary>
    public required ImmutableArray<RequestedSetting> Settings { get; init; }

    /// <summary>How many threads replay, 1 to <see cref="MostThreads"/>; more are of no use.</summary>
    public required int Threads { get; init; }

    /// <summary>How many flows stay in memory; null for all.</summary>
    public FlowBound? FlowBound => Capture.FlowBound;

    /// <summary>What is written.</summary>
    public required OutputRequest Output { get; init; }

    /// <summary>The conversation or packet to explain, as written; null for none.</summary>
    public required string? Explain { get; init; }

    /// <summary>Packets that make it fail; each once.</summary>
    public required ImmutableArray<FailOn> FailOn { get; init; }

    /// <summary>The records that must come; null for any.</summary>
    public required string? ExpectFile { get; init; }
}
