namespace VpcSim.Benchmarks.Profiles;

/// <summary>What the run-time counted in a method, under the names that its reports give it (<see cref="CompiledMethod"/>).</summary>
internal sealed record MethodCounts(string Label, string Signature, IReadOnlyList<Count> Counts)
{
    /// <summary>The sum of reports on one method, or on methods of one name made from the same source; where their places differ, the busiest alone.</summary>
    public static MethodCounts Sum(IEnumerable<MethodCounts> reports) => reports.Aggregate(static (sum, report) => sum.Plus(report));

    /// <summary>How often the busiest place was passed.</summary>
    public long Most => Counts.Max(static count => count.Times);

    private MethodCounts Plus(MethodCounts other) =>
        Counts.Count == other.Counts.Count && Counts.Zip(other.Counts).All(static pair => pair.First.IsOfSamePlaceAs(pair.Second))
            ? this with { Counts = [.. Counts.Zip(other.Counts, static (one, two) => one.Plus(two))] }
            : Most >= other.Most ? this : other;
}
