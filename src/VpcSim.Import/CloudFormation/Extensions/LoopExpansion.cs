using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Extensions;

/// <summary>Writes out <c>Fn::ForEach</c> before anything else is read. (CloudFormation guide, "Fn::ForEach")</summary>
/// <param name="evaluator">Knows parameters and mappings, which a collection may name, and nothing else.</param>
/// <param name="budget">Bounds what is made.</param>
/// <param name="log">Takes mistakes.</param>
internal sealed class LoopExpansion(Evaluator evaluator, ExpansionBudget budget, ImportLog log)
{
    private const string Prefix = "Fn::ForEach::";
    private static readonly string[] _sections = ["Conditions", "Resources", "Outputs"];

    /// <summary>The first loop of a document's sections; null where there is none.</summary>
    public static Place? FirstLoop(MappingNode document)
    {
        foreach (string section in _sections)
            if (document.TryGet(section, out Node? node) && FirstLoop(node) is { } place) return place;
        return null;
    }

    /// <summary>The document with its loops written out.</summary>
    /// <exception cref="DocumentException">They make more than a document may hold.</exception>
    public MappingNode Expand(MappingNode document)
    {
        MappingNode expanded = new(document.Place);
        foreach (MappingEntry entry in document.Entries)
            expanded.TryAdd(entry.Key, entry.KeyPlace, _sections.Contains(entry.Key) ? Expand(entry.Value, []) : entry.Value);
        return expanded;
    }

    private static Place? FirstLoop(Node node)
    {
        switch (node)
        {
            case SequenceNode list:
                foreach (Node item in list.AsSpan())
                    if (FirstLoop(item) is { } place) return place;
                return null;
            case MappingNode mapping:
                foreach (MappingEntry entry in mapping.AsSpan())
                {
                    if (entry.Key.StartsWith(Prefix, StringComparison.Ordinal)) return entry.KeyPlace;
                    if (FirstLoop(entry.Value) is { } place) return place;
                }
                return null;
            default:
                return null;
        }
    }

    private Node Expand(Node node, ImmutableArray<LoopVariable> variables)
    {
        switch (node)
        {
            case ScalarNode scalar:
                return Substituted(scalar.Text, scalar.Place, variables) is { } text && text != scalar.Text ? new ScalarNode(scalar.Place, text) : scalar;
            case SequenceNode list:
                budget.Take(list.Place);
                return new SequenceNode(list.Place, [.. list.Items.Select(item => Expand(item, variables))]);
            case MappingNode { Count: 1 } mapping when mapping.Entries[0] is { Key: "Ref", Value: ScalarNode { Text: string name } } && Find(variables, name) is { } item:
                return new ScalarNode(mapping.Place, item);
            case MappingNode mapping:
                return ExpandMapping(mapping, variables);
            default:
                return node;
        }
    }

    private MappingNode ExpandMapping(MappingNode mapping, ImmutableArray<LoopVariable> variables)
    {
        budget.Take(mapping.Place);
        MappingNode expanded = new(mapping.Place);
        foreach (MappingEntry entry in mapping.Entries)
        {
            if (entry.Key.StartsWith(Prefix, StringComparison.Ordinal)) Loop(entry, variables, expanded);
            else Add(expanded, Substituted(entry.Key, entry.KeyPlace, variables), entry.KeyPlace, Expand(entry.Value, variables));
        }
        return expanded;
    }

    private void Loop(MappingEntry loop, ImmutableArray<LoopVariable> variables, MappingNode target)
    {
        evaluator.Subject = loop.Key;
        if (loop.Value is not SequenceNode { Items: [ScalarNode { Text: string identifier }, Node collection, MappingNode fragment] })
        {
            evaluator.Mistake(loop.KeyPlace, $"Template error: {loop.Key} takes a list of an identifier, a collection and a mapping of what is repeated");
            return;
        }
        if (Find(variables, identifier) is not null)
        {
            evaluator.Mistake(loop.KeyPlace, $"Template error: the identifier {identifier} of {loop.Key} is that of a loop around it; take another");
            return;
        }
        foreach (string item in Items(loop, Expand(collection, variables)))
        {
            budget.Take(loop.KeyPlace);
            foreach (MappingEntry made in ExpandMapping(fragment, variables.Add(new LoopVariable(identifier, item))).Entries)
                Add(target, made.Key, made.KeyPlace, made.Value);
        }
    }

    private IEnumerable<string> Items(MappingEntry loop, Node collection)
    {
        switch (evaluator.Evaluate(collection))
        {
            case SequenceNode list when list.Items.All(item => item is ScalarNode { Kind: not ScalarKind.Null }):
                return list.Items.Cast<ScalarNode>().Select(item => item.Text);
            case UnknownNode { Reported: true }:
                return [];
            case UnknownNode unknown:
                log.Finding("left-out", $"what {loop.Key} makes is left out: its collection is unknown before deployment: {unknown.Reason}", loop.Key, loop.KeyPlace);
                return [];
            default:
                evaluator.Mistake(loop.KeyPlace, $"Template error: the collection of {loop.Key} must be a list of strings, or name a parameter of type CommaDelimitedList");
                return [];
        }
    }

    private static void Add(MappingNode target, string key, Place keyPlace, Node value)
    {
        if (!target.TryAdd(key, keyPlace, value)) throw DocumentLimits.DuplicateKey(key, keyPlace, target.KeyPlace(key));
    }

    private string Substituted(string text, Place place, ImmutableArray<LoopVariable> variables)
    {
        budget.Take(place, text.Length);
        foreach (LoopVariable variable in variables)
        {
            text = variable.In(text) ?? throw new DocumentException("Template.TooLarge", $"the text that a loop over {variable.Identifier} makes here is too long; shorten it", place);
        }
        return text;
    }

    private static string? Find(ImmutableArray<LoopVariable> variables, string identifier)
    {
        foreach (LoopVariable variable in variables)
            if (variable.Identifier == identifier) return variable.Item;
        return null;
    }
}
