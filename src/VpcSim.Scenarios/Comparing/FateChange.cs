namespace VpcSim.Scenarios.Comparing;

/// <summary>Packets of a conversation that fare otherwise in the new design, all in the same way.</summary>
/// <param name="Old">What becomes of them in the old design; null where a host sends no such packets there.</param>
/// <param name="New">The same in the new one.</param>
/// <param name="FirstNumber">The first one's number in the capture, or in the run of the side that has them.</param>
public sealed record FateChange(SideFate? Old, SideFate? New, long FirstNumber);
