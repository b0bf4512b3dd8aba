using System.Collections.Immutable;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Scenarios.Comparing;

/// <summary>What the same traffic meets in two designs.</summary>
/// <param name="Conversations">Those of which packets fare otherwise, in the order in which they first did.</param>
/// <param name="Packets">How many packets fare otherwise.</param>
/// <param name="Old">The replay through the old design.</param>
/// <param name="New">The replay through the new one.</param>
public sealed record ComparisonResult(ImmutableArray<ChangedConversation> Conversations, long Packets, ReplaySummary Old, ReplaySummary New);
