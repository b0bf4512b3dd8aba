using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>Reading of an answer of AWS: what is absent, null, empty or of another shape reads as nothing.</summary>
internal static class Fields
{
    public static Node? Field(this MappingNode? mapping, string key) =>
        mapping is not null && mapping.TryGet(key, out Node? value) && value is not ScalarNode { Kind: ScalarKind.Null } ? value : null;

    public static MappingNode? Inner(this MappingNode? mapping, string key) => mapping.Field(key) as MappingNode;

    public static ScalarNode? Scalar(this MappingNode? mapping, string key) => mapping.Field(key) is ScalarNode { Text.Length: > 0 } scalar ? scalar : null;

    public static string? Word(this MappingNode? mapping, string key) => mapping.Scalar(key)?.Text;

    public static bool Flag(this MappingNode? mapping, string key) => mapping.Word(key) == "true";

    public static IReadOnlyList<Node> All(this MappingNode? mapping, string key) => mapping.Field(key) is SequenceNode list ? list.Items : [];

    public static IEnumerable<MappingNode> Each(this MappingNode? mapping, string key) => mapping.All(key).OfType<MappingNode>();

    public static IEnumerable<ScalarNode> Scalars(this MappingNode? mapping, string key) => mapping.All(key).OfType<ScalarNode>();

    /// <summary>Whether two parts say the same, in whichever order their keys stand.</summary>
    public static bool SameAs(this Node left, Node right) => (left, right) switch
    {
        (ScalarNode one, ScalarNode other) => one.Kind == other.Kind && one.Text == other.Text,
        (SequenceNode one, SequenceNode other) => one.Items.Count == other.Items.Count && one.Items.Zip(other.Items).All(pair => pair.First.SameAs(pair.Second)),
        (MappingNode one, MappingNode other) => one.Count == other.Count
            && one.Entries.All(entry => other.TryGet(entry.Key, out Node? value) && entry.Value.SameAs(value)),
        _ => false,
    };
}
