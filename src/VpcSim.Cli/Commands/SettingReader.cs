using System.Collections.Immutable;
using System.CommandLine;
using VpcSim.Cli.Settings;
using VpcSim.Cli.Usage;

namespace VpcSim.Cli.Commands;

/// <summary>Reads the settings of a run off the command line.</summary>
internal static class SettingReader
{
    /// <returns>Each name once; what cannot be set is a mistake of the line.</returns>
    public static ImmutableArray<RequestedSetting> Read(Option<string[]> setting, Option<bool>? strictMtu, CommandLine line)
    {
        var settings = new List<RequestedSetting>();
        if (strictMtu is not null && line.Has(strictMtu)) settings.Add(new RequestedSetting("strict-mtu", "on", strictMtu.Name));
        foreach (string text in line.Values(setting))
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                line.Mistake(setting, $"'{text}' is not of the form NAME=VALUE, such as tcp-syn-timeout=30", text);
                continue;
            }
            string name = text[..equals], value = text[(equals + 1)..];
            if (RunSettings.ProblemOf(name, value) is { } problem) line.Mistake(setting, problem, text);
            else if (settings.Find(earlier => earlier.Name == name) is { } earlier)
                line.Mistake(setting, $"{name} is set twice ({earlier.Option} sets it to {earlier.Value}); keep one", text);
            else settings.Add(new RequestedSetting(name, value, setting.Name));
        }
        return [.. settings];
    }
}
