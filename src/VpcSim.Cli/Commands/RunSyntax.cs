using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The words of <c>vpcsim run</c>.</summary>
internal sealed class RunSyntax
{
    public RunSyntax()
    {
        Groups = [new("The run", [Seed]), new("Results", [.. Output.All, Output.Json])];
        Command = new Command("run") { Scenario };
        foreach (Option option in Groups.SelectMany(group => group.Options)) Command.Add(option);
    }

    public Command Command { get; }

    public IReadOnlyList<OptionGroup> Groups { get; }

    public Argument<string[]> Scenario { get; } = new("SCENARIO")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "A scenario file (docs/scenarios.md), or the folder that holds a scenario.yaml.",
    };

    public Option<string[]> Seed { get; } = Words.Valued("--seed", "N", "What chance begins with, instead of the scenario's own seed: initial sequence numbers, loss, jitter.");

    /// <summary>What is written.</summary>
    public OutputOptions Output { get; } = new(
        "the log of all traffic in AWS's default format (DIR/flow-logs.txt), the timeline (DIR/timeline.txt) and the summary (DIR/summary.json)", "result");
}
