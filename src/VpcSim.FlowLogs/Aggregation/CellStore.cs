using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Cells in a slab, found by observation through an index.</summary>
/// <remarks>Slot 0 is <see cref="Nowhere"/>: a cell that nobody reports.</remarks>
internal sealed class CellStore
{
    public const int Nowhere = 0;

    private const int ManyPart = 16;

    private readonly Slab<Cell> _cells = new();
    private readonly Slab<AddressQuad> _quads = new();
    private Slab<int>? _nextHops;
    private SlotIndex _index = new();

    public CellStore()
    {
        _cells.Take();
        _cells[Nowhere].Packets = 1; // never seems untouched, so it never enters a window's list
    }

    /// <summary>How many cells live.</summary>
    public int Count => _cells.Count - 1;

    public ref Cell this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _cells[slot];
    }

    /// <summary>The interface at the other end of the hop, plus 1; 0 where none was told.</summary>
    public int NextHopOf(int slot) => _nextHops is null || !_nextHops.Reaches(slot) ? 0 : _nextHops[slot];

    public void SetNextHop(int slot, int otherInterface)
    {
        _nextHops ??= new Slab<int>();
        _nextHops.Reach(slot);
        _nextHops[slot] = otherInterface + 1;
    }

    /// <summary>The slot of an observation's cell; a new one has neither holds nor counts.</summary>
    /// <param name="sought">The observation's key.</param>
    /// <param name="addresses">Where its addresses are beside; else whatever.</param>
    /// <param name="hash">From <see cref="HashOf(in CellKey, in AddressQuad)"/>.</param>
    [MethodImpl(Hot.Path)]
    public int FindOrAdd(in CellKey sought, in AddressQuad addresses, uint hash)
    {
        int at = _index.Home(hash);
        for (; _index.TryRead(at, hash, out int candidate); at = _index.Next(at))
            if (candidate >= 0 && Holds(candidate, in sought, in addresses)) return candidate;
        int slot = _cells.Take();
        _cells[slot] = Cell.Of(in sought);
        if (sought.AddressesBeside)
        {
            int quad = _quads.Take();
            _quads[quad] = addresses;
            _cells[slot].Source = (uint)quad;
        }
        if (_index.HasRoom(Count, slot)) _index.Put(at, hash, slot);
        else _index.Grow(slot, Count, _cells.Extent, new Slots(this));
        return slot;
    }

    /// <summary>Brings the place near where the look-up of an observation begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchIndex(uint hash) => CacheHint.Line(in _index.PlaceOf(hash));

    /// <summary>Brings a cell near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int slot) => CacheHint.Lines(in _cells[slot]);

    /// <summary>Forgets a cell; its slot may be given out anew.</summary>
    [MethodImpl(Hot.Path)]
    public void Remove(int slot)
    {
        _index.Remove(slot, new Slots(this));
        Discard(slot);
    }

    /// <summary>Forgets several cells; where they are many, by one pass over all that are left.</summary>
    [MethodImpl(Hot.Path)]
    public void Remove(ReadOnlySpan<int> slots)
    {
        if (slots.Length < _index.Length / ManyPart)
        {
            foreach (int slot in slots) Remove(slot);
            return;
        }
        for (int i = slots.Length - 1; i >= 0; i--) Discard(slots[i]); // so that they are taken again in ascending order
        _index.Rebuild(Count, _cells.Extent, new Slots(this));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Observation ObservationOf(int slot)
    {
        ref Cell cell = ref _cells[slot];
        AddressQuad addresses = cell.AddressesBeside ? _quads[(int)cell.Source] : SameInside(IpAddress.FromIPv4(cell.Source), IpAddress.FromIPv4(cell.Destination));
        return new Observation
        {
            Interface = cell.Interface,
            Egress = cell.Egress,
            Accepted = cell.Accepted,
            RejectReason = cell.RejectReason,
            Source = addresses.Source,
            Destination = addresses.Destination,
            PacketSource = addresses.PacketSource,
            PacketDestination = addresses.PacketDestination,
            SourcePort = cell.SourcePort,
            DestinationPort = cell.DestinationPort,
            Protocol = cell.Protocol,
            IPv6 = cell.IPv6,
            TrafficPath = cell.TrafficPath,
        };
    }

    private uint HashOf(int slot)
    {
        CellKey key = _cells[slot].Key;
        return key.AddressesBeside ? HashOf(in key, in _quads[(int)key.Source]) : HashOf(in key, default);
    }

    private bool Holds(int slot, in CellKey sought, in AddressQuad addresses)
    {
        ref Cell candidate = ref _cells[slot];
        return candidate.Matches(sought) && (!sought.AddressesBeside || _quads[(int)candidate.Source] == addresses);
    }

    [MethodImpl(Hot.Path)]
    private void Discard(int slot)
    {
        ref Cell cell = ref _cells[slot];
        if (cell.AddressesBeside) _quads.Give((int)cell.Source);
        cell = default;
        if (_nextHops is not null && _nextHops.Reaches(slot)) _nextHops[slot] = 0;
        _cells.Give(slot);
    }

    private static AddressQuad SameInside(IpAddress source, IpAddress destination) => new(source, destination, source, destination);

    /// <summary>The hash by which a cell is found.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="addresses">Where its addresses are beside; else whatever.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HashOf(in CellKey key, in AddressQuad addresses)
    {
        if (key.AddressesBeside) return HashOf(addresses.Source, addresses.Destination, addresses.PacketSource, addresses.PacketDestination, in key);
        IpAddress source = IpAddress.FromIPv4(key.Source), destination = IpAddress.FromIPv4(key.Destination);
        return HashOf(source, destination, source, destination, in key);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOf(
        IpAddress source, IpAddress destination, IpAddress packetSource, IpAddress packetDestination, in CellKey key)
    {
        ulong hash = Mix(source.Low ^ source.High, destination.Low);
        hash = Mix(hash ^ destination.High, packetSource.Low ^ packetSource.High);
        hash = Mix(hash ^ packetDestination.High, packetDestination.Low);
        // A product spreads bits upwards alone: what differs most stands lowest.
        ulong rest = (ulong)(uint)key.Interface << 32 | (uint)key.SourcePort << 16 | key.DestinationPort;
        hash = Mix(hash ^ (byte)key.InterfaceAndProtocol ^ (ulong)(key.Bits & (CellKey.EgressBit | CellKey.AcceptedBit)) << 8, rest);
        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong left, ulong right)
    {
        ulong product = (left ^ (right * 0xD1B5_4A32_D192_ED03)) * 0x9E37_79B9_7F4A_7C15;
        return product ^ (product >> 29);
    }

    // A structure, so that the index has code of its own for this store.
    private readonly struct Slots(CellStore store) : IHashedSlots
    {
        public bool IsLive(int slot) => store._cells[slot].IsLive;

        public uint HashOf(int slot) => store.HashOf(slot);

        public void Prefetch(int slot) => store.Prefetch(slot);
    }
}
