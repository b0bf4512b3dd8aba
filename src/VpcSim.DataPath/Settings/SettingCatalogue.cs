using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using VpcSim.Model.Naming;

namespace VpcSim.DataPath.Settings;

/// <summary>All settings of one kind: how they are found by name, set from text, and told from their defaults.</summary>
/// <typeparam name="TSettings">The record that holds the values.</typeparam>
/// <param name="defaults">The values that nobody changed.</param>
/// <param name="settings">The settings, each name once.</param>
public sealed class SettingCatalogue<TSettings>(TSettings defaults, ImmutableArray<Setting<TSettings>> settings)
    where TSettings : class
{
    public TSettings Defaults { get; } = defaults;

    public ImmutableArray<Setting<TSettings>> All { get; } = settings;

    /// <summary>The setting of a name, or null.</summary>
    public Setting<TSettings>? Find(string name)
    {
        foreach (Setting<TSettings> setting in All)
            if (setting.Name == name) return setting;
        return null;
    }

    /// <summary>Sets one value.</summary>
    /// <param name="settings">What holds so far.</param>
    /// <param name="name">The setting's name.</param>
    /// <param name="value">Its value as text.</param>
    /// <param name="changed">The settings with that value.</param>
    /// <param name="error">What is wrong, with the nearest names or the values that are allowed.</param>
    public bool TrySet(
        TSettings settings, string name, string value, [NotNullWhen(true)] out TSettings? changed, [NotNullWhen(false)] out string? error)
    {
        changed = null;
        error = null;
        if (Find(name) is not { } setting)
            error = $"there is no setting '{name}'; the nearest are {string.Join(", ", NearestNames.Of(name, All.Select(known => known.Name)))}";
        else if ((changed = setting.Write(settings, value)) is null)
            error = $"'{value}' is no value of {name}; it takes {setting.Values}";
        return changed is not null;
    }

    /// <summary>The settings whose values are not the defaults, in the order of the catalogue.</summary>
    public IEnumerable<(string Name, string Value)> Changed(TSettings settings)
    {
        if (settings == Defaults) yield break;
        foreach (Setting<TSettings> setting in All)
            if (setting.Read(settings) is var value && value != setting.Read(Defaults)) yield return (setting.Name, value);
    }
}
