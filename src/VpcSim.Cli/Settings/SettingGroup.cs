using VpcSim.DataPath.Settings;

namespace VpcSim.Cli.Settings;

/// <summary>The settings of one part of the simulator.</summary>
internal sealed class SettingGroup<TSettings>(SettingCatalogue<TSettings> catalogue) : ISettingGroup
    where TSettings : class
{
    /// <summary>The values in force.</summary>
    public TSettings Values { get; private set; } = catalogue.Defaults;

    public IEnumerable<SettingFacts> All =>
        catalogue.All.Select(setting => new SettingFacts(setting.Name, setting.Read(catalogue.Defaults), setting.Values, setting.Meaning, setting.Page));

    public IEnumerable<(string Name, string Value)> Changed => catalogue.Changed(Values);

    public string? Set(string name, string value)
    {
        if (!catalogue.TrySet(Values, name, value, out TSettings? changed, out string? error)) return error;
        Values = changed;
        return null;
    }
}
