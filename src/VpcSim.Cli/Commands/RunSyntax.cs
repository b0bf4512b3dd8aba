using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The words of <c>vpcsim run</c>.</summary>
internal sealed class RunSyntax
{
    public RunSyntax()
    {
        Groups = [new("The run", [Seed]), new("What comes of it", [Out, Json])];
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

    public Option<string[]> Out { get; } = Words.Valued("--out", "DIR", "A folder for the design's own flow logs, as replay --out writes them, the log of all traffic (DIR/flow-logs.txt), the timeline (DIR/timeline.txt) and the summary (DIR/summary.json).");

    public Option<bool> Json { get; } = Words.Flag("--json", "The result as one JSON object (docs/json.md).");
}
