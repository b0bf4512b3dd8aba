using System.Collections.Immutable;

namespace VpcSim.Model.Provisioning;

/// <summary>One kind of noun of the draft: in the order written, found by id, replaceable. Of two with one id the first is found.</summary>
internal sealed class Catalog<T>
    where T : class
{
    private readonly List<T> _items;
    private readonly Dictionary<string, int> _positions;
    private readonly Func<T, string> _idOf;

    public Catalog(ImmutableArray<T> items, Func<T, string> idOf)
    {
        _idOf = idOf;
        _items = [.. items];
        _positions = new Dictionary<string, int>(_items.Count, StringComparer.Ordinal);
        for (int i = 0; i < _items.Count; i++) _positions.TryAdd(idOf(_items[i]), i);
    }

    public int Count => _items.Count;

    public T this[int position]
    {
        get => _items[position];
        set => _items[position] = value;
    }

    public T? Find(string? id) => id is not null && _positions.TryGetValue(id, out int position) ? _items[position] : null;

    public void Add(T item)
    {
        _positions.TryAdd(_idOf(item), _items.Count);
        _items.Add(item);
    }

    /// <summary>Puts a changed version in the place of the one with the same id.</summary>
    public void Replace(T item) => _items[_positions[_idOf(item)]] = item;

    public List<T>.Enumerator GetEnumerator() => _items.GetEnumerator();

    public ImmutableArray<T> ToImmutable() => [.. _items];
}
