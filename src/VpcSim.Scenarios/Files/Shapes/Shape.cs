using System.Text.Json.Nodes;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>What a value of a scenario file looks like: one description checks files, and is the JSON Schema by which editors complete them.</summary>
internal abstract class Shape
{
    /// <summary>What a user would have to write, such as <c>a duration such as 250ms</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Notes what is wrong with a value, all of it.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">The key or list that it belongs to, as messages call it.</param>
    /// <param name="problems">Where mistakes are noted.</param>
    /// <returns>Whether nothing is.</returns>
    public abstract bool Check(Node node, string what, ProblemList problems);

    /// <summary>The shape as JSON Schema (draft 2020-12).</summary>
    public abstract JsonObject Schema(SchemaDefinitions definitions);

    protected bool Refuse(Node node, string what, ProblemList problems)
    {
        problems.Add(node.Place, $"{what} takes {Expected}, not {Words(node)}");
        return false;
    }

    protected static string Words(Node node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Null } => "nothing",
        ScalarNode { Text: var text } => $"'{text}'",
        SequenceNode => "a list",
        _ => "a mapping",
    };
}
