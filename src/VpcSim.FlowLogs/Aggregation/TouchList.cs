using System.Runtime.CompilerServices;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The slots that a window has touched, in order of their first packet, and how many each interface has. New flows take slots that follow one another: such a run takes
/// two entries.</summary>
internal sealed class TouchList
{
    private readonly Slab<int> _entries = new(); // a slot, or, as a negative number, how many that follow the one before
    private int[] _countOf = []; // by interface
    private int _entryCount;
    private int _last = int.MinValue;
    private long _latest = long.MinValue;
    private bool _unordered;

    public int Count { get; private set; }

    public Enumerator GetEnumerator() => new(this);

    /// <summary>How many slots an interface has.</summary>
    public int CountOf(int networkInterface) => networkInterface < _countOf.Length ? _countOf[networkInterface] : 0;

    public void Add(int slot, long firstPacket, int networkInterface)
    {
        Append(slot);
        if (networkInterface >= _countOf.Length) Array.Resize(ref _countOf, Math.Max(networkInterface + 1, _countOf.Length * 2));
        _countOf[networkInterface]++;
        _unordered |= firstPacket < _latest;
        _latest = firstPacket;
    }

    /// <summary>Sorts if packet numbers ever went back; slots of one packet keep their order.</summary>
    public void Settle(Func<int, long> firstPacketOf)
    {
        if (!_unordered) return;
        var sorted = new (long FirstPacket, int Position, int Slot)[Count];
        int position = 0;
        foreach (int slot in this)
        {
            sorted[position] = (firstPacketOf(slot), position, slot);
            position++;
        }
        Array.Sort(sorted);
        Empty();
        foreach ((_, _, int slot) in sorted) Append(slot);
    }

    /// <summary>Some slots have got an earlier first packet.</summary>
    public void Disorder() => _unordered = true;

    /// <param name="isGone">Of a slot.</param>
    /// <param name="interfaceOf">Of a slot.</param>
    public void RemoveAll(Predicate<int> isGone, Func<int, int> interfaceOf)
    {
        var kept = new List<int>();
        foreach (int slot in this)
        {
            if (isGone(slot)) _countOf[interfaceOf(slot)]--;
            else kept.Add(slot);
        }
        Empty();
        foreach (int slot in kept) Append(slot);
    }

    public void Clear()
    {
        Empty();
        Array.Clear(_countOf);
        _latest = long.MinValue;
        _unordered = false;
    }

    private void Empty()
    {
        (Count, _entryCount) = (0, 0);
        _last = int.MinValue;
    }

    private void Append(int slot)
    {
        Count++;
        bool follows = slot == _last + 1;
        _last = slot;
        if (follows && _entries[_entryCount - 1] < 0)
        {
            _entries[_entryCount - 1]--;
            return;
        }
        _entries.Reach(_entryCount);
        _entries[_entryCount++] = follows ? -1 : slot;
    }

    /// <summary>Goes through the slots; nothing may be added meanwhile.</summary>
    internal struct Enumerator(TouchList list)
    {
        private int _at;
        private int _following;

        public int Current { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (_following > 0)
            {
                _following--;
                Current++;
                return true;
            }
            if (_at == list._entryCount) return false;
            Current = list._entries[_at++];
            if (_at < list._entryCount && list._entries[_at] < 0) _following = -list._entries[_at++];
            return true;
        }
    }
}
