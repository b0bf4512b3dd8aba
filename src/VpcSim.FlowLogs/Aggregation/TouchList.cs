namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The slots that a window has touched, in order of their first packet.</summary>
internal sealed class TouchList
{
    private readonly Slab<int> _slots = new();
    private long _latest = long.MinValue;
    private bool _unordered;

    public int Count { get; private set; }

    public int this[int position] => _slots[position];

    public void Add(int slot, long firstPacket)
    {
        _slots.Reach(Count);
        _slots[Count++] = slot;
        _unordered |= firstPacket < _latest;
        _latest = firstPacket;
    }

    /// <summary>Sorts if packet numbers ever went back; slots of one packet keep their order.</summary>
    public void Settle(Func<int, long> firstPacketOf)
    {
        if (!_unordered) return;
        (long FirstPacket, int Position, int Slot)[] sorted = new (long, int, int)[Count];
        for (int i = 0; i < Count; i++) sorted[i] = (firstPacketOf(_slots[i]), i, _slots[i]);
        Array.Sort(sorted);
        for (int i = 0; i < Count; i++) _slots[i] = sorted[i].Slot;
    }

    /// <summary>Some slots have got an earlier first packet.</summary>
    public void Disorder() => _unordered = true;

    public void RemoveAll(Predicate<int> isGone)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
            if (!isGone(_slots[i])) _slots[kept++] = _slots[i];
        Count = kept;
    }

    public void Clear()
    {
        Count = 0;
        _latest = long.MinValue;
        _unordered = false;
    }
}
