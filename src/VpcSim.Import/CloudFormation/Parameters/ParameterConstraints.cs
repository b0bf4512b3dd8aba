using System.Globalization;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Parameters;

/// <summary>Checks a value against what its parameter allows, in CloudFormation's words.</summary>
internal static class ParameterConstraints
{
    /// <summary>The first violated constraint as a sentence, or null.</summary>
    public static string? Violated(string name, string type, string value, MappingNode declaration)
    {
        string[] items = ParameterTypes.IsList(type) ? SplitList(value) : [value];
        AllowedPattern? pattern = TextOf(declaration, "AllowedPattern") is { } text ? new AllowedPattern(text) : null;
        foreach (string item in items)
        {
            if (ViolatedByItem(name, type, item, declaration, pattern) is not { } sentence) continue;
            return TextOf(declaration, "ConstraintDescription") is { } description
                ? $"Parameter {name} failed to satisfy constraint: {description} (value '{item}')"
                : $"{sentence} (value '{item}')";
        }
        return null;
    }

    public static string[] SplitList(string value) => value.Length == 0 ? [] : value.Split(',', StringSplitOptions.TrimEntries);

    public static string? TextOf(MappingNode declaration, string key) =>
        declaration.TryGet(key, out Node? node) && node is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Text : null;

    private static string? ViolatedByItem(string name, string type, string value, MappingNode declaration, AllowedPattern? pattern)
    {
        if (declaration.TryGet("AllowedValues", out Node? allowed) && allowed is SequenceNode list &&
            !list.Items.Any(i => i is ScalarNode scalar && scalar.Text == value))
        {
            string values = string.Join(", ", list.Items.OfType<ScalarNode>().Select(i => i.Text));
            return $"Parameter '{name}' must be one of AllowedValues: [{values}]";
        }
        if (ParameterTypes.IsNumber(type)) return ViolatedNumber(name, value, declaration);
        if (LimitOf(declaration, "MinLength") is { } least && value.Length < least) return $"Parameter '{name}' must contain at least {least} characters";
        if (LimitOf(declaration, "MaxLength") is { } most && value.Length > most) return $"Parameter '{name}' must contain at most {most} characters";
        if (pattern is not null && !pattern.Matches(value)) return $"Parameter '{name}' must match pattern {pattern.Text}";
        return null;
    }

    private static string? ViolatedNumber(string name, string value, MappingNode declaration)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)) return $"Parameter '{name}' must be a number";
        if (LimitOf(declaration, "MinValue") is { } least && number < least) return $"Parameter '{name}' must be a number not less than {least}";
        if (LimitOf(declaration, "MaxValue") is { } most && number > most) return $"Parameter '{name}' must be a number not greater than {most}";
        return null;
    }

    private static decimal? LimitOf(MappingNode declaration, string key) =>
        decimal.TryParse(TextOf(declaration, key), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal limit) ? limit : null;
}
