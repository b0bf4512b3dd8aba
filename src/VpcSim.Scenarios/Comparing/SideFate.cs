namespace VpcSim.Scenarios.Comparing;

/// <summary>What becomes of some packets of a conversation in one design.</summary>
/// <param name="Fate">Their fate.</param>
/// <param name="Packets">How many they are.</param>
/// <param name="Reason">Where they are dropped: why the first one is, in a sentence with names and ids; else null.</param>
public sealed record SideFate(ComparedFate Fate, long Packets, string? Reason);
