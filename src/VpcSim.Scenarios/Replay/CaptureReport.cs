using VpcSim.Scenarios.Replay.Clocks;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Selecting;

namespace VpcSim.Scenarios.Replay;

/// <summary>How the reading of one capture went.</summary>
/// <param name="Path">The file as named by the user.</param>
/// <param name="Packets">Packets of it that were replayed.</param>
/// <param name="End">Whether it was whole.</param>
/// <param name="Problem">Where it was not: what is wrong, where, and what it means; else null.</param>
public sealed record CaptureReport(string Path, long Packets, CaptureEnd End, string? Problem)
{
    /// <summary>The interface on which it was taken, as named for this capture alone; else null.</summary>
    public string? At { get; init; }

    /// <summary>What was unwrapped and left out; null where the capture was read as it stands.</summary>
    public SelectionReport? Selection { get; init; }

    /// <summary>How its clock was taken; null for a capture that is alone and of whose clock nobody said anything.</summary>
    public CaptureClock? Clock { get; init; }
}
