using System.Collections.Immutable;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Runs;

/// <summary>What came of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Words">The step in a line: <c>connect customer -> WebServer:443</c>.</param>
public sealed record StepResult(ScenarioStep Step, string Words)
{
    /// <summary>Results of the host's actions, one for each time that it was told.</summary>
    public ImmutableArray<ActionResult> Actions { get; init; } = [];

    /// <summary>AWS's error for a change that it refused, with its code; null where it took it, or there was none.</summary>
    public string? Refusal { get; init; }

    /// <summary>AWS's error code of <see cref="Refusal"/>.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>Whether what was expected of it came; null where nothing was.</summary>
    public Judgement? Judgement { get; init; }

    /// <summary>What came of it in a few words, such as <c>connected after 40ms</c>.</summary>
    public required string Came { get; init; }
}
