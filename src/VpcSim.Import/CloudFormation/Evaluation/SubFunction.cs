using System.Text;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary><c>Fn::Sub</c>: <c>${Name}</c>, <c>${Resource.Attribute}</c> and <c>${!literal}</c>. (CloudFormation guide, "Fn::Sub")</summary>
internal static class SubFunction
{
    public static Node Call(Evaluator evaluator, Node argument, Place place)
    {
        (ScalarNode? text, MappingNode? variables) = Parts(argument);
        if (text is null) return evaluator.Mistake(place, "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments: a string, or a list of a string and a mapping");
        StringBuilder result = new();
        foreach (SubPart part in Split(text.Text))
        {
            if (!part.IsVariable)
            {
                result.Append(part.Text);
                continue;
            }
            Node value = Value(evaluator, part.Text, variables, text.Place);
            if (value is UnknownNode unknown) return new UnknownNode(place, unknown.Reason, unknown.Reported);
            if (value is not ScalarNode scalar)
                return evaluator.Mistake(place, $"Template error: variable {part.Text} in Fn::Sub does not resolve to a string");
            result.Append(scalar.Text);
        }
        return evaluator.NewText(place, result.ToString());
    }

    /// <summary>The text and the variables of either form; no text if the argument has another shape.</summary>
    public static (ScalarNode? Text, MappingNode? Variables) Parts(Node argument) => argument switch
    {
        ScalarNode { Kind: not ScalarKind.Null } text => (text, null),
        SequenceNode { Items: [ScalarNode text, MappingNode variables] } => (text, variables),
        _ => (null, null),
    };

    /// <summary>The pieces of a text, literal and variable, in order.</summary>
    public static IEnumerable<SubPart> Split(string text)
    {
        int from = 0;
        while (from < text.Length)
        {
            int open = text.IndexOf("${", from, StringComparison.Ordinal);
            int close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0) break;
            if (open > from) yield return new SubPart(text[from..open], false);
            string inner = text[(open + 2)..close];
            yield return inner.StartsWith('!') ? new SubPart($"${{{inner[1..]}}}", false) : new SubPart(inner.Trim(), true);
            from = close + 1;
        }
        if (from < text.Length) yield return new SubPart(text[from..], false);
    }

    private static Node Value(Evaluator evaluator, string name, MappingNode? variables, Place place)
    {
        if (variables is not null && variables.TryGet(name, out Node? given)) return evaluator.Evaluate(given);
        int dot = name.IndexOf('.');
        return dot < 0 ? evaluator.References.Ref(name, place) : evaluator.References.GetAtt(name[..dot], name[(dot + 1)..], place);
    }
}

/// <summary>A piece of an <c>Fn::Sub</c> text: literal, or the name inside <c>${…}</c>.</summary>
internal readonly record struct SubPart(string Text, bool IsVariable);
