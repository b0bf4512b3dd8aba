using System.Text.Encodings.Web;
using System.Text.Json;
using VpcSim.Cli.Commands;
using VpcSim.Model.Designs;

namespace VpcSim.Cli.Reports;

/// <summary>What the JSON of verbs about a design has in common.</summary>
internal static class JsonForm
{
    /// <summary>Indented; text of all scripts stands as it is.</summary>
    public static JsonWriterOptions Options { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the version and which design was read.</summary>
    public static void WriteHead(Utf8JsonWriter json, DesignRequest request, Design design)
    {
        json.WriteString("vpcsim", VpcSimProgram.Version);
        json.WriteStartObject("design");
        json.WriteStartArray("files");
        foreach (string path in request.Paths) json.WriteStringValue(path);
        json.WriteEndArray();
        json.WriteString("region", design.Region);
        json.WriteString("account", design.AccountId);
        json.WriteEndObject();
    }
}
