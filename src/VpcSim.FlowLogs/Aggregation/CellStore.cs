using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Cells in slabs, found by observation through an open-addressing index of 8-byte entries (32-bit tag, slot).</summary>
/// <remarks>Slot 0 is <see cref="Nowhere"/>: a cell that nobody reports.</remarks>
internal sealed class CellStore
{
    public const int Nowhere = 0;

    private const int SmallestIndex = 1024;
    private const int ManyPart = 16;

    private readonly Slabs<Cell> _cells = new();
    private readonly Slabs<CellKey> _keys = new();
    private readonly Slabs<AddressQuad> _quads = new();
    private readonly SlotPool _slots = new(Nowhere + 1);
    private readonly SlotPool _quadSlots = new(0);
    private Slabs<int>? _nextHops;
    private ulong[] _index = new ulong[SmallestIndex];

    public CellStore() => _cells[Nowhere].Packets = 1; // never seems untouched, so it never enters a window's list

    /// <summary>How many cells live.</summary>
    public int Count { get; private set; }

    public ref Cell this[int slot] => ref _cells[slot];

    public int InterfaceOf(int slot) => _keys[slot].Interface;

    /// <summary>The interface at the other end of the hop, plus 1; 0 where none was told.</summary>
    public int NextHopOf(int slot) => _nextHops is null || !_nextHops.Reaches(slot) ? 0 : _nextHops[slot];

    public void SetNextHop(int slot, int otherInterface)
    {
        _nextHops ??= new Slabs<int>();
        _nextHops.Reach(slot);
        _nextHops[slot] = otherInterface + 1;
    }

    public ref byte TrafficPathOf(int slot) => ref _keys[slot].TrafficPath;

    /// <summary>The observation's slot; a new cell has neither holds nor counts.</summary>
    [MethodImpl(Hot.Path)]
    public int FindOrAdd(in Observation observation)
    {
        CellKey key = CellKey.Of(observation);
        uint tag = Tag(observation);
        int mask = _index.Length - 1;
        int place = (int)tag & mask;
        for (; _index[place] != 0; place = (place + 1) & mask)
        {
            if ((uint)(_index[place] >> 32) != tag) continue;
            int slot = (int)(uint)_index[place];
            if (Holds(slot, key, observation)) return slot;
        }
        return Add(key, tag, place, observation);
    }

    /// <summary>Forgets a cell; its slot may be given out anew.</summary>
    [MethodImpl(Hot.Path)]
    public void Remove(int slot)
    {
        Unlink(_keys[slot].Tag, slot);
        Discard(slot);
    }

    /// <summary>Forgets several cells; where they are many, by one pass over the index in its own order.</summary>
    [MethodImpl(Hot.Path)]
    public void Remove(ReadOnlySpan<int> slots)
    {
        if (slots.Length < _index.Length / ManyPart)
        {
            foreach (int slot in slots) Remove(slot);
            return;
        }
        if (slots.Length == Count) Array.Clear(_index);
        else Sweep(slots);
        for (int i = slots.Length - 1; i >= 0; i--) Discard(slots[i]); // so that they are taken again in ascending order
    }

    [MethodImpl(Hot.Path)]
    public Observation ObservationOf(int slot)
    {
        ref CellKey key = ref _keys[slot];
        AddressQuad addresses = key.IPv6
            ? _quads[(int)key.Source]
            : new AddressQuad(IpAddress.FromIPv4(key.Source), IpAddress.FromIPv4(key.Destination), IpAddress.FromIPv4(key.PacketSource), IpAddress.FromIPv4(key.PacketDestination));
        return new Observation
        {
            Interface = key.Interface,
            Egress = key.Egress,
            Accepted = key.Accepted,
            RejectReason = key.RejectReason,
            Source = addresses.Source,
            Destination = addresses.Destination,
            PacketSource = addresses.PacketSource,
            PacketDestination = addresses.PacketDestination,
            SourcePort = key.SourcePort,
            DestinationPort = key.DestinationPort,
            Protocol = key.Protocol,
            IPv6 = key.IPv6,
            TrafficPath = key.TrafficPath,
        };
    }

