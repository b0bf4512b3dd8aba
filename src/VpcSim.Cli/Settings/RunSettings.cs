using VpcSim.DataPath;
using VpcSim.DataPath.Settings;
using VpcSim.FlowLogs.Settings;
using VpcSim.Import;
using VpcSim.Model.Naming;

namespace VpcSim.Cli.Settings;

/// <summary>The settings of a run: those of every part of the simulator under one roof of names, and who changed them.</summary>
internal sealed class RunSettings
{
    private readonly SettingGroup<DataPathSettings> _dataPath = new(DataPathCatalogue.Instance);
    private readonly SettingGroup<FlowLogSettings> _flowLogs = new(FlowLogCatalogue.Instance);
    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);
    private readonly ISettingGroup[] _groups;

    /// <summary>Every setting at its default.</summary>
    public RunSettings() => _groups = [_dataPath, _flowLogs];

    public DataPathSettings DataPath => _dataPath.Values;

    public FlowLogSettings FlowLogs => _flowLogs.Values;

    /// <summary>All that can be set, in the order of the catalogues.</summary>
    public IEnumerable<SettingFacts> All => _groups.SelectMany(group => group.All);

    /// <summary>What is not at its default, in the order of the catalogues.</summary>
    public IEnumerable<ChangedSetting> Changed => _groups.SelectMany(group => group.Changed)
        .Select(changed => new ChangedSetting(changed.Name, changed.Value, ByName[changed.Name].Facts.Default, _origins[changed.Name]));

    /// <summary>Most runs set nothing and never ask.</summary>
    private Dictionary<string, (ISettingGroup Group, SettingFacts Facts)> ByName => field ??=
        _groups.SelectMany(group => group.All.Select(facts => (group, facts))).ToDictionary(known => known.facts.Name, StringComparer.Ordinal);

    /// <summary>The design's own settings, and over them those of the command line.</summary>
    public static RunSettings Of(ImportResult import, IEnumerable<RequestedSetting> requested)
    {
        var settings = new RunSettings();
        foreach (DesignSetting setting in import.Settings) settings.Set(setting.Name, setting.Value, setting.Place);
        foreach (RequestedSetting setting in requested) settings.Set(setting.Name, setting.Value, setting.Option);
        return settings;
    }

    /// <summary>What is wrong with a name and a value; null where nothing is.</summary>
    public static string? ProblemOf(string name, string value) => new RunSettings().Set(name, value, origin: "");

    /// <summary>Sets one value; a later one wins.</summary>
    /// <returns>What is wrong, with the nearest names or the values allowed; null where it was set.</returns>
    public string? Set(string name, string value, string origin)
    {
        if (!ByName.TryGetValue(name, out (ISettingGroup Group, SettingFacts Facts) known))
            return $"there is no setting '{name}'; the nearest are {string.Join(", ", NearestNames.Of(name, ByName.Keys))}";
        if (known.Group.Set(name, value) is { } problem) return problem;
        _origins[name] = origin;
        return null;
    }
}
