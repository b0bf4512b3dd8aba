namespace VpcSim.Benchmarks.Processes;

/// <summary>What one run of a program took: seconds of wall clock, seconds of processor time in user and kernel mode, and the most memory in MB (10⁶ bytes).</summary>
public readonly record struct Cost(double Wall, double User, double Kernel, double PeakMegabytes)
{
    public double Cpu => User + Kernel;

    /// <summary>The median of each figure by itself.</summary>
    public static Cost Median(IReadOnlyCollection<Cost> runs) => new(
        Median(runs.Select(run => run.Wall)), Median(runs.Select(run => run.User)), Median(runs.Select(run => run.Kernel)), Median(runs.Select(run => run.PeakMegabytes)));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
