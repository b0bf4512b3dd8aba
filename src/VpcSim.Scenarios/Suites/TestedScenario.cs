using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;

namespace VpcSim.Scenarios.Suites;

/// <summary>What came of a scenario of a suite.</summary>
/// <param name="File">The file as it was named.</param>
public sealed record TestedScenario(string File)
{
    /// <summary>Why it could not be run; empty where it was.</summary>
    public ImmutableArray<ScenarioProblem> Problems { get; init; } = [];

    /// <summary>What came of it; null where it could not be run.</summary>
    public ScenarioResult? Result { get; init; }

    public bool IsUsable => Problems.IsEmpty;

    public bool Passed => Result is { Passed: true };

    /// <summary>What failed, in the order of the file.</summary>
    public IEnumerable<Judgement> Failures => Result?.Failures ?? [];

    /// <summary>What is to be known about its design.</summary>
    public ImmutableArray<Finding> Findings => Result?.Loaded.Findings ?? [];
}
