using System.Text;
using System.Text.Json;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>A policy as the JSON text that CloudFormation sends.</summary>
internal static class PolicyText
{
    /// <summary>How many characters it has; 0 for none, and where a part is unknown before deployment.</summary>
    public static int LengthOf(Node? policy)
    {
        if (policy is ScalarNode text) return text.Kind == ScalarKind.Null ? 0 : text.Text.Length;
        if (policy is not MappingNode) return 0;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            if (!Write(json, policy)) return 0;
        return Encoding.UTF8.GetCharCount(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static bool Write(Utf8JsonWriter json, Node node)
    {
        switch (node)
        {
            case ScalarNode { Kind: ScalarKind.Null }:
                json.WriteNullValue();
                return true;
            case ScalarNode { Kind: ScalarKind.Number or ScalarKind.Boolean } plain:
                json.WriteRawValue(plain.Text, skipInputValidation: true);
                return true;
            case ScalarNode text:
                json.WriteStringValue(text.Text);
                return true;
            case SequenceNode list:
                json.WriteStartArray();
                foreach (Node item in list.Items)
                    if (!Write(json, item)) return false;
                json.WriteEndArray();
                return true;
            case MappingNode mapping:
                json.WriteStartObject();
                foreach (MappingEntry entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key);
                    if (!Write(json, entry.Value)) return false;
                }
                json.WriteEndObject();
                return true;
            default:
                return false;
        }
    }
}
