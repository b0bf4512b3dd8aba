using System.CommandLine;
using System.Text;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Import;

namespace VpcSim.Cli.Commands;

/// <summary><c>vpcsim design convert</c>: a design of any form as one CloudFormation template.</summary>
internal sealed class DesignConvertCommand : IVerb
{
    private const string Yaml = "yaml", JsonForm = "json";

    public string Name => "design convert";

    public string Summary => "Write a design of any form as one CloudFormation template that reads back as the same design.";

    public string Usage => "FILE... [OPTION]...";

    public Command Command => field ??= Make();

    public IReadOnlyList<OptionGroup> Groups => [new("The design", [.. Design.OfDeployment, Design.Strict]), new("Results", [Format, Out])];

    public string Examples => """
        A network that exists, a Terraform plan, several stacks:
          vpcsim design convert describe/ --out network.yaml
          vpcsim design convert plan.json > network.yaml
          vpcsim design convert net=vpc.yaml app.yaml --out all.json

        Parameters, conditions, loops and nested stacks are gone, references between resources stay. What no
        template can say (names, ids that AWS gave, public addresses that are there) stands under
        Metadata: VpcSim:, which CloudFormation ignores. docs/designs.md says what to look at before such a
        template is deployed.

        Exit status: 0 done; 2 wrong usage, or a design that cannot be used.

        """;

    private DesignOptions Design { get; } = new();

    private Option<string[]> Format { get; } = Words.Valued("--format", "yaml|json", "How the template is written. Default: as the name of --out ends, else yaml.");

    private Option<string[]> Out { get; } = Words.Valued("--out", "FILE", "Where it is written; it appears whole or not at all. Default: standard output.");

    /// <returns>0.</returns>
    /// <exception cref="UnusableException">The request or the design cannot be used; nothing was written.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        string? path = line.Value(Out), format = FormatOf(line, path);
        DesignRequest request = new DesignRequestReader(Design, line).ReadFiles(Name);
        if (path is not null) CheckOut(path, request, line);
        ConvertResult result = new DesignLoader(Design, line, terminal.Error).Convert(request);
        cancellation.ThrowIfCancellationRequested();
        byte[] text = Encoding.UTF8.GetBytes((format == JsonForm ? result.Json : result.Yaml)!);
        if (path is null)
        {
            terminal.OutBytes.Write(text);
            return ExitStatus.Done;
        }
        using var output = new AtomicOutput();
        using (FileStream file = output.Create(path)) file.Write(text);
        output.Commit();
        return ExitStatus.Done;
    }

    private string FormatOf(CommandLine line, string? path)
    {
        string format = line.Value(Format) ?? (path is not null && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? JsonForm : Yaml);
        if (format is not (Yaml or JsonForm)) line.Mistake(Format, $"'{format}' is neither yaml nor json");
        return format;
    }

    private void CheckOut(string path, DesignRequest request, CommandLine line)
    {
        if (Directory.Exists(path)) line.Mistake(Out, $"{path} is a folder; name a file");
        else if (request.Files.FirstOrDefault(file => Path.GetFullPath(file) == Path.GetFullPath(path)) is { } input)
            line.Mistake(Out, $"{input} is read; name another file");
        line.ThrowIfMistaken();
    }

    private Command Make()
    {
        var command = new Command("convert") { Design.Files };
        foreach (Option option in Groups.SelectMany(static group => group.Options)) command.Add(option);
        return command;
    }
}
