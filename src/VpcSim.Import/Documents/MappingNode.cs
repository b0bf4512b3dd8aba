using System.Diagnostics.CodeAnalysis;

namespace VpcSim.Import.Documents;

/// <summary>Keys and values in the order of the file; every key is unique.</summary>
/// <remarks>Most mappings of a large template are a function with its argument: room is made for one entry, then for four.</remarks>
public sealed class MappingNode : Node
{
    private const int IndexedFrom = 12;
    private const int FirstRoom = 4;
    private MappingEntry[] _entries;
    private Dictionary<string, int>? _index;

    public MappingNode(Place place)
        : this(place, [])
    {
    }

    /// <summary>A mapping that is read into room which others had before it, until <see cref="MoveOut"/>.</summary>
    internal MappingNode(Place place, MappingEntry[] room)
        : base(place) => _entries = room;

    public IReadOnlyList<MappingEntry> Entries => new ArraySegment<MappingEntry>(_entries, 0, Count);

    public int Count { get; private set; }

    /// <summary>The entries for who walks through many mappings; good until the next <see cref="TryAdd"/>.</summary>
    public ReadOnlySpan<MappingEntry> AsSpan() => _entries.AsSpan(0, Count);

    /// <summary>Adds an entry; false if the key is there already.</summary>
    public bool TryAdd(string key, Place keyPlace, Node value)
    {
        if (IndexOf(key) >= 0) return false;
        if (Count == _entries.Length) Array.Resize(ref _entries, Count == 0 ? 1 : Math.Max(FirstRoom, Count * 2));
        _entries[Count++] = new MappingEntry(key, keyPlace, value);
        if (_index is not null) _index.Add(key, Count - 1);
        else if (Count == IndexedFrom) _index = IndexAll();
        return true;
    }

    /// <summary>Takes room of its own, as much as it needs.</summary>
    /// <returns>The room that it had, for the next one.</returns>
    internal MappingEntry[] MoveOut()
    {
        MappingEntry[] room = _entries;
        _entries = AsSpan().ToArray();
        return room;
    }

    public bool TryGet(string key, [NotNullWhen(true)] out Node? value)
    {
        int at = IndexOf(key);
        value = at < 0 ? null : _entries[at].Value;
        return at >= 0;
    }

    public Place KeyPlace(string key) => IndexOf(key) is >= 0 and int at ? _entries[at].KeyPlace : Place;

    private int IndexOf(string key)
    {
        if (_index is not null) return _index.TryGetValue(key, out int at) ? at : -1;
        for (int i = 0; i < Count; i++)
            if (_entries[i].Key == key) return i;
        return -1;
    }

    private Dictionary<string, int> IndexAll()
    {
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        for (int i = 0; i < Count; i++) index.Add(_entries[i].Key, i);
        return index;
    }
}
