using System.CommandLine;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Drawings;
using VpcSim.Cli.Reports;
using VpcSim.Cli.Usage;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Model.Naming;
using VpcSim.Scenarios.Designs;

namespace VpcSim.Cli.Commands;

/// <summary><c>vpcsim design show</c>: a design to look at.</summary>
internal sealed class DesignShowCommand : IVerb
{
    private static readonly string[] _formats = ["text", "dot", "mermaid", "svg", "json"];

    public string Name => "design show";

    public string Summary => "Show a design as AWS would hold it: as a tree of text, as a drawing, or for programs.";

    public string Usage => "FILE... [OPTION]...";

    public Command Command => field ??= Make();

    public IReadOnlyList<OptionGroup> Groups => [new("The design", [.. Design.OfDeployment, Design.Strict]), new("Results", [Format, Vpc])];

    public string Examples => """
        What is in it: VPCs, subnets with their interfaces, routes, network ACLs, security groups, gateways:
          vpcsim design show template.yaml
          vpcsim design show plan.json --vpc module.vpc.aws_vpc.this[0]

        Drawn, by VpcSim itself or for other programs:
          vpcsim design show template.yaml --format svg > network.svg
          vpcsim design show template.yaml --format dot | dot -Tpng > network.png
          vpcsim design show template.yaml --format mermaid

        For programs: the public addresses of a network that exists:
          vpcsim design show describe/ --format json | jq -r '.. | .public? | strings'

        Exit status: 0 done; 2 wrong usage, or a design that cannot be used.

        """;

    private DesignOptions Design { get; } = new();

    private Option<string[]> Format { get; } = Words.Valued("--format", "text|dot|mermaid|svg|json", "text (the default): a tree. dot: for Graphviz. mermaid: a flowchart for Markdown. svg: a picture. json: everything, for programs (docs/json.md).");

    private Option<string[]> Vpc { get; } = Words.Valued("--vpc", "NAME", "Only this VPC, with what joins it to others. Repeatable.");

    /// <returns>0.</returns>
    /// <exception cref="UnusableException">The request or the design cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        string format = FormatOf(line);
        DesignRequest request = new DesignRequestReader(Design, line).ReadFiles(Name);
        ImportResult import = new DesignLoader(Design, line, terminal.Error).Load(request);
        Design design = Selected(import.Design, line);
        line.ThrowIfMistaken();
        cancellation.ThrowIfCancellationRequested();
        switch (format)
        {
            case "json":
                DesignJson.Write(terminal.OutBytes, request, design);
                break;
            case "dot":
                DotDrawing.Write(terminal.Out, Drawing.Of(design));
                break;
            case "mermaid":
                MermaidDrawing.Write(terminal.Out, Drawing.Of(design));
                break;
            case "svg":
                SvgDrawing.Write(terminal.Out, Drawing.Of(design));
                break;
            default:
                terminal.Print(DesignText.Of(design));
                break;
        }
        return ExitStatus.Done;
    }

    private string FormatOf(CommandLine line)
    {
        if (line.Value(Format) is not { } format) return _formats[0];
        if (!_formats.Contains(format)) line.Mistake(Format, $"'{format}' is none of {string.Join(", ", _formats)}; did you mean '{NearestNames.Of(format, _formats, count: 1)[0]}'?");
        return format;
    }

    private Design Selected(Design design, CommandLine line)
    {
        string[] names = [.. line.Values(Vpc)];
        if (names.Length == 0) return design;
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            Model.Vpcs.Vpc? vpc = design.Vpcs.FirstOrDefault(vpc => vpc.Name == name || vpc.Id == name);
            if (vpc is not null) chosen.Add(vpc.Id);
            else line.Mistake(Vpc, design.Vpcs.IsEmpty
                ? "the design has no VPC"
                : $"no VPC of the design is called '{name}'; the nearest names are {string.Join(", ", NearestNames.Of(name, design.Vpcs.Select(static known => known.Name)))}", name);
        }
        return DesignPart.Of(design, chosen);
    }

    private Command Make()
    {
        var command = new Command("show") { Design.Files };
        foreach (Option option in Groups.SelectMany(static group => group.Options)) command.Add(option);
        return command;
    }
}
