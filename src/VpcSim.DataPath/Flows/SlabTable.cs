using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows;

/// <summary>A hash table of fixed-size entries: an index over a slab. Slots are stable until removed.</summary>
/// <remarks>A serial of 32 bits is for slots that are remembered. Where none is, a byte tells whether an entry lives.</remarks>
internal class SlabTable<TKey, TStored, TKeys, TValue, TSerial>(TKeys keys)
    where TKey : struct, ITableKey<TKey>
    where TStored : unmanaged
    where TKeys : struct, IKeyStore<TKey, TStored>
    where TValue : unmanaged
    where TSerial : unmanaged, IBinaryInteger<TSerial>
{
    private readonly Slab<Entry> _slab = new();
    private SlotIndex _index = new();
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
    public uint SerialOf(int slot) => _slab[slot].SerialBits;

    public bool IsLive(int slot) => _slab[slot].IsLive;

    /// <summary>A remembered slot's value, and whether it is still the same entry's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TValue Remembered(int slot, uint serial, out bool same)
    {
        ref Entry entry = ref _slab[slot];
        same = entry.SerialBits == serial;
        return ref entry.Value;
    }

    /// <summary>Finds slots by hashes, for whoever looks many up.</summary>
    public SlotIndex Index => _index;

    /// <summary>The entries, for the same.</summary>
    public Slab<Entry>.View Entries => _slab.Entries;

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
        uint hash = key.Hash();
        for (int at = _index.Home(hash); _index.TryRead(at, hash, out int slot); at = _index.Next(at))
            if (slot >= 0 && Holds(slot, in key)) return slot;
        return -1;
    }

    /// <summary>The key's slot; where it is new, its value is the default.</summary>
    [MethodImpl(Hot.Path)]
    public int FindOrAdd(in TKey key, out bool added) => FindOrAdd(in key, key.Hash(), out added);

    /// <summary>The same for a key whose hash is known already.</summary>
    [MethodImpl(Hot.Path)]
    public int FindOrAdd(in TKey key, uint hash, out bool added)
    {
        int at = _index.Home(hash);
        for (; _index.TryRead(at, hash, out int candidate); at = _index.Next(at))
        {
            if (candidate < 0 || !Holds(candidate, in key)) continue;
            added = false;
            return candidate;
        }
        added = true;
        _added++;
        int slot = _slab.Take();
        ref Entry made = ref _slab[slot];
        keys.Store(in key, out made.Key);
        made.Value = default;
        made.Advance();
        if (_index.HasRoom(Count, slot)) _index.Put(at, hash, slot);
        else _index.Grow(slot, Count, Extent, new Slots(this));
        return slot;
    }

    [MethodImpl(Hot.Path)]
    public void Remove(int slot)
    {
        _index.Remove(slot, new Slots(this));
        ref Entry entry = ref _slab[slot];
        keys.Forget(in entry.Key);
        entry.Advance();
        _slab.Give(slot);
    }

    // A structure, so that an index has code of its own for each table.
    private readonly struct Slots(SlabTable<TKey, TStored, TKeys, TValue, TSerial> table) : IHashedSlots
    {
        public bool IsLive(int slot) => table.IsLive(slot);

        public uint HashOf(int slot) => table.KeyOf(slot).Hash();

        public void Prefetch(int slot) => CacheHint.Line(ref table._slab[slot]);
    }

    // Packed, so that eight-byte values cost no gaps.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal struct Entry
    {
        public TStored Key;

        public TValue Value;

        // Odd while the entry is live.
        private TSerial _serial;

        public readonly uint SerialBits => uint.CreateTruncating(_serial) & int.MaxValue;

        public readonly bool IsLive => TSerial.IsOddInteger(_serial);

        public void Advance() => _serial = unchecked(_serial + TSerial.One);
    }
}

/// <summary>The same for keys that are kept as they are.</summary>
internal sealed class SlabTable<TKey, TValue>() : SlabTable<TKey, TKey, KeysAsTheyAre<TKey>, TValue, uint>(default)
    where TKey : unmanaged, ITableKey<TKey>
    where TValue : unmanaged;
