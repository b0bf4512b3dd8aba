namespace VpcSim.Benchmarks.Processes;

/// <summary>A measured value beside the bounds that it should keep: the floor, which a release has to pass, and the aim.</summary>
/// <param name="Value">What was measured.</param>
/// <param name="Floor">The worst value that passes.</param>
/// <param name="Aim">The value that is hoped for.</param>
/// <param name="Unit">What stands behind the numbers.</param>
/// <param name="MoreIsBetter">Whether the bounds are least values; else they are greatest ones.</param>
public readonly record struct Figure(double Value, double Floor, double Aim, string Unit = "", bool MoreIsBetter = false)
{
    public bool Passes => Keeps(Floor);

    public bool Aims => Keeps(Aim);

    private bool Keeps(double bound) => MoreIsBetter ? Value >= bound : Value <= bound;
}
