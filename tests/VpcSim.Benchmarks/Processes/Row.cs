namespace VpcSim.Benchmarks.Processes;

/// <summary>A line of the table: what is measured, by which contenders, and the figures that come of their medians.</summary>
/// <param name="Number">1 to 12.</param>
/// <param name="What">In words.</param>
/// <param name="Contenders">Whose costs the figures need.</param>
/// <param name="Figures">The figures, from the medians.</param>
public sealed record Row(int Number, string What, IReadOnlyList<string> Contenders, Func<Medians, Figure[]> Figures);
