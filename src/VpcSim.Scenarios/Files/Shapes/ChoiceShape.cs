using System.Text.Json.Nodes;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>A short form, which is a scalar, or a long one, which is a mapping.</summary>
internal sealed class ChoiceShape(ScalarShape brief, MappingShape full) : Shape
{
    public MappingShape Full => full;

    public override string Expected => $"{brief.Expected}, or {full.Expected}";

    public override bool Check(Node node, string what, ProblemList problems) => node switch
    {
        MappingNode => full.Check(node, what, problems),
        ScalarNode { Kind: not ScalarKind.Null } => brief.Check(node, what, problems),
        _ => Refuse(node, what, problems),
    };

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["anyOf"] = new JsonArray(brief.Schema(definitions), full.Schema(definitions)) };
}
