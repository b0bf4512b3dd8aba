using System.Collections;
using System.Globalization;
using System.Reflection;

namespace VpcSim.Import.Tests.Converting;

/// <summary>Everything that a design says, a line for each value: two designs are the same if their lines are.</summary>
internal static class DesignText
{
    public static string[] Lines(object design)
    {
        List<string> lines = [];
        Write(lines, "", design, 0);
        return [.. lines];
    }

    private static void Write(List<string> lines, string path, object? value, int depth)
    {
        Assert.True(depth < 40, $"{path} nests without end");
        switch (value)
        {
            case null:
                return;
            case string or IFormattable or bool:
                lines.Add($"{path} = {Convert.ToString(value, CultureInfo.InvariantCulture)}");
                return;
            case IDictionary dictionary:
                SortedDictionary<string, object?> sorted = new(StringComparer.Ordinal);
                foreach (DictionaryEntry entry in dictionary) sorted.Add(entry.Key.ToString()!, entry.Value);
                foreach ((string key, object? held) in sorted) Write(lines, $"{path}[{key}]", held, depth + 1);
                return;
            case IEnumerable list:
                int i = 0;
                foreach (object? item in list) Write(lines, $"{path}[{i++}]", item, depth + 1);
                return;
        }
        PropertyInfo[] properties = [.. value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)];
        if (value.GetType().Namespace?.StartsWith("VpcSim", StringComparison.Ordinal) != true || properties.Length == 0)
        {
            lines.Add($"{path} = {value}");
            return;
        }
        lines.Add($"{path}: {value.GetType().Name}");
        foreach (PropertyInfo property in properties.Where(property => property.Name != "EqualityContract"))
            Write(lines, $"{path}.{property.Name}", property.GetValue(value), depth + 1);
    }
}
