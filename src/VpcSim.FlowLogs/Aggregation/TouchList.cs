namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The slots that a window has touched, in order of their first packet.</summary>
internal sealed class TouchList
{
    private int[] _slots = new int[256];
    private long _latest = long.MinValue;
    private bool _unordered;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, Count);

    public void Add(int slot, long firstPacket)
    {
        if (Count == _slots.Length) Array.Resize(ref _slots, Count * 2);
        _slots[Count++] = slot;
        _unordered |= firstPacket < _latest;
        _latest = firstPacket;
    }

    /// <summary>Sorts if packet numbers ever went back; slots of one packet keep their order.</summary>
    public void Settle(Func<int, long> firstPacketOf)
    {
        if (!_unordered) return;
        long[] firstPackets = new long[Count];
        for (int i = 0; i < Count; i++) firstPackets[i] = firstPacketOf(_slots[i]);
        int[] order = [.. Enumerable.Range(0, Count)];
        Array.Sort(order, (left, right) =>
        {
            int byPacket = firstPackets[left].CompareTo(firstPackets[right]);
            return byPacket != 0 ? byPacket : left.CompareTo(right);
        });
        int[] sorted = new int[_slots.Length];
        for (int i = 0; i < Count; i++) sorted[i] = _slots[order[i]];
        _slots = sorted;
    }

    public void Clear()
    {
        Count = 0;
        _latest = long.MinValue;
        _unordered = false;
    }
}
