using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The words of <c>vpcsim test</c>.</summary>
internal sealed class TestSyntax
{
    public TestSyntax()
    {
        Groups =
        [
            new("Which scenarios", [Filter]),
            new("How they run", [Jobs, UpdateSnapshots]),
            new("What is reported", [Report, Coverage, Json]),
        ];
        Command = new Command("test") { Paths };
        foreach (Option option in Groups.SelectMany(group => group.Options)) Command.Add(option);
    }

    public Command Command { get; }

    public IReadOnlyList<OptionGroup> Groups { get; }

    public Argument<string[]> Paths { get; } = new("PATH")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Scenario files, and folders: there and below every scenario.yaml and *.scenario.yaml is one. Default: the current folder.",
    };

    public Option<string[]> Filter { get; } = Words.Valued("--filter", "TEXT", "Only scenarios whose path holds TEXT, letter case aside.");

    public Option<string[]> Jobs { get; } = Words.Valued("--jobs", "N", "How many run at the same time. What is printed does not depend on it. Default: as many as there are processors.");

    public Option<bool> UpdateSnapshots { get; } = Words.Flag("--update-snapshots", "Rewrite snapshots that differ. Look at what has changed before it is committed.");

    public Option<string[]> Report { get; } = Words.Valued("--report", "junit=FILE|github", "junit=FILE: JUnit's XML, a case for each expectation. github: failures as annotations of GitHub Actions, on standard output. Repeatable.");

    public Option<bool> Coverage { get; } = Words.Flag("--coverage", "Also which rules of security groups, entries of network ACLs and routes no scenario exercised.");

    public Option<bool> Json { get; } = Words.Flag("--json", "Results as one JSON object (docs/json.md).");
}
