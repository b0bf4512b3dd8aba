using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Files;

/// <summary>The values of a mapping that has been checked against its shape.</summary>
/// <param name="node">The mapping; null for one that does not stand, which has no values.</param>
/// <param name="shape">Its shape.</param>
internal sealed class Fields(MappingNode? node, MappingShape shape)
{
    public Place Place => node?.Place ?? default;

    public bool Has(string key) => Find(key) is not null;

    public string Text(string key, string otherwise = "") => Find(key) is ScalarNode scalar ? scalar.Text : otherwise;

    public string? TextOrNull(string key) => Find(key) is ScalarNode scalar ? scalar.Text : null;

    public Placed Name(string key) => Find(key) is ScalarNode scalar ? new Placed(scalar.Text, scalar.Place) : new Placed("", Place);

    public Placed? NameOrNull(string key) => Has(key) ? Name(key) : null;

    public ImmutableArray<Placed> Names(string key) => [.. Items(key).OfType<ScalarNode>().Select(static item => new Placed(item.Text, item.Place))];

    public ImmutableArray<IpAddress> Addresses(string key) => [.. Items(key).OfType<ScalarNode>().Select(static item => IpAddress.Parse(item.Text))];

    public long Whole(string key, long otherwise = 0) => WholeOrNull(key) ?? otherwise;

    public long? WholeOrNull(string key) => TextOrNull(key) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public ushort? Port(string key) => (ushort?)WholeOrNull(key);

    public long Duration(string key, long otherwise = 0) => DurationOrNull(key) ?? otherwise;

    public long? DurationOrNull(string key) => TextOrNull(key) is { } text && Durations.TryParse(text, out long length) ? length : null;

    public bool Flag(string key) => TextOrNull(key) is { } text && Scalars.TryFlag(text, out bool flag) && flag;

    public byte? Protocol(string key) => TextOrNull(key) is { } text && Scalars.TryProtocol(text, out byte protocol) ? protocol : null;

    /// <summary>The items of a list; a single value is a list of itself.</summary>
    public IReadOnlyList<Node> Items(string key) => Find(key) switch { null => [], SequenceNode list => list.Items, { } single => [single] };

    public Fields Below(string key, MappingShape below) => new(Find(key) as MappingNode, below);

    public Node? Find(string key)
    {
        if (!shape.Keys.Any(known => known.Name == key)) throw new ArgumentException($"The shape {shape.Name} has no key {key}.", nameof(key));
        return node is not null && node.TryGet(key, out Node? value) ? value : null;
    }

    public Place PlaceOf(string key) => node?.KeyPlace(key) ?? Place;

    /// <summary>The one key of several that stands.</summary>
    public string Alternative => shape.Keys.First(key => key.Presence == Presence.OneOf && Has(key.Name)).Name;
}
