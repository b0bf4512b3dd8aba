using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Runs;

/// <summary>Judges what came of a step, each time that it was done.</summary>
/// <param name="design">The design as it is at the end.</param>
internal sealed class StepJudge(Design design)
{
    private readonly ActionJudge _judge = new(design);

    /// <param name="step">The step; it expects something.</param>
    /// <param name="words">The step in a line.</param>
    /// <param name="results">What came, each time.</param>
    public Judgement Judge(ScenarioStep step, string words, ImmutableArray<ActionResult> results)
    {
        StepExpectation expect = step.Expect!;
        string expected = $"{words}: {ActionJudge.Words(expect)}";
        for (int i = 0; i < results.Length; i++)
        {
            if (_judge.FailureOf(expect, results[i]) is not { } failure) continue;
            string which = results.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"time {i + 1} of {results.Length}: ");
            return new Judgement(expect.Place, expected, $"{which}{failure}");
        }
        return new Judgement(expect.Place, expected, null);
    }

    /// <summary>The failure of a step of which nothing is expected, but that its host could not do; null where it could.</summary>
    public static Judgement? JudgeDoing(ScenarioStep step, string words, ImmutableArray<ActionResult> results) =>
        results.FirstOrDefault(static result => result.CouldNotBeDone) is { } undone
            ? new Judgement(step.Verb.Place, words, $"{ActionJudge.CouldNot(undone)}; expect: {OutcomeWords.Of(undone.Outcome)}, if that is what is to come")
            : null;
}
