using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Suites;

namespace VpcSim.Testing;

/// <summary>Scenario files (docs/scenarios.md) as tests: what <c>vpcsim test</c> runs, run by a test framework.</summary>
/// <remarks>A relative path is looked for in the current folder, then beside the source file that calls.</remarks>
public static class ScenarioFiles
{
    /// <summary>The scenarios below a folder, for a test with data: every <c>scenario.yaml</c> and <c>*.scenario.yaml</c>, in ordinal order.</summary>
    /// <exception cref="VpcUsageException">There is none.</exception>
    public static IReadOnlyList<string> In(string folder, [CallerFilePath] string file = "")
    {
        ImmutableArray<string> found = ScenarioSearch.Find([Find(folder, file)], out ImmutableArray<string> problems);
        return problems.IsEmpty ? found : throw new VpcUsageException(string.Join('\n', problems));
    }

    /// <summary>Runs a scenario from its start to its end; everything that it expects has to hold.</summary>
    /// <exception cref="VpcUsageException">The file has mistakes; the message says all of them, with line and column.</exception>
    /// <exception cref="VpcAssertionException">Something did not hold; the message says what, where it stands in the file, what came and why.</exception>
    [StackTraceHidden]
    public static void ShouldHold(string scenario, [CallerFilePath] string file = "")
    {
        string path = Find(scenario, file);
        TestedScenario? tested = null;
        Suite.Test([path], new SuiteOptions(), came => tested = came, CancellationToken.None);
        if (!tested!.IsUsable) throw new VpcUsageException(string.Join('\n', tested.Problems));
        if (!tested.Passed) throw new VpcAssertionException(string.Join('\n', tested.Failures.Select(failure => Words(failure, scenario))));
    }

    private static string Words(Judgement failure, string file) => $"{failure.Place.In(file)}: {failure.Expected}\n  {SimulatedNetwork.Indented(failure.Failure!)}";

    private static string Find(string path, string file) => SourcePaths.Find(path, file, out string? problem) ?? throw new VpcUsageException(problem!);
}
