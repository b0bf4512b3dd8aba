namespace VpcSim.Cli.Settings;

/// <summary>A catalogue of settings with the values in force, whatever record holds them.</summary>
internal interface ISettingGroup
{
    IEnumerable<SettingFacts> All { get; }

    /// <summary>The settings whose values are not the defaults.</summary>
    IEnumerable<(string Name, string Value)> Changed { get; }

    /// <summary>Sets one value.</summary>
    /// <returns>What is wrong; null where it was set.</returns>
    string? Set(string name, string value);
}
