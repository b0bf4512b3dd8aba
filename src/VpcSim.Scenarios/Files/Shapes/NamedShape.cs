using System.Text.Json.Nodes;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>A mapping whose keys are names that the user gives, each with a value of one shape.</summary>
internal sealed class NamedShape(string keyed, Shape value) : Shape
{
    public Shape Value => value;

    public override string Expected => $"a mapping of {keyed}, each with {value.Expected}";

    public override bool Check(Node node, string what, ProblemList problems)
    {
        if (node is not MappingNode mapping) return Refuse(node, what, problems);
        bool all = true;
        foreach (MappingEntry entry in mapping.Entries) all &= value.Check(entry.Value, $"{what}: {entry.Key}", problems);
        return all;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => new() { ["type"] = "object", ["additionalProperties"] = value.Schema(definitions) };
}
