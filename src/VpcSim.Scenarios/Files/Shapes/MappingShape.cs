using System.Text.Json.Nodes;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>A mapping with known keys.</summary>
/// <param name="name">What it is called in the schema's definitions, and in messages.</param>
/// <param name="keys">The keys, in the order of the documentation.</param>
internal sealed class MappingShape(string name, params KeyShape[] keys) : Shape
{
    public string Name => name;

    public IReadOnlyList<KeyShape> Keys => keys;

    public override string Expected => $"a mapping such as {{ {string.Join(", ", Sample().Select(key => $"{key.Name}: …"))} }}";

    public override bool Check(Node node, string what, ProblemList problems)
    {
        if (node is not MappingNode mapping) return Refuse(node, what, problems);
        bool all = true;
        foreach (MappingEntry entry in mapping.Entries)
        {
            if (Array.Find(keys, key => key.Name == entry.Key) is { } key)
            {
                all &= key.Value.Check(entry.Value, key.Name, problems);
                continue;
            }
            problems.Add(entry.KeyPlace, $"{what} has no key '{entry.Key}'{ProblemList.Nearest(entry.Key, keys.Select(known => known.Name), all: true)}");
            all = false;
        }
        string[] missing = [.. keys.Where(key => key.Presence == Presence.Required && !mapping.TryGet(key.Name, out _)).Select(key => key.Name)];
        if (missing.Length > 0) problems.Add(node.Place, $"{what} lacks {string.Join(" and ", missing)}");
        return all & missing.Length == 0 & HasOneAlternative(mapping, what, all, problems);
    }

    private bool HasOneAlternative(MappingNode mapping, string what, bool allKnown, ProblemList problems)
    {
        string[] alternatives = [.. keys.Where(key => key.Presence == Presence.OneOf).Select(key => key.Name)];
        if (alternatives.Length == 0) return true;
        string[] said = [.. mapping.Entries.Select(static entry => entry.Key).Where(alternatives.Contains)];
        if (said.Length == 1) return true;
        // A misspelt one has been answered already.
        if (said.Length > 1) problems.Add(mapping.KeyPlace(said[1]), $"{what} says both {said[0]} and {said[1]}; make two of it");
        else if (allKnown) problems.Add(mapping.Place, $"{what} says nothing; write one of {string.Join(", ", alternatives)}");
        return false;
    }

    private IEnumerable<KeyShape> Sample()
    {
        KeyShape[] needed = [.. keys.Where(key => key.Presence == Presence.Required).Concat(keys.Where(key => key.Presence == Presence.OneOf).Take(1))];
        return needed.Length > 0 ? needed : keys.Take(2);
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => definitions.Refer(name, () =>
    {
        var properties = new JsonObject();
        foreach (KeyShape key in keys)
        {
            JsonObject value = key.Value.Schema(definitions);
            value["description"] = key.Meaning;
            properties[key.Name] = value;
        }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        JsonNode[] required = [.. keys.Where(key => key.Presence == Presence.Required).Select(key => (JsonNode)key.Name)];
        if (required.Length > 0) schema["required"] = new JsonArray(required);
        JsonNode[] oneOf = [.. keys.Where(key => key.Presence == Presence.OneOf).Select(key => new JsonObject { ["required"] = new JsonArray(key.Name) })];
        if (oneOf.Length > 0) schema["oneOf"] = new JsonArray(oneOf);
        return schema;
    });
}