    private bool Holds(int slot, in CellKey key, in Observation observation)
    {
        ref CellKey candidate = ref _keys[slot];
        return candidate.Matches(key) && (!key.IPv6 || _quads[(int)candidate.Source] == QuadOf(observation));
    }

    [MethodImpl(Hot.Path)]
    private int Add(CellKey key, uint tag, int place, in Observation observation)
    {
        int slot = _slots.Take();
        _cells.Reach(slot);
        _keys.Reach(slot);
        if (key.IPv6)
        {
            int quad = _quadSlots.Take();
            _quads.Reach(quad);
            _quads[quad] = QuadOf(observation);
            key.Source = (uint)quad;
        }
        key.Tag = tag;
        _keys[slot] = key;
        _index[place] = ((ulong)tag << 32) | (uint)slot;
        Count++;
        if (Count > _index.Length / 4 * 3) MoveIndex(_index.Length * 2, gone: []);
        return slot;
    }

    [MethodImpl(Hot.Path)]
    private void Discard(int slot)
    {
        ref CellKey key = ref _keys[slot];
        if (key.IPv6) _quadSlots.GiveBack((int)key.Source);
        _cells[slot] = default;
        if (_nextHops is not null)
        {
            _nextHops.Reach(slot);
            _nextHops[slot] = 0;
        }
        _slots.GiveBack(slot);
        Count--;
    }

    /// <summary>Takes the slots out of the index, and makes it smaller where little is left.</summary>
    [MethodImpl(Hot.Path)]
    private void Sweep(ReadOnlySpan<int> slots)
    {
        ulong[] gone = new ulong[(_slots.End / 64) + 1];
        foreach (int slot in slots) gone[slot / 64] |= 1UL << (slot % 64);
        int length = _index.Length;
        while (length > SmallestIndex && Count - slots.Length < length / 8) length /= 2;
        MoveIndex(length, gone);
    }

    [MethodImpl(Hot.Path)]
    private void MoveIndex(int length, ulong[] gone)
    {
        ulong[] moved = new ulong[length];
        int mask = length - 1;
        foreach (ulong entry in _index)
        {
            if (entry == 0) continue;
            int slot = (int)(uint)entry;
            if (gone.Length > 0 && (gone[slot / 64] >> (slot % 64) & 1) != 0) continue;
            int place = (int)(entry >> 32) & mask;
            while (moved[place] != 0) place = (place + 1) & mask;
            moved[place] = entry;
        }
        _index = moved;
    }

    /// <summary>Takes the entry out and moves later ones of its run back, so that no gap hides them.</summary>
    [MethodImpl(Hot.Path)]
    private void Unlink(uint tag, int slot)
    {
        int mask = _index.Length - 1;
        ulong sought = ((ulong)tag << 32) | (uint)slot;
        int hole = (int)tag & mask;
        while (_index[hole] != sought) hole = (hole + 1) & mask;
        for (int next = (hole + 1) & mask; _index[next] != 0; next = (next + 1) & mask)
        {
            int home = (int)(_index[next] >> 32) & mask;
            if (((next - home) & mask) < ((next - hole) & mask)) continue;
            _index[hole] = _index[next];
            hole = next;
        }
        _index[hole] = 0;
    }

    private static AddressQuad QuadOf(in Observation observation) =>
        new(observation.Source, observation.Destination, observation.PacketSource, observation.PacketDestination);

    [MethodImpl(Hot.Path)]
    private static uint Tag(in Observation observation)
    {
        ulong hash = Mix(observation.Source.Low ^ observation.Source.High, observation.Destination.Low);
        hash = Mix(hash ^ observation.Destination.High, observation.PacketSource.Low ^ observation.PacketSource.High);
        hash = Mix(hash ^ observation.PacketDestination.High, observation.PacketDestination.Low);
        ulong rest = ((ulong)observation.SourcePort << 48) | ((ulong)observation.DestinationPort << 32) | (uint)observation.Interface;
        hash = Mix(hash ^ observation.Protocol, rest ^ (observation.Egress ? 1UL << 30 : 0) ^ (observation.Accepted ? 1UL << 31 : 0));
        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong left, ulong right)
    {
        ulong product = (left ^ (right * 0xD1B5_4A32_D192_ED03)) * 0x9E37_79B9_7F4A_7C15;
        return product ^ (product >> 29);
    }
}
