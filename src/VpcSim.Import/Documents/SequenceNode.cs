namespace VpcSim.Import.Documents;

/// <summary>A list.</summary>
public sealed class SequenceNode(Place place, IReadOnlyList<Node> items) : Node(place)
{
    private readonly Node[] _items = items as Node[] ?? [.. items];

    public IReadOnlyList<Node> Items => _items;

    /// <summary>The items for who walks through many lists.</summary>
    public ReadOnlySpan<Node> AsSpan() => new(_items);
}
