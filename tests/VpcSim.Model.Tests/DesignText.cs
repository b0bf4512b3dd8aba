using System.Collections;
using System.Reflection;
using System.Text;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;

namespace VpcSim.Model.Tests;

/// <summary>A design as text, property by property, so that two of them can be compared and a difference read.</summary>
internal static class DesignText
{
    public static string Of(Design design)
    {
        var text = new StringBuilder();
        Write(text, design, "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, string path)
    {
        switch (value)
        {
            case null or string or Enum or IpAddress or Cidr or bool or int or long:
                text.Append(path).Append(" = ").Append(value ?? "null").Append('\n');
                break;
            case IEnumerable items:
                int index = 0;
                foreach (object? item in items) Write(text, item, $"{path}[{index++}]");
                break;
            default:
                foreach (PropertyInfo property in value.GetType().GetProperties())
                    if (property.Name != "AllCidrBlocks" && property.GetMethod is { IsStatic: false })
                        Write(text, property.GetValue(value), $"{path}.{property.Name}");
                break;
        }
    }
}
