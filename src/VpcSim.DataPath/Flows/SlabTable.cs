using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Flows;

/// <summary>A hash table of fixed-size entries: an 8-byte index {tag, slot} by open addressing over a slab. Slots are stable until removed.</summary>
internal sealed class SlabTable<TKey, TValue>
    where TKey : struct, ITableKey<TKey>
    where TValue : struct
{
    private const ulong Empty = ulong.MaxValue;
    private readonly Slab<Entry> _slab = new();
    private ulong[] _index = NewIndex(256);
    private int _mask = 255;
    private int _added;

    public int Count => _slab.Count;

    /// <summary>The exclusive bound of slots, for sweeping.</summary>
    public int Extent => _slab.Extent;

    public ref TValue this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _slab[slot].Value;
    }

    public ref readonly TKey KeyOf(int slot) => ref _slab[slot].Key;

    /// <summary>A number that changes whenever the slot is removed, so that whoever remembers a slot can tell.</summary>
    public uint SerialOf(int slot) => _slab[slot].Serial;

    public bool IsLive(int slot) => _slab[slot].Live;

    /// <summary>A remembered slot's value, and whether it is still the same entry's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TValue Remembered(int slot, uint serial, out bool same)
    {
        ref Entry entry = ref _slab[slot];
        same = entry.Serial == serial;
        return ref entry.Value;
    }

    /// <summary>Brings the place near where a key's look-up begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchIndex(uint tag) => CacheHint.Line(ref _index[(int)(tag & (uint)_mask)]);

    /// <summary>Brings the entry near that a key's look-up probably finds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchEntry(uint tag)
    {
        int slot = Guess(tag);
        if (slot >= 0) CacheHint.Lines(ref _slab[slot]);
    }

    /// <summary>The slot that a key's look-up probably finds, or −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Guess(uint tag)
    {
        ulong entry = _index[(int)(tag & (uint)_mask)];
        return (uint)(entry >> 32) == tag && entry != Empty ? (int)(uint)entry : -1;
    }

    /// <summary>How many places a sweep must look at so that entries that are over are found as fast as new ones are made: twice those made since it was last asked.</summary>
    public int SweepDebt()
    {
        int debt = 2 * _added;
        _added = 0;
        return debt;
    }

    /// <summary>The key's slot, or −1.</summary>
    [MethodImpl(Hot.Path)]
    public int Find(in TKey key)
    {
        uint tag = key.Hash();
        ulong[] index = _index;
        for (int at = (int)(tag & (uint)_mask); ; at = (at + 1) & _mask)
        {
            ulong entry = index[at];
            if (entry == Empty) return -1;
            if ((uint)(entry >> 32) == tag && _slab[(int)(uint)entry].Key.Matches(in key)) return (int)(uint)entry;
        }
    }

    /// <summary>The key's slot; where it is new, its value is the default.</summary>
    [MethodImpl(Hot.Path)]
    public int FindOrAdd(in TKey key, out bool added) => FindOrAdd(in key, key.Hash(), out added);

    /// <summary>The same for a key whose hash is known already.</summary>
    [MethodImpl(Hot.Path)]
    public int FindOrAdd(in TKey key, uint tag, out bool added)
    {
        int at = (int)(tag & (uint)_mask);
        for (; ; at = (at + 1) & _mask)
        {
            ulong entry = _index[at];
            if (entry == Empty) break;
            if ((uint)(entry >> 32) != tag || !_slab[(int)(uint)entry].Key.Matches(in key)) continue;
            added = false;
            return (int)(uint)entry;
        }
        added = true;
        _added++;
        int slot = _slab.Take();
        ref Entry made = ref _slab[slot];
        made.Key = key;
        made.Value = default;
        made.Live = true;
        _index[at] = (ulong)tag << 32 | (uint)slot;
        if (_slab.Count * 4 > _index.Length * 3) Grow();
        return slot;
    }

    [MethodImpl(Hot.Path)]
    public void Remove(int slot)
    {
        ref Entry entry = ref _slab[slot];
        int at = (int)(entry.Key.Hash() & (uint)_mask);
        while ((int)(uint)_index[at] != slot || _index[at] == Empty) at = (at + 1) & _mask;
        CloseGap(at);
        entry.Live = false;
        entry.Serial++;
        _slab.Give(slot);
    }

    // Backward-shift deletion: later entries of the probe run move up, so that no tombstones remain.
    [MethodImpl(Hot.Path)]
    private void CloseGap(int gap)
    {
        for (int at = (gap + 1) & _mask; _index[at] != Empty; at = (at + 1) & _mask)
        {
            int home = (int)((uint)(_index[at] >> 32) & (uint)_mask);
            if (((at - home) & _mask) < ((at - gap) & _mask)) continue;
            _index[gap] = _index[at];
            gap = at;
        }
        _index[gap] = Empty;
    }

    private void Grow()
    {
        ulong[] old = _index;
        _index = NewIndex(old.Length * 2);
        _mask = _index.Length - 1;
        foreach (ulong entry in old)
        {
            if (entry == Empty) continue;
            int at = (int)((uint)(entry >> 32) & (uint)_mask);
            while (_index[at] != Empty) at = (at + 1) & _mask;
            _index[at] = entry;
        }
    }

    private static ulong[] NewIndex(int size)
    {
        ulong[] index = GC.AllocateUninitializedArray<ulong>(size);
        index.AsSpan().Fill(Empty);
        return index;
    }

    private struct Entry
    {
        public TKey Key;
        public uint Serial;
        public bool Live;
        public TValue Value;
    }
}
