using System.Runtime.CompilerServices;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Brings slots that stand in order of first packet into order of (interface id, first packet): of each interface it is known how many there are.</summary>
internal sealed class RankOrder(int interfaces)
{
    private readonly Slab<int> _slots = new();
    private int[] _ends = new int[interfaces]; // by rank
    private int[] _places = new int[interfaces]; // by interface: where its next slot goes; negative for nowhere
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

    /// <summary>Makes room for the interfaces of a changed design.</summary>
    public void Reach(int interfaces) => (_ends, _places) = (new int[interfaces], new int[interfaces]);

    /// <summary>No entry stands in order.</summary>
    public void Clear() => Count = 0;

    /// <param name="slots">In order of first packet.</param>
    /// <param name="owners">Of the slots.</param>
    /// <param name="rankOf">The rank of an interface; negative leaves its slots out.</param>
    [MethodImpl(Hot.Path)]
    public void Arrange<TInterfaces>(TouchList slots, TInterfaces owners, Func<int, int> rankOf)
        where TInterfaces : struct, IInterfaces
    {
        Divide(slots, rankOf);
        if (Count == 0) return;
        _slots.Reach(Count - 1);
        int[] places = _places;
        foreach (int slot in slots)
        {
            ref int place = ref places[owners.InterfaceOf(slot)];
            if (place >= 0) _slots[place++] = slot;
        }
    }

    /// <summary>Gives each interface the places of its slots.</summary>
    private void Divide(TouchList slots, Func<int, int> rankOf)
    {
        Array.Clear(_ends);
        for (int i = 0; i < _places.Length; i++)
            if (rankOf(i) is >= 0 and int rank) _ends[rank] = slots.CountOf(i);
        Count = 0;
        for (int rank = 0; rank < _ends.Length; rank++) _ends[rank] = Count += _ends[rank];
        for (int i = 0; i < _places.Length; i++)
            _places[i] = rankOf(i) is >= 0 and int rank ? _ends[rank] - slots.CountOf(i) : -1;
        _rank = 0;
    }
}
