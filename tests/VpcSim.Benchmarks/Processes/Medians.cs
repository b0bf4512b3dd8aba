namespace VpcSim.Benchmarks.Processes;

/// <summary>The median cost of each contender, by name.</summary>
public sealed class Medians(IReadOnlyDictionary<string, Cost> costs)
{
    public Cost this[string contender] => costs[contender];

    public double Wall(string contender) => costs[contender].Wall;

    /// <summary>How many times as long as the other one it took.</summary>
    public double Ratio(string contender, string other) => Wall(contender) / Wall(other);

    /// <summary>Seconds that it took longer than the other one, which does the same with next to no packets.</summary>
    public double Beyond(string contender, string start) => Wall(contender) - Wall(start);
}
