using System.Globalization;
using System.Numerics;
using System.Text.Json;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>A query's rows as one JSON object. (docs/json.md)</summary>
internal static class QueryJson
{
    private const int Piece = 64 * 1024;

    public static void Write(Stream output, QueryResult result, ReadingTally tally, CancellationToken cancellation)
    {
        using (var json = new Utf8JsonWriter(output, JsonForm.Options))
        {
            json.WriteStartObject();
            json.WriteString("vpcsim", VpcSimProgram.Version);
            json.WriteNumber("files", tally.Files);
            json.WriteNumber("records-read", tally.Records);
            json.WriteNumber("bad-lines", tally.BadLines);
            json.WriteStartArray("rows");
            while (result.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                json.WriteStartObject();
                for (int i = 0; i < result.Names.Length; i++)
                {
                    json.WritePropertyName(result.Names[i]);
                    WriteValue(json, result[i]);
                }
                json.WriteEndObject();
                if (json.BytesPending > Piece) json.Flush();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    // JSON has no infinity and no NaN.
    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null or double.NaN or double.PositiveInfinity or double.NegativeInfinity: json.WriteNullValue(); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case double number: json.WriteNumberValue(number); break;
            case float number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger:
                json.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            default: json.WriteStringValue(ValueText.Of(value)); break;
        }
    }
}
