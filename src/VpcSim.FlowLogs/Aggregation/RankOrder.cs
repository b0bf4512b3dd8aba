using System.Runtime.CompilerServices;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Brings slots that stand in order of first packet into order of (interface id, first packet), by counting.</summary>
internal sealed class RankOrder(int ranks)
{
    private readonly Slab<int> _slots = new();
    private int[] _ends = new int[ranks + 1];
    private int _rank;

    /// <summary>How many entries stand in order.</summary>
    public int Count { get; private set; }

    public int SlotAt(int position) => _slots[position];

    /// <summary>The rank at a position, which never goes back between two arrangements.</summary>
    public int RankAt(int position)
    {
        while (_ends[_rank] <= position) _rank++;
        return _rank;
    }

    /// <summary>Makes room for the ranks of a changed design.</summary>
    public void Reach(int ranks) => _ends = new int[ranks + 1];

    /// <summary>No entry stands in order.</summary>
    public void Clear() => Count = 0;

    /// <param name="slots">In order of first packet.</param>
    /// <param name="rankOf">The rank of a slot's interface; negative leaves the slot out.</param>
    [MethodImpl(Hot.Path)]
    public void Arrange(TouchList slots, Func<int, int> rankOf)
    {
        Array.Clear(_ends);
        foreach (int slot in slots)
        {
            int rank = rankOf(slot);
            if (rank >= 0) _ends[rank + 1]++;
        }
        for (int rank = 1; rank < _ends.Length; rank++) _ends[rank] += _ends[rank - 1];
        Count = _ends[^1];
        _rank = 0;
        if (Count > 0) _slots.Reach(Count - 1);
        foreach (int slot in slots)
        {
            int rank = rankOf(slot);
            if (rank >= 0) _slots[_ends[rank]++] = slot;
        }
    }
}
