using System.Text.Json.Nodes;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>A list of values of one shape; where it says so a single one will do.</summary>
/// <param name="item">The shape of each.</param>
/// <param name="orOne">Whether a single one will do.</param>
/// <param name="each">What messages call one of them; null for the list's key.</param>
internal sealed class ListShape(Shape item, bool orOne = false, string? each = null) : Shape
{
    public Shape Item => item;

    public override string Expected => orOne ? $"{item.Expected}, or a list of them" : $"a list, each {item.Expected}";

    public override bool Check(Node node, string what, ProblemList problems)
    {
        if (node is not SequenceNode list) return orOne ? item.Check(node, what, problems) : Refuse(node, what, problems);
        bool all = true;
        foreach (Node entry in list.Items) all &= item.Check(entry, each ?? what, problems);
        if (list.Items.Count > 0) return all;
        problems.Add(node.Place, $"{what} is an empty list; leave it out, or write {item.Expected}");
        return false;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item.Schema(definitions), ["minItems"] = 1 };
        return orOne ? new JsonObject { ["anyOf"] = new JsonArray(item.Schema(definitions), list) } : list;
    }
}
