using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows;

/// <summary>A hash table of fixed-size entries: an 8-byte index {tag, slot} by open addressing over a slab. Slots are stable until removed.</summary>
internal class SlabTable<TKey, TStored, TKeys, TValue>(TKeys keys)
    where TKey : struct, ITableKey<TKey>
    where TStored : struct
    where TKeys : struct, IKeyStore<TKey, TStored>
    where TValue : struct
{
    private const ulong Empty = 0; // fresh memory is empty: a place holds the slot plus one
    private const int SmallestIndex = 256;
    private readonly Slab<Entry> _slab = new();
    private ulong[] _index = new ulong[SmallestIndex];
    private int _mask = SmallestIndex - 1;
    private int _added;

    public int Count => _slab.Count;

    /// <summary>The exclusive bound of slots, for sweeping.</summary>
    public int Extent => _slab.Extent;

    public ref TValue this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _slab[slot].Value;
    }

    public TKey KeyOf(int slot) => keys.Load(in _slab[slot].Key);

    /// <summary>The key in the form in which it is kept.</summary>
    public ref readonly TStored StoredOf(int slot) => ref _slab[slot].Key;

    /// <summary>Whether a slot that is live holds a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(int slot, in TKey key) => keys.Matches(in _slab[slot].Key, in key);

    /// <summary>A number of 31 bits that changes whenever the slot is removed, so that whoever remembers a slot can tell.</summary>
    public uint SerialOf(int slot) => _slab[slot].Serial;

    public bool IsLive(int slot) => _slab[slot].IsLive;

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
        return (uint)(entry >> 32) == tag ? SlotOf(entry) : -1;
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
            if ((uint)(entry >> 32) == tag && Holds(SlotOf(entry), in key)) return SlotOf(entry);
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
            if ((uint)(entry >> 32) != tag || !Holds(SlotOf(entry), in key)) continue;
            added = false;
            return SlotOf(entry);
        }
        added = true;
        _added++;
        int slot = _slab.Take();
        ref Entry made = ref _slab[slot];
        made.Key = keys.Store(in key);
        made.Value = default;
        made.Advance();
        _index[at] = (ulong)tag << 32 | (uint)(slot + 1);
        if (_slab.Count * 4 > _index.Length * 3) Grow();
        return slot;
    }

    [MethodImpl(Hot.Path)]
    public void Remove(int slot)
    {
        ref Entry entry = ref _slab[slot];
        int at = (int)(keys.Load(in entry.Key).Hash() & (uint)_mask);
        while (SlotOf(_index[at]) != slot) at = (at + 1) & _mask;
        CloseGap(at);
        keys.Forget(in entry.Key);
        entry.Advance();
        _slab.Give(slot);
    }

    private static int SlotOf(ulong entry) => (int)(uint)entry - 1;

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

    [MethodImpl(Hot.Path)]
    private void Grow()
    {
        ulong[] old = _index;
        ulong[] grown = new ulong[old.Length * 2];
        int mask = grown.Length - 1;
        foreach (ulong entry in old)
        {
            if (entry == Empty) continue;
            int at = (int)((uint)(entry >> 32) & (uint)mask);
            while (grown[at] != Empty) at = (at + 1) & mask;
            grown[at] = entry;
        }
        (_index, _mask) = (grown, mask);
    }

    // Packed, so that eight-byte values cost no gaps.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Entry
    {
        public TStored Key;

        // Odd while the entry is live.
        public uint Serial;

        public TValue Value;

        public readonly bool IsLive => (Serial & 1) != 0;

        public void Advance() => Serial = (Serial + 1) & int.MaxValue;
    }
}

/// <summary>The same for keys that are kept as they are.</summary>
internal sealed class SlabTable<TKey, TValue>() : SlabTable<TKey, TKey, KeysAsTheyAre<TKey>, TValue>(default)
    where TKey : struct, ITableKey<TKey>
    where TValue : struct;
