using System.Text;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Converting;

/// <summary>A resource's properties as one template without parameters says them: references between resources stay, all else is evaluated.</summary>
/// <param name="resource">Whose properties they are.</param>
/// <param name="resources">All that may be referred to.</param>
internal sealed class ConvertedProperties(ConvertedResource resource, ConvertedResources resources)
{
    private Stack Stack => resource.Stack;

    private Evaluator Evaluator => Stack.Evaluator;

    /// <summary>A value in the new template's terms; null for one that is absent.</summary>
    public Node? Of(Node node) => node switch
    {
        ScalarNode scalar => Evaluator.Evaluate(scalar) is ScalarNode value ? Literal(value) : scalar,
        SequenceNode list => Nodes.List([.. list.Items.Select(Of).OfType<Node>()]),
        MappingNode { Count: 1 } function when Evaluator.IsFunction(function.Entries[0].Key) => OfFunction(function, function.Entries[0].Key, function.Entries[0].Value),
        MappingNode mapping => OfMapping(mapping),
        UnknownNode unknown => Unknown(unknown),
        _ => null,
    };

    private MappingNode OfMapping(MappingNode mapping)
    {
        MappingNode written = Nodes.Mapping();
        foreach (MappingEntry entry in mapping.Entries)
            if (entry.Key != "Fn::Transform") written.With(entry.Key, Of(entry.Value));
        return written;
    }

    private Node? OfFunction(MappingNode function, string name, Node argument)
    {
        switch (name, argument)
        {
            case ("Ref", ScalarNode { Text: string named }) when resources.Called(named, Stack) is { } referred:
                return Nodes.Ref(referred.LogicalId);
            case ("Fn::GetAtt", SequenceNode { Items: [ScalarNode { Text: string named }, ScalarNode attribute] }) when resources.Called(named, Stack) is { } referred:
                return Nodes.GetAtt(referred.LogicalId, attribute);
            case ("Fn::GetAtt", ScalarNode { Text: string path }) when path.IndexOf('.') is > 0 and int dot && resources.Called(path[..dot], Stack) is { } referred:
                return Nodes.GetAtt(referred.LogicalId, Nodes.Text(path[(dot + 1)..]));
            case ("Fn::If", SequenceNode { Items: [ScalarNode { Text: string condition } written, Node whenTrue, Node whenFalse] }):
                Truth truth = Evaluator.Conditions[condition, written.Place];
                return truth == Truth.Unknown ? Unknown(new UnknownNode(written.Place, $"the condition {condition}")) : Of(truth == Truth.True ? whenTrue : whenFalse);
            case ("Fn::Base64", _):
                return Of(argument) is { } plain ? Nodes.Function(name, plain) : null;
        }
        return Evaluator.Evaluate(function) switch
        {
            NoValueNode => null,
            UnknownNode unknown => OfUnknown(name, argument, unknown),
            Node value => Literal(value),
        };
    }

    /// <summary>What no one knows before deployment CloudFormation will: texts that are made of it keep their function.</summary>
    private MappingNode OfUnknown(string name, Node argument, UnknownNode unknown) => name switch
    {
        "Fn::Join" or "Fn::Select" or "Fn::Split" when argument is SequenceNode => Nodes.Function(name, Of(argument)!),
        "Fn::Sub" when Substituted(argument) is { } text => Nodes.Function(name, text),
        _ => Unknown(unknown),
    };

    private Node? Substituted(Node argument)
    {
        (ScalarNode? text, MappingNode? variables) = SubFunction.Parts(argument);
        if (text is null) return null;
        var written = new StringBuilder();
        foreach (SubPart part in SubFunction.Split(text.Text))
        {
            if (!part.IsVariable) written.Append(part.Text.StartsWith("${", StringComparison.Ordinal) ? $"${{!{part.Text[2..]}" : part.Text);
            else if (variables is not null && variables.TryGet(part.Text, out _)) written.Append($"${{{part.Text}}}");
            else if (Variable(part.Text, text.Place) is { } variable) written.Append(variable);
            else return null;
        }
        return variables is null ? Nodes.Text(written.ToString()) : Nodes.List([Nodes.Text(written.ToString()), OfMapping(variables)]);
    }

    private string? Variable(string name, Place place)
    {
        if (PseudoParameters.IsPseudo(name)) return $"${{{name}}}";
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (resources.Called(dot < 0 ? name : name[..dot], Stack) is { } referred) return $"${{{referred.LogicalId}{(dot < 0 ? "" : name[dot..])}}}";
        return dot < 0 && Evaluator.References.Ref(name, place) is ScalarNode { Text: string value } ? value : null;
    }

    /// <summary>A value without functions, in which ids of resources become references.</summary>
    private Node Literal(Node value) => value switch
    {
        ScalarNode { Kind: ScalarKind.Text } text => resources.ReferenceTo(text.Text, resource) ?? text,
        SequenceNode list => Nodes.List([.. list.Items.Where(item => item is not NoValueNode).Select(Literal)]),
        MappingNode mapping => mapping.Entries.Aggregate(Nodes.Mapping(), (written, entry) => written.With(entry.Key, entry.Value is NoValueNode ? null : Literal(entry.Value))),
        UnknownNode unknown => Unknown(unknown),
        _ => value,
    };

    /// <summary>A value of which nothing is known is what another stack might export: it reads as unknown again, and says why.</summary>
    private static MappingNode Unknown(UnknownNode unknown) => Nodes.Function("Fn::ImportValue", Nodes.Text($"unknown: {unknown.Reason}"));
}
