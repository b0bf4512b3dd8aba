using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay;

/// <summary>How the reading of one capture went.</summary>
/// <param name="Path">The file as named by the user.</param>
/// <param name="Packets">Packets read from it.</param>
/// <param name="End">Whether it was whole.</param>
/// <param name="Problem">Where it was not: what is wrong, where, and what it means; else null.</param>
public sealed record CaptureReport(string Path, long Packets, CaptureEnd End, string? Problem);
