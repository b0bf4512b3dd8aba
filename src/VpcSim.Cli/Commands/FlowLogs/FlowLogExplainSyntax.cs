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
            new("The records", [Input.Format, Interface, .. Filter.OfFlows, BadLines]),
            new("The answers", [Unused, Tighten, Limit, Setting, Input.Json]),
        ];
        Command = new Command("explain") { Input.Files };
        foreach (Option option in Groups.SelectMany(static group => group.Options)) Command.Add(option);
    }

    public Command Command { get; }

    public IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>Its <c>--strict</c> is that of the records too.</summary>
    public DesignOptions Design { get; } = new("Findings about the design are errors; status 2 where a line is no record, or a file is cut off.");

    public LogInputOptions Input { get; } = new();

    public RecordFilterOptions Filter { get; } = new();

    public Option<string[]> BadLines { get; } = Numbers.BadLinesOption();

    public Option<string[]> Interface { get; } = Words.Valued("--interface", "NAME|ID", "Only records of this interface: its name in the design, or its id as records name it. Repeatable.");

    public Option<bool> Unused { get; } = Words.Flag("--unused", "Also which rules of security groups and entries of network ACLs no accepted record needed.");

    public Option<bool> Tighten { get; } = Words.Flag("--tighten", "Also the tightest rules of security groups that the accepted records need.");

    public Option<string[]> Limit { get; } = Words.Valued("--limit", "N", "At most so many reasons for rejects, those of most records; 0 for all. Default: 20.");

    public Option<string[]> Setting { get; } = Words.Valued("--setting", "NAME=VALUE", "How a point that AWS leaves undocumented is decided; docs/settings.md lists them all. Repeatable; wins over the design's own settings.");
}
