using System.Collections.Immutable;
using VpcSim.DataPath.Flows;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Scenarios.Comparing;

/// <summary>What the same traffic meets in two designs.</summary>
/// <param name="Conversations">Those of which packets fare otherwise, in the order in which they first did.</param>
/// <param name="Packets">How many packets fare otherwise.</param>
/// <param name="OldPackets">How many packets there were in the old design.</param>
/// <param name="NewPackets">The same of the new one, where hosts may have sent others.</param>
public sealed record ComparisonResult(ImmutableArray<ChangedConversation> Conversations, long Packets, long OldPackets, long NewPackets)
{
    /// <summary>The captures that both designs replayed, and how each ended; empty for a scenario.</summary>
    public ImmutableArray<CaptureReport> Captures { get; init; } = [];

    /// <summary>What the bounds on conversations of both replays have put aside; null where nothing. No result depends on it.</summary>
    public FlowsAside? FlowsAside { get; init; }
}
