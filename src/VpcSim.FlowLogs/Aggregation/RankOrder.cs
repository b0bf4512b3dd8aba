using System.Runtime.CompilerServices;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Brings slots that stand in order of first packet into order of (interface id, first packet), by counting.</summary>
internal sealed class RankOrder(int ranks)
{
    private int[] _starts = new int[ranks + 1];
    private int[] _slots = [];
    private int[] _ranks = [];

    /// <summary>How many entries stand in order.</summary>
    public int Count { get; private set; }

    public int SlotAt(int position) => _slots[position];

    public int RankAt(int position) => _ranks[position];

    /// <summary>Makes room for the ranks of a changed design.</summary>
    public void Reach(int ranks) => _starts = new int[ranks + 1];

    /// <param name="slots">In order of first packet.</param>
    /// <param name="rankOf">The rank of a slot's interface; negative leaves the slot out.</param>
    [MethodImpl(Hot.Path)]
    public void Arrange(ReadOnlySpan<int> slots, Func<int, int> rankOf)
    {
        if (_slots.Length < slots.Length)
        {
            int length = Math.Max(slots.Length, _slots.Length * 2);
            _slots = new int[length];
            _ranks = new int[length];
        }
        Array.Clear(_starts);
        foreach (int slot in slots)
        {
            int rank = rankOf(slot);
            if (rank >= 0) _starts[rank + 1]++;
        }
        for (int rank = 1; rank < _starts.Length; rank++) _starts[rank] += _starts[rank - 1];
        Count = _starts[^1];
        foreach (int slot in slots)
        {
            int rank = rankOf(slot);
            if (rank < 0) continue;
            int position = _starts[rank]++;
            _slots[position] = slot;
            _ranks[position] = rank;
        }
    }
}
