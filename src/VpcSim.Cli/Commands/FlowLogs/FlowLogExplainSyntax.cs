using System.CommandLine;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary>The words of <c>vpcsim flow-logs explain</c>.</summary>
internal sealed class FlowLogExplainSyntax
{
    public FlowLogExplainSyntax()
    {
        Groups =
        [
            new("The design", [Design.Design, .. Design.OfDeployment, Design.Strict]),
            new("The records", [Format, Interface]),
            new("The answers", [Unused, Tighten, Limit, Setting, Json]),
        ];
        Command = new Command("explain") { Files };
        foreach (Option option in Groups.SelectMany(static group => group.Options)) Command.Add(option);
    }

    public Command Command { get; }

    public IReadOnlyList<OptionGroup> Groups { get; }

    public DesignOptions Design { get; } = new();

    public Argument<string[]> Files { get; } = new("FILE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Flow logs, AWS's own or VpcSim's.",
    };

    public Option<string[]> Format { get; } = Words.Valued("--format", "FORMAT", "The fields of files without a header line, as in '${version} ${srcaddr}'. Default: AWS's default format.");

    public Option<string[]> Interface { get; } = Words.Valued("--interface", "NAME|ID", "Only records of this interface: its name in the design, or its id as records name it. Repeatable.");

    public Option<bool> Unused { get; } = Words.Flag("--unused", "Also which rules of security groups and entries of network ACLs no accepted record needed.");

    public Option<bool> Tighten { get; } = Words.Flag("--tighten", "Also the tightest rules of security groups that the accepted records need.");

    public Option<string[]> Limit { get; } = Words.Valued("--limit", "N", "At most so many reasons for rejects, those of most records; 0 for all. Default: 20.");

    public Option<string[]> Setting { get; } = Words.Valued("--setting", "NAME=VALUE", "How a point that AWS leaves undocumented is decided; docs/settings.md lists them all. Repeatable; wins over the design's own settings.");

    public Option<bool> Json { get; } = Words.Flag("--json", "The answers as one JSON object (docs/json.md).");
}
