using System.Text.Json.Nodes;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>The mappings that a schema defines once and refers to.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject?> _definitions = new(StringComparer.Ordinal);

    /// <summary>A reference to a definition, which is made where it is asked for first.</summary>
    public JsonObject Refer(string name, Func<JsonObject> define)
    {
        if (_definitions.TryAdd(name, null)) _definitions[name] = define();
        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    public JsonObject All()
    {
        var all = new JsonObject();
        foreach ((string name, JsonObject? definition) in _definitions) all[name] = definition;
        return all;
    }
}
