namespace VpcSim.Fuzz.Seeding;

/// <summary>An input to begin with.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="Bytes">The input.</param>
public sealed record Seed(string Name, byte[] Bytes);
