using System.Collections.Immutable;
using System.CommandLine;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Reports;
using VpcSim.Cli.Settings;
using VpcSim.Cli.Usage;
using VpcSim.Import;
using VpcSim.Scenarios.Comparing;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Runs;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Commands;

/// <summary><c>vpcsim diff</c>: the same traffic through two designs.</summary>
internal sealed class DiffCommand : IVerb
{
    public string Name => "diff";

    public string Summary => "Send the same traffic through two designs: which conversations fare otherwise in the second, and why.";

    public string Usage => "OLD-DESIGN NEW-DESIGN (--capture FILE | --scenario FILE) [OPTION]...";

    public DiffSyntax Syntax => field ??= new();

    public Command Command => Syntax.Command;

    public IReadOnlyList<OptionGroup> Groups => Syntax.Groups;

    public string Examples => """
        What a change does to the traffic that there is, before it is deployed:
          vpcsim diff deployed.yaml changed.yaml --capture web.pcapng

        What Terraform is about to do to a network that exists:
          vpcsim diff before.json plan.json --capture web.pcapng@module.web.aws_instance.server

        One template with another parameter:
          vpcsim diff old=template.yaml new=template.yaml --parameter new.Environment=prod --capture web.pcapng

        What it does to the traffic of a scenario, for a network that nobody has captured yet:
          vpcsim diff deployed.yaml changed.yaml --scenario web.scenario.yaml

        In a pipeline, for programs:
          vpcsim diff deployed.yaml changed.yaml --capture web.pcapng --json | jq '.conversations[].changes'

        Compared are verdict (delivered or not, the reason, who decided) and way (where packets enter, the
        interfaces, gateways, endpoints and tunnels that they come by), by names: ids may be others.

        Exit status: 0 nothing fares otherwise; 1 conversations do; 2 wrong usage, an unusable design or
        capture, or a capture damaged before its end (what comes before the damage is compared).

        """;

