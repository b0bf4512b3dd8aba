using VpcSim.Scenarios.Runs;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Comparing;

/// <summary>Runs the same scenario in two designs and keeps the conversations whose verdict or way differs.</summary>
public static class ScenarioComparison
{
    /// <summary>Compares. What the scenario expects is not judged: it was written for one of the designs.</summary>
    /// <param name="old">The scenario in the design before.</param>
    /// <param name="changed">The same in the design after.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SimulationException">The world cannot be built in one of them; the message says why.</exception>
    public static ComparisonResult Of(LoadedScenario old, LoadedScenario changed, CancellationToken cancellation)
    {
        var comparison = new TallyComparison(old.Design, changed.Design);
        Run(old, comparison.Old, cancellation);
        Run(changed, comparison.New, cancellation);
        return comparison.Result();
    }

    private static void Run(LoadedScenario loaded, ConversationTallies tallies, CancellationToken cancellation) =>
        ScenarioRun.Run(loaded, RunOptions.Default with { Watchers = [tallies] }, cancellation);
}
