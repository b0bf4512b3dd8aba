using VpcSim.Import.Documents;

namespace VpcSim.Import.Converting;

/// <summary>Makes the nodes of a template that no file holds yet.</summary>
internal static class Nodes
{
    private static readonly Place _nowhere = new(1, 1);

    public static ScalarNode Text(string text) => new(_nowhere, text);

    public static ScalarNode Yes { get; } = new(_nowhere, "true", ScalarKind.Boolean);

    public static MappingNode Mapping() => new(_nowhere);

    public static SequenceNode List(IReadOnlyList<Node> items) => new(_nowhere, items);

    /// <summary>A mapping of one key, as functions are written in JSON.</summary>
    public static MappingNode Function(string name, Node argument) => Mapping().With(name, argument);

    public static MappingNode Ref(string logicalId) => Function("Ref", Text(logicalId));

    public static MappingNode GetAtt(string logicalId, Node attribute) => Function("Fn::GetAtt", List([Text(logicalId), attribute]));

    /// <summary>Adds an entry, unless there is no value for it.</summary>
    public static MappingNode With(this MappingNode mapping, string key, Node? value)
    {
        if (value is not null) mapping.TryAdd(key, _nowhere, value);
        return mapping;
    }
}
