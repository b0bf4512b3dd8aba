namespace VpcSim.Cli.Commands;

/// <summary>What the user asked of <c>vpcsim run</c>.</summary>
/// <param name="File">The scenario file.</param>
/// <param name="Seed">What chance begins with; null for the scenario's own.</param>
/// <param name="Output">What is written.</param>
internal sealed record RunRequest(string File, ulong? Seed, OutputRequest Output);
