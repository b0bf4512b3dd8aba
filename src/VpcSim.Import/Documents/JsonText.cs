using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VpcSim.Import.Documents;

/// <summary>Writes a part of a document as compact JSON, as CloudFormation hands a policy to a service.</summary>
internal static class JsonText
{
    /// <summary>The text; null where some part of it is unknown before deployment.</summary>
    public static string? Of(Node node)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (!TryWrite(writer, node)) return null;
        writer.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Writes a node; false where some part of it is unknown, which ends the writing.</summary>
    public static bool TryWrite(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (MappingEntry entry in mapping.AsSpan())
                {
                    writer.WritePropertyName(entry.Key);
                    if (!TryWrite(writer, entry.Value)) return false;
                }
                writer.WriteEndObject();
                return true;
            case SequenceNode list:
                writer.WriteStartArray();
                foreach (Node item in list.AsSpan())
                    if (!TryWrite(writer, item)) return false;
                writer.WriteEndArray();
                return true;
            case ScalarNode scalar:
                Write(writer, scalar);
                return true;
            default:
                return false;
        }
    }

    private static void Write(Utf8JsonWriter writer, ScalarNode scalar)
    {
        if (scalar.Kind == ScalarKind.Null) writer.WriteNullValue();
        else if (scalar.Kind == ScalarKind.Boolean && bool.TryParse(scalar.Text, out bool yes)) writer.WriteBooleanValue(yes);
        else if (scalar.Kind == ScalarKind.Number && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
            writer.WriteNumberValue(number);
        else writer.WriteStringValue(scalar.Text);
    }
}
