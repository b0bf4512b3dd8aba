using VpcSim.Import.CloudFormation.Parameters;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;
using VpcSim.Model.Services;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>Turns a node with intrinsic functions into plain values; what no one can know before deployment becomes an <see cref="UnknownNode"/>.</summary>
/// <remarks>Mistakes are logged once and become unknown values that count as reported, so that whoever reads them stays silent.</remarks>
internal sealed class Evaluator(Template template, Deployment deployment, ImportLog log)
{
    private const int MaxTextLength = 1 << 20;
    private long _textBudget = 64L << 20;
    private EvaluationDepth _depth = new();
    private ParameterValues? _values;

    public Template Template => template;

    public Deployment Deployment => deployment;

    public ConditionTable Conditions { get; private set; } = null!;

    public References References { get; private set; } = null!;

    public Ipv6Blocks Ipv6Blocks { get; private set; } = null!;

    /// <summary>The stack that is read; null while its loops are written out.</summary>
    public Stack? Stack { get; private set; }

    /// <summary>It and the stacks beside it.</summary>
    public DeployedStacks? Stacks { get; private set; }

    /// <summary>It and the evaluators of all other stacks, its own first.</summary>
    public IEnumerable<Evaluator> Beside => [this, .. Stacks?.All.Select(stack => stack.Evaluator).Where(other => other != this) ?? []];

    /// <summary>The resource, parameter or condition that is read at present; errors name it.</summary>
    public string Subject { get; set; } = "";

    public static Evaluator Create(
        Template template, IReadOnlyDictionary<string, Node> parameters, Deployment deployment, ResourceCatalog catalog, DrawnValues drawn, AwsIpRanges? ranges, ImportLog log)
    {
        Evaluator evaluator = new(template, deployment, log);
        evaluator.Conditions = new ConditionTable(evaluator, log);
        evaluator.Ipv6Blocks = new Ipv6Blocks(evaluator, catalog, ranges);
        evaluator.References = new References(evaluator, parameters, new ResourceAttributes(evaluator, catalog, drawn, evaluator.Ipv6Blocks), log);
        return evaluator;
    }

    /// <summary>Tells whose template is evaluated, and among which others.</summary>
    public void Place(Stack stack, DeployedStacks stacks, ParameterValues values) => (Stack, Stacks, _values, _depth) = (stack, stacks, values, stacks.Depth);

    /// <summary>Of the template.</summary>
    public ImportLog Log => log;

    public Node Evaluate(Node node)
    {
        if (node is ScalarNode scalar) return scalar.Kind == ScalarKind.Text && DynamicReferences.AreIn(scalar.Text) ? Resolved(scalar) : scalar;
        if (node is UnknownNode or NoValueNode) return node;
        if (_depth.Levels >= EvaluationDepth.Max) return Mistake(node.Place, $"functions and references nest more than {EvaluationDepth.Max} deep; simplify");
        _depth.Levels++;
        Node value = node is SequenceNode list ? EvaluateList(list) : EvaluateMapping((MappingNode)node);
        _depth.Levels--;
        return value;
    }

    /// <summary>The text of a node that must be one, or the unknown value that it is instead.</summary>
    public string? Text(Node node, string what, out UnknownNode? unknown)
    {
        Node value = Evaluate(node);
        unknown = value as UnknownNode;
        if (value is ScalarNode { Kind: not ScalarKind.Null } scalar) return scalar.Text;
        unknown ??= Mistake(node.Place, $"Template error: {what} must be a string");
        return null;
    }

    /// <summary>A new text, or an unknown value if it exceeds what a template may hold.</summary>
    public Node NewText(Place place, string text)
    {
        _textBudget -= text.Length;
        if (text.Length > MaxTextLength || _textBudget < 0) return Mistake(place, $"the text made here exceeds {MaxTextLength:N0} characters; shorten it");
        ScalarNode made = new(place, text);
        return DynamicReferences.AreIn(text) ? Resolved(made) : made;
    }

    /// <summary>Reports a mistake at a place and gives the value that stands for it.</summary>
    public UnknownNode Mistake(Place place, string message, string code = "Template.InvalidFunction")
    {
        log.Error(code, message, Subject.Length == 0 ? log.File : Subject, place);
        return new UnknownNode(place, "a mistake", reported: true);
    }

