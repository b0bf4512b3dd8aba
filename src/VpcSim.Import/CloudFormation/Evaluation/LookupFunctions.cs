using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary><c>Fn::FindInMap</c>, <c>Fn::GetAZs</c> and <c>Fn::ImportValue</c>. (CloudFormation guide, "Intrinsic function reference")</summary>
internal static class LookupFunctions
{
    public static Node FindInMap(Evaluator evaluator, Node argument, Place place)
    {
        if (argument is not SequenceNode { Items: { Count: 3 or 4 } items })
            return evaluator.Mistake(place, "Template error: every Fn::FindInMap object requires a map name, a top level key and a second level key");
        string[] keys = new string[3];
        for (int i = 0; i < keys.Length; i++)
        {
            if (evaluator.Text(items[i], "a key of Fn::FindInMap", out UnknownNode? unknown) is not { } key) return unknown!;
            keys[i] = key;
        }
        Node? node = evaluator.Template.Mappings;
        foreach (string key in keys)
            node = node is MappingNode mapping && mapping.TryGet(key, out Node? inner) ? inner : null;
        if (node is not null) return evaluator.Evaluate(node);
        if (items.Count == 4 && items[3] is MappingNode options && options.TryGet("DefaultValue", out Node? fallback)) return evaluator.Evaluate(fallback);
        return evaluator.Mistake(place, $"Template error: Unable to get mapping for {string.Join("::", keys)}");
    }

    public static Node GetAZs(Evaluator evaluator, Node argument, Place place)
    {
        Node region = evaluator.Evaluate(argument);
        if (region is UnknownNode) return region;
        if (region is not ScalarNode { Text: string name }) return evaluator.Mistake(place, "Template error: Fn::GetAZs takes the name of a region or an empty string");
        string asked = name.Length == 0 ? evaluator.Deployment.Region : name;
        return new SequenceNode(place, [.. RegionZones.Of(asked).Select(zone => new ScalarNode(place, zone))]);
    }

    /// <summary>What another stack exports; unknown where that stack is not given.</summary>
    public static Node ImportValue(Evaluator evaluator, Node argument, Place place)
    {
        Node name = evaluator.Evaluate(argument);
        return name switch
        {
            UnknownNode => name,
            ScalarNode { Text: string export } when evaluator.Stacks is { } stacks => stacks.Exports.Import(export, evaluator, place),
            ScalarNode { Text: string export } => new UnknownNode(place, $"Fn::ImportValue '{export}', what another stack exports"),
            _ => evaluator.Mistake(place, "Template error: the attribute in Fn::ImportValue must be a string or a function that returns a string"),
        };
    }
}
