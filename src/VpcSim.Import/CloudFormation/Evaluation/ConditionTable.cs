using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>The template's conditions, evaluated when asked and once. (CloudFormation guide, "Condition functions")</summary>
internal sealed class ConditionTable(Evaluator evaluator, ImportLog log)
{
    private readonly Dictionary<string, Truth> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Whether references stand in Conditions at present, where resources may not be named.</summary>
    public bool IsEvaluating => _open.Count > 0;

    public Truth this[string name, Place place]
    {
        get
        {
            if (_known.TryGetValue(name, out Truth known)) return known;
            MappingNode conditions = evaluator.Template.Conditions;
            if (!conditions.TryGet(name, out Node? definition))
            {
                string hint = log.Hint(name, conditions.Entries.Select(e => e.Key));
                evaluator.Mistake(place, $"Template error: Unresolved condition dependency {name}{hint}", "Template.UnresolvedDependency");
                return Truth.Unknown;
            }
            if (!_open.Add(name))
            {
                evaluator.Mistake(place, $"Template error: Circular dependency between conditions: [{string.Join(", ", _open)}]", "Template.CircularDependency");
                return Truth.Unknown;
            }
            string subject = evaluator.Subject;
            evaluator.Subject = name;
            Truth truth = Judge(definition);
            evaluator.Subject = subject;
            _open.Remove(name);
            _known[name] = truth;
            return truth;
        }
    }

    /// <summary>Whether a resource is made.</summary>
    public Truth Of(ResourceDeclaration declaration) =>
        declaration.Condition is { } condition ? this[condition.Text, condition.Place] : Truth.True;

    /// <summary>Evaluates every condition, so that mistakes in unused ones are told too.</summary>
    public void JudgeAll()
    {
        foreach (MappingEntry entry in evaluator.Template.Conditions.Entries) _ = this[entry.Key, entry.KeyPlace];
    }

    /// <summary><c>Fn::If</c>: one of two values.</summary>
    public Node If(Node argument, Place place)
    {
        if (argument is not SequenceNode { Items: [ScalarNode { Text: string name } condition, Node whenTrue, Node whenFalse] })
            return evaluator.Mistake(place, "Template error: Fn::If requires three parameters: a condition's name, and the values when true and when false");
        return this[name, condition.Place] switch
        {
            Truth.True => evaluator.Evaluate(whenTrue),
            Truth.False => evaluator.Evaluate(whenFalse),
            _ => new UnknownNode(place, $"the condition {name}", log.HasErrors),
        };
    }

    /// <summary>The truth of a condition function. Also used for assertions of Rules.</summary>
    public Truth Judge(Node node)
    {
        if (node is not MappingNode { Count: 1 } function) return Misshapen(node.Place);
        (string name, _, Node argument) = function.Entries[0];
        return name switch
        {
            "Condition" => argument is ScalarNode other ? this[other.Text, other.Place] : Misshapen(node.Place),
            "Fn::Equals" => Equal(argument, node.Place),
            "Fn::Not" => argument is SequenceNode { Items: [Node only] } ? Not(Judge(only)) : Misshapen(node.Place),
            "Fn::And" => argument is SequenceNode { Items.Count: >= 1 } list ? All(list, Truth.True) : Misshapen(node.Place),
            "Fn::Or" => argument is SequenceNode { Items.Count: >= 1 } list ? Not(All(list, Truth.False)) : Misshapen(node.Place),
            "Fn::Contains" when !IsEvaluating => Contains(argument, node.Place),
            _ => Misshapen(node.Place),
        };
    }

    /// <summary>A rule function: whether a list has a text. (CloudFormation guide, "Rule-specific intrinsic functions")</summary>
    private Truth Contains(Node argument, Place place)
    {
        if (argument is not SequenceNode { Items: [Node list, Node text] }) return Misshapen(place);
        Node items = evaluator.Evaluate(list), wanted = evaluator.Evaluate(text);
        if (wanted is UnknownNode || items is UnknownNode) return Truth.Unknown;
        if (items is not SequenceNode { Items: IReadOnlyList<Node> found }) return Misshapen(place);
        if (found.Any(item => SameValue(item, wanted))) return Truth.True;
        return found.Any(item => item is UnknownNode) ? Truth.Unknown : Truth.False;
    }

    /// <summary>True if every item has the wanted truth, false if one has the other, else unknown.</summary>
    private Truth All(SequenceNode list, Truth wanted)
    {
        Truth result = Truth.True;
        foreach (Node item in list.Items)
        {
            Truth truth = Judge(item);
            if (truth == Truth.Unknown) result = result == Truth.False ? Truth.False : Truth.Unknown;
            else if (truth != wanted) result = Truth.False;
        }
        return result;
    }

    private Truth Equal(Node argument, Place place)
    {
        if (argument is not SequenceNode { Items: [Node left, Node right] }) return Misshapen(place);
        Node a = evaluator.Evaluate(left), b = evaluator.Evaluate(right);
        if (a is UnknownNode || b is UnknownNode) return Truth.Unknown;
        return SameValue(a, b) ? Truth.True : Truth.False;
    }

    private static bool SameValue(Node a, Node b) => (a, b) switch
    {
        (ScalarNode x, ScalarNode y) => x.Text == y.Text,
        (SequenceNode x, SequenceNode y) => x.Items.Count == y.Items.Count && x.Items.Zip(y.Items).All(pair => SameValue(pair.First, pair.Second)),
        _ => false,
    };

    private static Truth Not(Truth truth) => truth switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => Truth.Unknown,
    };

    private Truth Misshapen(Place place)
    {
        evaluator.Mistake(place, "Template error: a condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition, with its parameters");
        return Truth.Unknown;
    }
}

/// <summary>What is known of a condition.</summary>
internal enum Truth
{
    Unknown,
    False,
    True,
}
