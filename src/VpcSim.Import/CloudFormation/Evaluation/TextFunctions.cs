using System.Globalization;
using System.Text;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary><c>Fn::Join</c>, <c>Fn::Split</c> and <c>Fn::Select</c>. (CloudFormation guide, "Intrinsic function reference")</summary>
internal static class TextFunctions
{
    public static Node Join(Evaluator evaluator, Node argument, Place place)
    {
        if (argument is not SequenceNode { Items: [Node delimiter, Node values] })
            return evaluator.Mistake(place, "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined");
        if (evaluator.Text(delimiter, "the delimiter of Fn::Join", out UnknownNode? unknown) is not { } between) return unknown!;
        Node list = evaluator.Evaluate(values);
        if (list is UnknownNode) return list;
        if (list is not SequenceNode { Items: IReadOnlyList<Node> items })
            return evaluator.Mistake(place, "Template error: the second parameter of Fn::Join must be a list of strings");
        StringBuilder text = new();
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i] is UnknownNode part) return part;
            if (items[i] is not ScalarNode scalar) return evaluator.Mistake(items[i].Place, "Template error: Fn::Join takes strings only");
            if (i > 0) text.Append(between);
            text.Append(scalar.Text);
        }
        return evaluator.NewText(place, text.ToString());
    }

    public static Node Split(Evaluator evaluator, Node argument, Place place)
    {
        if (argument is not SequenceNode { Items: [Node delimiter, Node source] })
            return evaluator.Mistake(place, "Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split");
        if (evaluator.Text(delimiter, "the delimiter of Fn::Split", out UnknownNode? unknown) is not { } between) return unknown!;
        if (evaluator.Text(source, "what Fn::Split splits", out unknown) is not { } text) return unknown!;
        if (between.Length == 0) return evaluator.Mistake(place, "Template error: the delimiter of Fn::Split must not be empty");
        return new SequenceNode(place, [.. text.Split(between).Select(part => new ScalarNode(place, part))]);
    }

    public static Node Select(Evaluator evaluator, Node argument, Place place)
    {
        if (argument is not SequenceNode { Items: [Node position, Node values] })
            return evaluator.Mistake(place, "Template error: Fn::Select requires two parameters, (1) an index and (2) a list to select from");
        if (evaluator.Text(position, "the index of Fn::Select", out UnknownNode? unknown) is not { } digits) return unknown!;
        Node list = evaluator.Evaluate(values);
        if (list is UnknownNode) return list;
        if (list is not SequenceNode { Items: IReadOnlyList<Node> items })
            return evaluator.Mistake(place, "Template error: Fn::Select requires a list to select from");
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= items.Count)
            return evaluator.Mistake(place, $"Template error: Fn::Select cannot select nonexistent value at index {digits} of a list of {items.Count}");
        return items[index];
    }
}
