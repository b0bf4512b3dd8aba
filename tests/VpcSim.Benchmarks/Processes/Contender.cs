namespace VpcSim.Benchmarks.Processes;

/// <summary>A program and what it is given to do. It is run once a round.</summary>
/// <param name="Name">Tells it from all others, and names its files.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Capture">The capture that it reads, which is brought into memory before each run; null for none.</param>
/// <param name="Output">The file or folder that it writes, which is gone or empty before each run; null for none. To put a file in another one's place costs
/// more than to write a new one: the file system writes it to the disk first.</param>
public sealed record Contender(string Name, IReadOnlyList<string> Command, string? Capture = null, string? Output = null);
