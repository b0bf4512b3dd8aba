using System.Collections;
using System.Globalization;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>Values of a query's rows as text, the same on every machine.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateTimeOffset time => Of(time.UtcDateTime) + "+00",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IDictionary entries => $"{{{string.Join(", ", entries.Cast<DictionaryEntry>().Select(entry => $"{Of(entry.Key)}: {Of(entry.Value)}"))}}}",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
