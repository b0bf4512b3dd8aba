using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>Reading of a document whose shape is Terraform's: what is absent, null or of another shape reads as nothing.</summary>
internal static class JsonNodes
{
    public static Node? Get(this MappingNode? mapping, string key) =>
        mapping is not null && mapping.TryGet(key, out Node? value) && value is not ScalarNode { Kind: ScalarKind.Null } ? value : null;

    public static MappingNode? Mapping(this MappingNode? mapping, string key) => mapping.Get(key) as MappingNode;

    public static IReadOnlyList<Node> Items(this MappingNode? mapping, string key) => mapping.Get(key) is SequenceNode list ? list.Items : [];

    public static IEnumerable<MappingNode> Mappings(this MappingNode? mapping, string key) => mapping.Items(key).OfType<MappingNode>();

    /// <summary>A string, number or boolean as text; null where it is empty, which to Terraform's provider is absent.</summary>
    public static string? Text(this MappingNode? mapping, string key) => mapping.Get(key) is ScalarNode { Text: { Length: > 0 } text } ? text : null;
}
