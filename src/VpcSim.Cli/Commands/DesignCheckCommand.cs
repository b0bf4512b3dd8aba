using System.Collections.Immutable;
using System.CommandLine;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Reports;
using VpcSim.Cli.Usage;
using VpcSim.Import;
using VpcSim.Scenarios.Linting;

namespace VpcSim.Cli.Commands;

/// <summary><c>vpcsim design check</c>: what a careful colleague would say about a design.</summary>
internal sealed class DesignCheckCommand : IVerb
{
    public string Name => "design check";

    public string Summary => "Look for what a design says and cannot mean: rules without effect, ways without answers, doors open to everybody.";

    public string Usage => "FILE... [OPTION]...";

    public Command Command => field ??= Make();

    public IReadOnlyList<OptionGroup> Groups => [new("The design", Design.OfDeployment), new("Results", [Design.Strict, Json])];

    public string Examples => """
        Every finding with its place, what is so and what to do:
          vpcsim design check template.yaml
          vpcsim design check plan.json
          vpcsim design check describe/

        In a pipeline, where notes fail too, and for programs:
          vpcsim design check template.yaml --strict
          vpcsim design check template.yaml --json | jq -r '.findings[] | select(.severity == "error") | .message'

        Findings are errors (it cannot work as it stands), warnings (it is open wider, or does less, than it
        seems to say) and notes (unused, redundant, near a quota, or assumed while the design was read).
        docs/design-check.md lists the rules.

        Exit status: 0 nothing but notes; 1 there are errors or warnings, or with --strict findings at all;
        2 wrong usage, or a design that cannot be used.

        """;

    private DesignOptions Design { get; } = new(strict: "Notes count too: status 1 where anything is found.");

    private Option<bool> Json { get; } = Words.Flag("--json", "The findings as one JSON object (docs/json.md).");

    /// <returns>0 where nothing weighs; 1 where something does.</returns>
    /// <exception cref="UnusableException">The request or the design cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        DesignRequest request = new DesignRequestReader(Design, line).ReadFiles(Name);
        ImportResult import = new DesignLoader(Design, line, terminal.Error).LoadQuietly(request with { Strict = false });
        cancellation.ThrowIfCancellationRequested();
        ImmutableArray<LintFinding> findings = [.. DesignLint.Check(import).OrderByDescending(static finding => finding.Severity)];
        if (line.Has(Json)) CheckJson.Write(terminal.OutBytes, request, import.Design, findings);
        else terminal.Print(CheckText.Of(request, findings));
        return findings.Any(finding => request.Strict || finding.Severity > Severity.Note) ? ExitStatus.No : ExitStatus.Done;
    }

    private Command Make()
    {
        var command = new Command("check") { Design.Files };
        foreach (Option option in Groups.SelectMany(static group => group.Options)) command.Add(option);
        return command;
    }
}
