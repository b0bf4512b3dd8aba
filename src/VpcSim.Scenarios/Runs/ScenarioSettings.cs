using VpcSim.DataPath;
using VpcSim.DataPath.Settings;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Runs;

/// <summary>The settings of a run while they are read.</summary>
internal sealed class ScenarioSettings
{
    public DataPathSettings DataPath { get; private set; } = DataPathSettings.Default;

    public FlowLogSettings FlowLogs { get; private set; } = FlowLogSettings.Default;

    /// <summary>What is wrong with a name and a value; null where nothing is.</summary>
    public static string? ProblemOf(string name, string value) => new ScenarioSettings().Set(name, value);

    /// <summary>Sets one value; a later one wins.</summary>
    /// <returns>What is wrong, with the nearest names or the values allowed; null where it was set.</returns>
    public string? Set(string name, string value)
    {
        if (DataPathCatalogue.Instance.Find(name) is not null)
        {
            if (!DataPathCatalogue.Instance.TrySet(DataPath, name, value, out DataPathSettings? changed, out string? error)) return error;
            DataPath = changed;
            return null;
        }
        if (FlowLogCatalogue.Instance.Find(name) is null)
        {
            IEnumerable<string> names = DataPathCatalogue.Instance.All.Select(static setting => setting.Name).Concat(FlowLogCatalogue.Instance.All.Select(static setting => setting.Name));
            return $"there is no setting '{name}'; the nearest are {string.Join(", ", NearestNames.Of(name, names))}";
        }
        if (!FlowLogCatalogue.Instance.TrySet(FlowLogs, name, value, out FlowLogSettings? set, out string? problem)) return problem;
        FlowLogs = set;
        return null;
    }
}
