using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary><c>Ref</c> and <c>Fn::GetAtt</c>. (CloudFormation guide, "Ref", "Fn::GetAtt")</summary>
internal sealed class References(
    Evaluator evaluator, IReadOnlyDictionary<string, Node> parameters, ResourceAttributes attributes, ImportLog log)
{
    public Node Ref(Node argument, Place place) => Name(argument, place, "Ref takes the name of a parameter or resource", out Node? problem) is { } name
        ? Ref(name, place)
        : problem!;

    public Node Ref(string name, Place place)
    {
        if (PseudoParameters.IsPseudo(name))
            return PseudoParameters.Value(name, evaluator.Deployment, place) ?? Unresolved(name, place);
        if (parameters.TryGetValue(name, out Node? parameter))
            return parameter is UnknownNode unknown ? new UnknownNode(place, unknown.Reason, unknown.Reported) : parameter;
        return Resource(name, place, out UnknownNode? problem) is { } declaration ? attributes.Ref(declaration, place) : problem!;
    }

    public Node GetAtt(Node argument, Place place)
    {
        switch (argument)
        {
            case SequenceNode { Items: [Node named, Node attribute] }:
                if (Name(named, place, "Fn::GetAtt takes the name of a resource", out Node? problem) is not { } resource) return problem!;
                return evaluator.Text(attribute, "the attribute of Fn::GetAtt", out UnknownNode? unknown) is { } name
                    ? GetAtt(resource, name, place) : unknown!;
            case ScalarNode { Text: string path } when path.IndexOf('.') is > 0 and int dot:
                return GetAtt(path[..dot], path[(dot + 1)..], place);
            default:
                return evaluator.Mistake(place, "Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute");
        }
    }

    public Node GetAtt(string resource, string attribute, Place place) =>
        Resource(resource, place, out UnknownNode? problem) is { } declaration ? attributes.GetAtt(declaration, attribute, place) : problem!;

    /// <summary>A name as it is written or, with the language extensions, as functions make it.</summary>
    private string? Name(Node written, Place place, string rule, out Node? problem)
    {
        problem = null;
        if (written is ScalarNode { Kind: not ScalarKind.Null } name) return name.Text;
        Node value = evaluator.Template.HasLanguageExtensions ? evaluator.Evaluate(written) : written;
        if (value is ScalarNode { Kind: not ScalarKind.Null } made) return made.Text;
        problem = value as UnknownNode ?? evaluator.Mistake(place, $"Template error: {rule}"
            + (evaluator.Template.HasLanguageExtensions ? "" : "; a function in its place needs Transform: AWS::LanguageExtensions"));
        return null;
    }

    private ResourceDeclaration? Resource(string name, Place place, out UnknownNode? problem)
    {
        problem = null;
        if (evaluator.Conditions.IsEvaluating)
        {
            problem = evaluator.Mistake(place, $"Template error: Unresolved dependencies [{name}]. Cannot reference resources in the Conditions block of the template", "Template.UnresolvedDependency");
            return null;
        }
        if (!evaluator.Template.ResourcesByName.TryGetValue(name, out ResourceDeclaration? declaration))
        {
            problem = Unresolved(name, place);
            return null;
        }
        switch (evaluator.Conditions.Of(declaration))
        {
            case Truth.False:
                problem = evaluator.Mistake(place, Dependencies.UnresolvedMessage(name, "Resources") + $", since its condition {declaration.Condition!.Text} is false", "Template.UnresolvedDependency");
                return null;
            case Truth.Unknown:
                problem = new UnknownNode(place, $"the condition of {name}");
                return null;
            default:
                return declaration;
        }
    }

    private UnknownNode Unresolved(string name, Place place)
    {
        IEnumerable<string> known = [.. parameters.Keys, .. evaluator.Template.Resources.Select(r => r.LogicalId)];
        return evaluator.Mistake(place, Dependencies.UnresolvedMessage(name, "Resources") + log.Hint(name, known), "Template.UnresolvedDependency");
    }
}
