using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Settings;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Settings;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Model.Naming;
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

    private static LoadedScenario? Load(Scenario scenario, ProblemList problems)
    {
        Quotas quotas = QuotasOf(scenario, problems);
        foreach (Placed design in scenario.Designs)
        {
            string path = scenario.PathOf(design.Text);
            if (!File.Exists(path) && !Directory.Exists(path)) problems.Add(design.Place, $"there is no design {path}; paths are relative to the scenario file");
        }
        if (problems.Count > 0) return null;
        ImportResult import = DesignImporter.Load([.. scenario.Designs.Select(design => new DesignInput(scenario.PathOf(design.Text)))], new ImportOptions
        {
            Region = scenario.Region,
            AccountId = scenario.Account,
            Parameters = scenario.Parameters,
            Quotas = quotas,
            SettingProblem = ProblemOf,
            LogFormatProblem = static text => LogFormat.TryParse(text, out _, out string? problem) ? null : problem,
        });
        foreach (ImportError error in import.Errors) problems.Add(scenario.Designs[0].Place, $"{error}");
        return import.Succeeded ? Load(scenario, import, quotas, problems) : null;
    }

    private static LoadedScenario Load(Scenario scenario, ImportResult import, Quotas quotas, ProblemList problems)
    {
        (DataPathSettings dataPath, FlowLogSettings flowLogs) = (DataPathSettings.Default, FlowLogSettings.Default);
        foreach (DesignSetting setting in import.Settings) Set(setting.Name, setting.Value, ref dataPath, ref flowLogs);
        foreach ((Placed name, string value) in scenario.Settings)
            if (Set(name.Text, value, ref dataPath, ref flowLogs) is { } problem) problems.Add(name.Place, problem);
        var provisioning = new ProvisionOptions { Quotas = quotas, AlreadyRuns = true };
        new NameCheck(scenario, import.Design, provisioning, problems).Check();
        return new LoadedScenario(scenario, import.Design)
        {
            Findings = import.Findings,
            DataPathSettings = dataPath,
            FlowLogSettings = flowLogs,
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

    private static string? ProblemOf(string name, string value)
    {
        (DataPathSettings dataPath, FlowLogSettings flowLogs) = (DataPathSettings.Default, FlowLogSettings.Default);
        return Set(name, value, ref dataPath, ref flowLogs);
    }

    private static string? Set(string name, string value, ref DataPathSettings dataPath, ref FlowLogSettings flowLogs)
    {
        if (DataPathCatalogue.Instance.Find(name) is not null)
        {
            if (!DataPathCatalogue.Instance.TrySet(dataPath, name, value, out DataPathSettings? changed, out string? error)) return error;
            dataPath = changed;
            return null;
        }
        if (FlowLogCatalogue.Instance.Find(name) is null)
        {
            IEnumerable<string> names = DataPathCatalogue.Instance.All.Select(static setting => setting.Name).Concat(FlowLogCatalogue.Instance.All.Select(static setting => setting.Name));
            return $"there is no setting '{name}'; the nearest are {string.Join(", ", NearestNames.Of(name, names))}";
        }
        if (!FlowLogCatalogue.Instance.TrySet(flowLogs, name, value, out FlowLogSettings? set, out string? problem)) return problem;
        flowLogs = set;
        return null;
    }
}
