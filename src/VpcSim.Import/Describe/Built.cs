using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>Properties of a declaration while they are filled; what is absent is left out.</summary>
internal sealed class Built(Place place)
{
    public MappingNode Node { get; } = new(place);

    public Built Set(string property, Node? value)
    {
        if (value is not null) Node.TryAdd(property, value.Place, value);
        return this;
    }

    public Built Set(string property, string? text) => text is null ? this : Set(property, new ScalarNode(place, text));

    public Built Set(string property, IEnumerable<Node> items)
    {
        Node[] list = [.. items];
        return list.Length == 0 ? this : Set(property, (Node)new SequenceNode(place, list));
    }

    /// <summary>Scalars under the names that they have in the answer.</summary>
    public Built Copy(MappingNode fields, params ReadOnlySpan<string> names)
    {
        foreach (string name in names) Set(name, fields.Scalar(name));
        return this;
    }

    public Built Tags(MappingNode fields) => Set("Tags", fields.Mappings("Tags").Concat(fields.Mappings("TagSet")));
}