    /// <summary>Conditions take no dynamic references; what has the form of one is a text there.</summary>
    private Node Resolved(ScalarNode text) => Conditions.IsEvaluating || _values is null ? text : DynamicReferences.Resolve(text, _values.Stored);

    /// <summary>The list itself where nothing in it is to be evaluated.</summary>
    private SequenceNode EvaluateList(SequenceNode list)
    {
        ReadOnlySpan<Node> written = list.AsSpan();
        List<Node>? items = null;
        for (int i = 0; i < written.Length; i++)
        {
            Node value = Evaluate(written[i]);
            if (items is null && (value != written[i] || value is NoValueNode))
            {
                items = new List<Node>(written.Length);
                items.AddRange(written[..i]);
            }
            if (value is not NoValueNode) items?.Add(value);
        }
        return items is null ? list : new SequenceNode(list.Place, items);
    }

    /// <summary>The mapping itself where nothing in it is to be evaluated.</summary>
    private Node EvaluateMapping(MappingNode mapping)
    {
        ReadOnlySpan<MappingEntry> written = mapping.AsSpan();
        if (written is [{ Key: string key, Value: Node argument }] && IsFunction(key)) return Call(key, argument, mapping.Place);
        MappingNode? result = null;
        for (int i = 0; i < written.Length; i++)
        {
            MappingEntry entry = written[i];
            if (entry.Key == "Fn::Transform")
            {
                log.Finding("not-modelled", "Fn::Transform; what it would put here is left out", Subject.Length == 0 ? log.File : Subject, entry.KeyPlace);
                result ??= Copy(mapping.Place, written[..i]);
                continue;
            }
            if (entry.Key.StartsWith("Fn::", StringComparison.Ordinal))
                return Mistake(entry.KeyPlace, $"Template error: {entry.Key} must be the only key of its mapping");
            Node value = Evaluate(entry.Value);
            if (value != entry.Value || value is NoValueNode) result ??= Copy(mapping.Place, written[..i]);
            if (value is not NoValueNode) result?.TryAdd(entry.Key, entry.KeyPlace, value);
        }
        return result ?? mapping;
    }

    private static MappingNode Copy(Place place, ReadOnlySpan<MappingEntry> entries)
    {
        MappingNode copy = new(place);
        foreach (MappingEntry entry in entries) copy.TryAdd(entry.Key, entry.KeyPlace, entry.Value);
        return copy;
    }

    public static bool IsFunction(string key) => key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal);

    private Node Call(string function, Node argument, Place place)
    {
        switch (function)
        {
            case "Ref":
                return References.Ref(argument, place);
            case "Fn::GetAtt":
                return References.GetAtt(argument, place);
            case "Fn::If":
                return Conditions.If(argument, place);
            case "Fn::Sub":
                return SubFunction.Call(this, argument, place);
            case "Fn::Join":
                return TextFunctions.Join(this, argument, place);
            case "Fn::Split":
                return TextFunctions.Split(this, argument, place);
            case "Fn::Select":
                return TextFunctions.Select(this, argument, place);
            case "Fn::Base64":
                return Evaluate(argument);
            case "Fn::Cidr":
                return CidrFunction.Call(this, argument, place);
            case "Fn::GetAZs":
                return LookupFunctions.GetAZs(this, argument, place);
            case "Fn::FindInMap":
                return LookupFunctions.FindInMap(this, argument, place);
            case "Fn::ImportValue":
                return LookupFunctions.ImportValue(this, argument, place);
            case "Fn::Length":
                return ExtensionFunctions.Refused(this, function, place) ?? ExtensionFunctions.Length(this, argument, place);
            case "Fn::ToJsonString":
                return ExtensionFunctions.Refused(this, function, place) ?? ExtensionFunctions.ToJsonString(this, argument, place);
            case "Fn::Transform":
                return new UnknownNode(place, $"{function}, which is not modelled");
            case "Fn::Equals" or "Fn::And" or "Fn::Or" or "Fn::Not":
                return Mistake(place, $"Template error: {function} stands in Conditions and Rules only; name the condition in Fn::If");
            default:
                return Mistake(place, $"Template error: {function} is no CloudFormation function");
        }
    }
}
