using System.Text.Json.Nodes;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>A text, number or boolean.</summary>
/// <param name="expected">What a user would have to write.</param>
/// <param name="accepts">Whether a text is one.</param>
internal sealed class ScalarShape(string expected, Func<string, bool> accepts) : Shape
{
    /// <summary>Types in terms of JSON Schema; more than one where a number is a text too.</summary>
    public string[] Types { get; init; } = ["string"];

    /// <summary>A regular expression that the text matches; null for none. Editors go by it; what decides is the parser.</summary>
    public string? Pattern { get; init; }

    public long? Minimum { get; init; }

    public long? Maximum { get; init; }

    /// <summary>The only values; null for any.</summary>
    public string[]? Values { get; init; }

    public override string Expected => expected;

    public bool Takes(string text) => accepts(text);

    public override bool Check(Node node, string what, ProblemList problems)
    {
        if (node is ScalarNode { Kind: not ScalarKind.Null } scalar && accepts(scalar.Text)) return true;
        if (node is not ScalarNode { Kind: not ScalarKind.Null, Text: var text } || Values is null) return Refuse(node, what, problems);
        problems.Add(node.Place, $"{what} takes {Expected}, not '{text}'{ProblemList.Nearest(text, Values)}");
        return false;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = Types is [var only] ? only : new JsonArray([.. Types.Select(type => JsonValue.Create(type))]) };
        if (Pattern is not null) schema["pattern"] = Pattern;
        if (Minimum is { } minimum) schema["minimum"] = minimum;
        if (Maximum is { } maximum) schema["maximum"] = maximum;
        if (Values is not null && Types is ["string"]) schema["enum"] = new JsonArray([.. Values.Select(value => JsonValue.Create(value))]);
        return schema;
    }
}
