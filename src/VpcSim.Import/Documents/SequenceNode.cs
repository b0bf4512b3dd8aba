namespace VpcSim.Import.Documents;

/// <summary>A list.</summary>
public sealed class SequenceNode(Place place, IReadOnlyList<Node> items) : Node(place)
{
    public IReadOnlyList<Node> Items => items;
}
