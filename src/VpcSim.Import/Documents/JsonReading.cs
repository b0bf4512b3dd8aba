namespace VpcSim.Import.Documents;

/// <summary>Reading of documents whose shape another program gave them: what is absent, null or of another shape reads as nothing.</summary>
internal static class JsonReading
{
    public static Node? Get(this MappingNode? mapping, string key) =>
        mapping is not null && mapping.TryGet(key, out Node? value) && value is not ScalarNode { Kind: ScalarKind.Null } ? value : null;

    public static MappingNode? Mapping(this MappingNode? mapping, string key) => mapping.Get(key) as MappingNode;

    /// <summary>A string, number or boolean; null where it is empty, which to AWS and Terraform is absent.</summary>
    public static ScalarNode? Scalar(this MappingNode? mapping, string key) => mapping.Get(key) is ScalarNode { Text.Length: > 0 } scalar ? scalar : null;

    public static string? Text(this MappingNode? mapping, string key) => mapping.Scalar(key)?.Text;

    public static bool IsTrue(this MappingNode? mapping, string key) => mapping.Text(key) == "true";

    public static IReadOnlyList<Node> Items(this MappingNode? mapping, string key) => mapping.Get(key) is SequenceNode list ? list.Items : [];

    public static IEnumerable<MappingNode> Mappings(this MappingNode? mapping, string key) => mapping.Items(key).OfType<MappingNode>();

    public static IEnumerable<ScalarNode> Scalars(this MappingNode? mapping, string key) => mapping.Items(key).OfType<ScalarNode>();

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
