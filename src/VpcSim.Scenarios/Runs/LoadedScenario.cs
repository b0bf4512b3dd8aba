using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Settings;
using VpcSim.Import;
using VpcSim.Import.Documents;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Runs;

/// <summary>A scenario with its design: everything in it has been looked up, and it can be run any number of times.</summary>
public sealed record LoadedScenario
{
    private LoadedScenario(Scenario scenario, Design design) => (Scenario, Design) = (scenario, design);

    public Scenario Scenario { get; }

    /// <summary>The completed design with which it begins.</summary>
    public Design Design { get; }

    /// <summary>What is to be known about the design, in the order of its files.</summary>
    public ImmutableArray<Finding> Findings { get; private init; } = [];

    public DataPathSettings DataPathSettings { get; private init; } = DataPathSettings.Default;

    public FlowLogSettings FlowLogSettings { get; private init; } = FlowLogSettings.Default;

    /// <summary>What changes of the design are completed with.</summary>
    public ProvisionOptions Provisioning { get; private init; } = ProvisionOptions.Default;

    /// <summary>Every file or folder that it reads, as the program opens them: itself, its designs, the captures that it replays and its snapshots.</summary>
    public IEnumerable<string> Inputs
    {
        get
        {
            IEnumerable<string> captures = Scenario.Timeline.Where(static step => step.Verb.Text == "replay").Select(static step => StepActions.FieldsOf(step).Text("capture"));
            IEnumerable<string> snapshots = Scenario.Expectations.OfType<SnapshotExpectation>().Select(static snapshot => snapshot.Path);
            return [Scenario.File, .. Scenario.Designs.Select(static design => design.Text).Concat(captures).Concat(snapshots).Select(Scenario.PathOf)];
        }
    }

    /// <summary>Reads a scenario file and its design.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">Every mistake in both; empty where there is a result.</param>
    /// <returns>Null where there are problems.</returns>
    public static LoadedScenario? Load(string path, out ImmutableArray<ScenarioProblem> problems)
    {
        ScenarioReading reading = ScenarioFile.Read(path);
        problems = reading.Problems;
        if (reading.Scenario is not { } scenario) return null;
        var list = new ProblemList(path);
        LoadedScenario? loaded = Load(scenario, list);
        problems = [.. problems.Concat(list.All).OrderBy(static problem => problem.Line).ThenBy(static problem => problem.Column)];
        return problems.IsEmpty ? loaded : null;
    }

    /// <summary>A scenario in another design than its own: what it names is looked up there, and nothing is expected at its end.</summary>
    /// <param name="scenario">The scenario, as its file has it.</param>
    /// <param name="import">The design.</param>
    /// <param name="problems">Names that the design does not hold, each with its place in the scenario; empty where there is a result.</param>
    /// <returns>Null where there are problems.</returns>
    public static LoadedScenario? Load(Scenario scenario, ImportResult import, out ImmutableArray<ScenarioProblem> problems)
    {
        var list = new ProblemList(scenario.File);
        LoadedScenario loaded = Load(scenario with { Expectations = [] }, import, QuotasOf(scenario, list), list);
        problems = [.. list.All];
        return problems.IsEmpty ? loaded : null;
    }

    /// <summary>Reads the designs that a scenario names.</summary>
    /// <param name="scenario">The scenario; its quotas, parameters, region and account hold for the designs.</param>
    /// <param name="problems">Designs that there are not, and quotas that are none; empty where there is a result.</param>
    public static ImportResult? Import(Scenario scenario, out ImmutableArray<ScenarioProblem> problems)
    {
        var list = new ProblemList(scenario.File);
        ImportResult? import = Import(scenario, QuotasOf(scenario, list), list);
        problems = list.All;
        return problems.IsEmpty ? import : null;
    }

    /// <summary>Reads a template that a program has made as the design of a scenario.</summary>
    /// <param name="scenario">The scenario; its file names the template in places, its designs count for nothing.</param>
    /// <param name="template">As CloudFormation has it.</param>
    /// <param name="problems">Quotas that are none; empty where there is a result.</param>
    public static ImportResult? Import(Scenario scenario, MappingNode template, out ImmutableArray<ScenarioProblem> problems)
    {
        var list = new ProblemList(scenario.File);
        ImportResult import = DesignImporter.Load(template, scenario.File, OptionsOf(scenario, QuotasOf(scenario, list)));
        problems = list.All;
        return problems.IsEmpty ? import : null;
    }

    private static LoadedScenario? Load(Scenario scenario, ProblemList problems)
    {
        Quotas quotas = QuotasOf(scenario, problems);
        if (Import(scenario, quotas, problems) is not { } import) return null;
        foreach (ImportError error in import.Errors) problems.Add(scenario.Designs[0].Place, $"{error}");
        return import.Succeeded ? Load(scenario, import, quotas, problems) : null;
    }

    private static ImportResult? Import(Scenario scenario, Quotas quotas, ProblemList problems)
    {
        foreach (Placed design in scenario.Designs)
        {
            string path = scenario.PathOf(design.Text);
            if (!File.Exists(path) && !Directory.Exists(path)) problems.Add(design.Place, $"there is no design {path}; paths are relative to the scenario file");
        }
        return problems.Count == 0 ? DesignImporter.Load([.. scenario.Designs.Select(design => new DesignInput(scenario.PathOf(design.Text)))], OptionsOf(scenario, quotas)) : null;
    }

    private static ImportOptions OptionsOf(Scenario scenario, Quotas quotas) => new()
    {
        Region = scenario.Region,
        AccountId = scenario.Account,
        Parameters = scenario.Parameters,
        Quotas = quotas,
        SettingProblem = ScenarioSettings.ProblemOf,
        LogFormatProblem = static text => LogFormat.TryParse(text, out _, out string? problem) ? null : problem,
    };

    private static LoadedScenario Load(Scenario scenario, ImportResult import, Quotas quotas, ProblemList problems)
    {
        var settings = new ScenarioSettings();
        foreach (DesignSetting setting in import.Settings) settings.Set(setting.Name, setting.Value);
        foreach ((Placed name, string value) in scenario.Settings)
            if (settings.Set(name.Text, value) is { } problem) problems.Add(name.Place, problem);
        var provisioning = new ProvisionOptions { Quotas = quotas, AlreadyRuns = true };
        new NameCheck(scenario, import.Design, provisioning, problems).Check();
        return new LoadedScenario(scenario, import.Design)
        {
            Findings = import.Findings,
            DataPathSettings = settings.DataPath,
            FlowLogSettings = settings.FlowLogs,
            Provisioning = provisioning,
        };
    }

    private static Quotas QuotasOf(Scenario scenario, ProblemList problems)
    {
        Quotas quotas = Quotas.Default;
        foreach ((Placed name, int value) in scenario.Quotas)
        {
            try
            {
                quotas = quotas.With(name.Text, value);
            }
            catch (FormatException problem)
            {
                problems.Add(name.Place, problem.Message);
            }
        }
        return quotas;
    }
}
