namespace VpcSim.Cli.Commands;

/// <summary>What the user asked of captures that still come.</summary>
/// <param name="Interface">The network interface to take packets off; null for none.</param>
/// <param name="For">How long; null for as long as there is something.</param>
/// <param name="Count">How many packets off the interface; null for all.</param>
internal sealed record LiveRequest(string? Interface, TimeSpan? For, long? Count);
