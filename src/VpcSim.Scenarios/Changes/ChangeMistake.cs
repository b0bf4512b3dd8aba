namespace VpcSim.Scenarios.Changes;

/// <summary>What is wrong with a request, whatever the design.</summary>
/// <param name="Key">The key at fault; null where the action itself, or a missing key, is.</param>
/// <param name="Message">A sentence with the remedy.</param>
public sealed record ChangeMistake(string? Key, string Message);
