using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Iam;

/// <summary>A policy as far as it says which actions it allows or denies; resources and conditions are not judged. (IAM guide, "IAM JSON policy elements reference")</summary>
/// <param name="document">Evaluated; what is unknown in it may allow anything.</param>
internal sealed class PolicyDocument(Node document)
{
    /// <summary>Whether a statement allows an action, to a service where one is named.</summary>
    /// <param name="action">Such as <c>logs:PutLogEvents</c>.</param>
    /// <param name="service">The principal that a trust policy must name; null in other policies.</param>
    public Truth Allows(string action, string? service = null) => Has("Allow", action, service);

    /// <summary>Whether a statement denies an action.</summary>
    public Truth Denies(string action) => Has("Deny", action, service: null);

    private Truth Has(string effect, string action, string? service)
    {
        if (document is not MappingNode mapping || !mapping.TryGet("Statement", out Node? statements)) return document is UnknownNode ? Truth.Unknown : Truth.False;
        Truth found = Truth.False;
        foreach (Node statement in Items(statements))
        {
            Truth one = Applies(statement, effect, action, service);
            if (one == Truth.True) return Truth.True;
            if (one == Truth.Unknown) found = Truth.Unknown;
        }
        return found;
    }

    private static Truth Applies(Node node, string effect, string action, string? service)
    {
        if (node is not MappingNode statement) return node is UnknownNode ? Truth.Unknown : Truth.False;
        if (!statement.TryGet("Effect", out Node? word) || word is not ScalarNode { Text: string text } || text != effect) return word is UnknownNode ? Truth.Unknown : Truth.False;
        if (effect == "Deny" && statement.TryGet("Condition", out _)) return Truth.False; // believed not to hold
        Truth actions = statement.TryGet("Action", out Node? listed)
            ? Any(listed, pattern => Matches(pattern, action))
            : statement.TryGet("NotAction", out Node? excepted) ? Not(Any(excepted, pattern => Matches(pattern, action))) : Truth.False;
        if (service is null || actions == Truth.False) return actions;
        Truth principal = PrincipalIs(statement, service);
        return principal == Truth.True ? actions : principal;
    }

    private static Truth PrincipalIs(MappingNode statement, string service)
    {
        if (!statement.TryGet("Principal", out Node? principal)) return Truth.False;
        if (principal is MappingNode mapping)
        {
            if (!mapping.TryGet("Service", out Node? services)) return Truth.False;
            return Any(services, text => text == service || text == "*");
        }
        return Any(principal, text => text == "*");
    }

    private static Truth Any(Node node, Func<string, bool> fits)
    {
        Truth found = Truth.False;
        foreach (Node item in Items(node))
        {
            if (item is ScalarNode { Text: string text } && fits(text)) return Truth.True;
            if (item is UnknownNode) found = Truth.Unknown;
        }
        return found;
    }

    private static IReadOnlyList<Node> Items(Node node) => node is SequenceNode list ? list.Items : [node];

    private static Truth Not(Truth truth) => truth switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => truth,
    };

    /// <summary>Whether an action fits a pattern with <c>*</c> and <c>?</c>, in any case.</summary>
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> action) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true);
}
