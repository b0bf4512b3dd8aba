using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Tests.Files;

/// <summary>As much of JSON Schema (draft 2020-12) as the schema of scenarios uses; a keyword that it does not know makes it throw.</summary>
internal sealed class SchemaCheck(JsonObject schema)
{
    private static readonly HashSet<string> _annotations = ["$schema", "title", "description", "$defs"];

    /// <summary>Keys of mappings that documents used, as <c>definition/key</c>.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Check(Node node)
    {
        var problems = new List<string>();
        Check(node, schema, "", problems);
        return problems;
    }

    private bool Check(Node node, JsonObject rule, string name, List<string> problems)
    {
        int before = problems.Count;
        foreach ((string keyword, JsonNode? value) in rule)
        {
            if (_annotations.Contains(keyword)) continue;
            switch (keyword)
            {
                case "$ref":
                    string definition = value!.GetValue<string>()["#/$defs/".Length..];
                    Check(node, schema["$defs"]![definition]!.AsObject(), definition, problems);
                    break;
                case "type":
                    string[] types = value is JsonArray several ? [.. several.Select(type => type!.GetValue<string>())] : [value!.GetValue<string>()];
                    if (!types.Any(type => Is(node, type))) problems.Add($"{node.Place}: not {string.Join(" or ", types)}");
                    break;
                case "properties" when node is MappingNode mapping:
                    foreach ((string key, JsonNode? below) in value!.AsObject())
                    {
                        if (!mapping.TryGet(key, out Node? child)) continue;
                        Used.Add($"{name}/{key}");
                        Check(child, below!.AsObject(), name, problems);
                    }
                    break;
                case "additionalProperties" when node is MappingNode mapping:
                    foreach (MappingEntry entry in mapping.Entries.Where(entry => rule["properties"]?[entry.Key] is null))
                    {
                        if (value is JsonObject below) Check(entry.Value, below, name, problems);
                        else problems.Add($"{entry.KeyPlace}: {entry.Key} is not known");
                    }
                    break;
                case "required" when node is MappingNode mapping:
                    problems.AddRange(value!.AsArray().Select(key => key!.GetValue<string>()).Where(key => !mapping.TryGet(key, out _)).Select(key => $"{node.Place}: {key} is missing"));
                    break;
                case "items" when node is SequenceNode list:
                    foreach (Node item in list.Items) Check(item, value!.AsObject(), name, problems);
                    break;
                case "minItems" when node is SequenceNode list:
                    if (list.Items.Count < value!.GetValue<int>()) problems.Add($"{node.Place}: too few items");
                    break;
                case "enum" when node is ScalarNode scalar:
                    if (!value!.AsArray().Any(allowed => allowed!.GetValue<string>() == scalar.Text)) problems.Add($"{node.Place}: {scalar.Text} is not allowed");
                    break;
                case "pattern" when node is ScalarNode { Kind: ScalarKind.Text } scalar:
                    if (!Regex.IsMatch(scalar.Text, value!.GetValue<string>())) problems.Add($"{node.Place}: {scalar.Text} does not match");
                    break;
                case "minimum" when node is ScalarNode scalar && Is(node, "number"):
                    if (decimal.Parse(scalar.Text, CultureInfo.InvariantCulture) < value!.GetValue<long>()) problems.Add($"{node.Place}: {scalar.Text} is too small");
                    break;
                case "maximum" when node is ScalarNode scalar && Is(node, "number"):
                    if (decimal.Parse(scalar.Text, CultureInfo.InvariantCulture) > value!.GetValue<long>()) problems.Add($"{node.Place}: {scalar.Text} is too large");
                    break;
                case "anyOf":
                    if (Fitting(node, value!, name) == 0) problems.Add($"{node.Place}: fits no alternative");
                    break;
                case "oneOf":
                    if (Fitting(node, value!, name) != 1) problems.Add($"{node.Place}: fits not exactly one alternative");
                    break;
                case "properties" or "additionalProperties" or "required" or "items" or "minItems" or "enum" or "pattern" or "minimum" or "maximum":
                    break; // says nothing of nodes of this kind
                default:
                    throw new NotSupportedException(keyword);
            }
        }
        return problems.Count == before;
    }

    private int Fitting(Node node, JsonNode alternatives, string name) => alternatives.AsArray().Count(alternative => Check(node, alternative!.AsObject(), name, []));

    private static bool Is(Node node, string type) => type switch
    {
        "object" => node is MappingNode,
        "array" => node is SequenceNode,
        "boolean" => node is ScalarNode { Kind: ScalarKind.Boolean },
        "string" => node is ScalarNode { Kind: ScalarKind.Text },
        "integer" => node is ScalarNode { Kind: ScalarKind.Number },
        _ => node is ScalarNode { Kind: ScalarKind.Number } || (node is ScalarNode { Kind: ScalarKind.Text } scalar && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)),
    };
}
