using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Files;

/// <summary>The JSON Schema of scenario files (draft 2020-12), made of what checks them.</summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As it stands in <c>docs/scenario.schema.json</c>.</summary>
    public static string Text()
    {
        var definitions = new SchemaDefinitions();
        JsonObject root = ScenarioShapes.Scenario.Schema(definitions);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "VpcSim scenario",
            ["description"] = "What happens in a VPC network and what is expected of it (docs/scenarios.md).",
            ["$ref"] = root["$ref"]!.GetValue<string>(),
            ["$defs"] = definitions.All(),
        };
        return schema.ToJsonString(_indented) + "\n";
    }
}
