using VpcSim.Import.Documents;

namespace VpcSim.Testing.Building;

/// <summary>Puts a part of a document at the call that wrote it.</summary>
internal static class Moved
{
    public static Node To(Place place, Node node)
    {
        switch (node)
        {
            case MappingNode mapping:
                var moved = new MappingNode(place);
                foreach (MappingEntry entry in mapping.Entries) moved.TryAdd(entry.Key, place, To(place, entry.Value));
                return moved;
            case SequenceNode list:
                return new SequenceNode(place, [.. list.Items.Select(item => To(place, item))]);
            case ScalarNode scalar:
                return new ScalarNode(place, scalar.Text, scalar.Kind);
            default:
                return node;
        }
    }
}
