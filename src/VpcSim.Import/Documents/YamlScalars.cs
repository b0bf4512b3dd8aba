namespace VpcSim.Import.Documents;

/// <summary>What plain YAML scalars mean in YAML 1.1, which CloudFormation reads. (yaml.org/type: null, bool, int)</summary>
internal static class YamlScalars
{
    /// <summary>Yes, no, on and off keep their letters, since a condition may bear such a name; where a boolean is wanted they are one.</summary>
    public static ScalarNode Plain(Place place, string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new ScalarNode(place, "", ScalarKind.Null),
        "true" or "True" or "TRUE" => new ScalarNode(place, "true", ScalarKind.Boolean),
        "false" or "False" or "FALSE" => new ScalarNode(place, "false", ScalarKind.Boolean),
        "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => new ScalarNode(place, text, ScalarKind.Boolean),
        _ => new ScalarNode(place, text, IsInteger(text) ? ScalarKind.Number : ScalarKind.Text),
    };

    private static bool IsInteger(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        return digits.Length is > 0 and <= 18 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