    /// <returns>0 where nothing fares otherwise; 1 where something does; 2 where a capture was damaged.</returns>
    /// <exception cref="UnusableException">The request, a design, a capture or the scenario cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        var designs = new DesignRequestReader(Syntax.Design, line);
        DesignRequest both = designs.Read(line.Values(Syntax.Designs));
        var captures = new CaptureRequestReader(Syntax.Replay, line);
        CaptureRequest request = captures.Read(line.Values(Syntax.Capture));
        ImmutableArray<RequestedSetting> requested = SettingReader.Read(Syntax.Replay.Setting, Syntax.Replay.StrictMtu, line);
        string? scenario = line.Value(Syntax.Scenario);
        if (both.Inputs.Length != 2) line.Mistake($"name two designs, the one before and the one after: vpcsim diff {Usage}");
        if (request.Inputs.IsEmpty && scenario is null) line.Mistake("name the traffic: --capture FILE, or --scenario FILE");
        if (scenario is not null) CheckAlone(line);
        line.ThrowIfMistaken();
        designs.CheckFiles(both);
        CheckTraffic(request, scenario, line);
        line.ThrowIfMistaken();
        var loader = new DesignLoader(Syntax.Design, line, terminal.Error);
        DiffReport report;
        if (scenario is not null)
        {
            report = ThroughScenario(scenario, both, loader, line, cancellation);
        }
        else
        {
            ImportResult before = loader.Load(Only(both, 0)), after = loader.Load(Only(both, 1));
            ComparedSide old = SideOf(before, both, request, captures, requested, line), changed = SideOf(after, both, request, captures, requested, line);
            report = new DiffReport(both.Inputs[0].Path, both.Inputs[1].Path, old.Design, changed.Design, Compare(old, changed, Sources(request, terminal), cancellation));
        }
        if (line.Has(Syntax.Json)) DiffJson.Write(terminal.OutBytes, report);
        else terminal.Print(DiffText.Of(report));
        if (request.FlowBound is { } bound) AsideText.Write(terminal.Error, bound, report.Result.FlowsAside);
        int status = CaptureEnds.Tell(report.Result.Captures, both.Strict, terminal.Error);
        return status == ExitStatus.Done && !report.Result.Conversations.IsEmpty ? ExitStatus.No : status;
    }

    private DiffReport ThroughScenario(string file, DesignRequest both, DesignLoader loader, CommandLine line, CancellationToken cancellation)
    {
        ScenarioReading reading = ScenarioFile.Read(file);
        Scenario scenario = reading.Scenario ?? throw Unusable(reading.Problems);
        // The scenario knows how its design is deployed; the command line knows better.
        both = both with
        {
            Parameters = both.Parameters.AddRange(scenario.Parameters.Where(own => !both.Parameters.ContainsKey(own.Key))),
            Region = line.Value(Syntax.Design.Region) ?? scenario.Region,
            Account = line.Value(Syntax.Design.Account) ?? scenario.Account,
        };
        ImportResult before = loader.Load(Only(both, 0)), after = loader.Load(Only(both, 1));
        LoadedScenario? old = LoadedScenario.Load(scenario, before, out ImmutableArray<ScenarioProblem> oldProblems), changed = LoadedScenario.Load(scenario, after, out ImmutableArray<ScenarioProblem> newProblems);
        if (old is null || changed is null) throw Unusable(oldProblems.Union(newProblems));
        try
        {
            return new DiffReport(both.Inputs[0].Path, both.Inputs[1].Path, old.Design, changed.Design, ScenarioComparison.Of(old, changed, cancellation)) { Scenario = file };
        }
        catch (SimulationException impossible)
        {
            throw new UnusableException([$"{file}: {impossible.Message}"], prefix: "");
        }
    }

    private static UnusableException Unusable(IEnumerable<ScenarioProblem> problems) => new([.. problems.Select(static problem => $"{problem}")], prefix: "");

    private void CheckAlone(CommandLine line)
    {
        IEnumerable<Option<string[]>> ofCaptures = [Syntax.Capture, .. Syntax.Replay.Valued];
        foreach (Option<string[]> option in ofCaptures)
            if (line.Values(option).Any()) line.Mistake(option, "it is about captures, and a scenario has traffic and settings of its own; leave one out");
        if (line.Has(Syntax.Replay.StrictMtu)) line.Mistake(Syntax.Replay.StrictMtu, "it is about captures; leave it out");
    }

    /// <summary>The request of one design: what is for the other one's stack alone is left out.</summary>
    private static DesignRequest Only(DesignRequest both, int place)
    {
        DesignInput own = both.Inputs[place];
        string? other = both.Inputs[1 - place].StackName;
        bool IsOthers(string parameter) => other is not null && other != own.StackName && parameter.StartsWith(other + ".", StringComparison.Ordinal);
        return both with { Inputs = [own], Parameters = both.Parameters.RemoveRange(both.Parameters.Keys.Where(IsOthers)) };
    }

    private static ComparedSide SideOf(
        ImportResult import, DesignRequest designs, CaptureRequest request, CaptureRequestReader captures, ImmutableArray<RequestedSetting> requested, CommandLine line)
    {
        int told = line.Mistakes.Count;
        ReplayOptions options = captures.OptionsFor(request, import.Design, designs.IpRanges);
        return line.Mistakes.Count > told ? throw Mistaken(line) : new ComparedSide(import.Design, RunSettings.Of(import, requested).DataPath, options);
    }

    private static UnusableException Mistaken(CommandLine line) => new([.. line.Mistakes], "vpcsim diff --help");

    private static void CheckTraffic(CaptureRequest request, string? scenario, CommandLine line)
    {
        if (scenario is not null && !File.Exists(scenario)) line.Mistake(Directory.Exists(scenario) ? $"{scenario} is a folder; name the scenario's file" : Misspelling.File(scenario));
        foreach (CaptureInput capture in request.Inputs)
        {
            if (capture.Path == CaptureSources.StandardInput) line.Mistake("--capture -: a comparison reads its captures twice, and standard input can be read once; record it to a file");
            else if (!File.Exists(capture.Path) && !Directory.Exists(capture.Path)) line.Mistake(Misspelling.File(capture.Path));
        }
    }

    private static ImmutableArray<CaptureInput> Sources(CaptureRequest request, Terminal terminal)
    {
#pragma warning disable RS0030 // asked by captures that still come alone, of which there are none
        return new CaptureSources(new LiveRequest(null, null, null), terminal.OpenInput, TimeProvider.System, static () => { }, CancellationToken.None).Of(request.Inputs);
#pragma warning restore RS0030
    }

    private static ComparisonResult Compare(ComparedSide old, ComparedSide changed, ImmutableArray<CaptureInput> captures, CancellationToken cancellation)
    {
        try
        {
            return Comparison.Of(old, changed, captures, cancellation);
        }
        catch (CaptureFormatException problem)
        {
            throw new UnusableException(problem.Message);
        }
    }
}
