namespace VpcSim.Scenarios.Comparing;

/// <summary>Packets of a conversation that fare otherwise in the new design, all in the same way.</summary>
/// <param name="Old">What becomes of them in the old design.</param>
/// <param name="New">The same in the new one.</param>
/// <param name="FirstNumber">The first one's number in the capture.</param>
/// <param name="Packets">How many they are.</param>
/// <param name="OldReason">Where the old design drops them: why, in a sentence with names and ids; else null.</param>
/// <param name="NewReason">The same of the new one.</param>
public sealed record FateChange(ComparedFate Old, ComparedFate New, long FirstNumber, long Packets, string? OldReason, string? NewReason);
