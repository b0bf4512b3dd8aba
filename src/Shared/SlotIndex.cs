using System.Numerics;
using System.Runtime.CompilerServices;

namespace VpcSim;

/// <summary>Finds slots of a slab by the hashes of what they hold: open addressing in places of 4 bytes, at most four fifths of them in use.</summary>
/// <remarks>A place holds the slot, above its bits how far behind its home it stands, so that slots that move back need not be looked at, and above these as much
/// of the hash as there is room for, so that few slots are looked at in vain. Growing doubles the places by adding as many to those that are there.</remarks>
internal unsafe struct SlotIndex
{
    private const uint Empty = 0; // fresh memory is empty: a place holds the slot plus one
    private const int SmallestBits = 10;
    private const int Ahead = 16;
    private const int DistanceBits = 3;
    private const int LeastPrepared = 1 << 19; // places; smaller parts are there at once
    private readonly uint*[] _parts = new uint*[32]; // the first of 2^10 places, each further one as long as all before; a pointer stands where place 0 would be
    private readonly uint[][] _blocks = new uint[32][];
    private int _partCount;
    private int _mask;
    private int _roomFor;
    private int _preparesAt; // slots; the pages of the next part are made then
    private uint[]? _next;
    private uint _slotMask;
    private uint _hashMask;
    private int _distanceShift;
    private uint _far; // a slot that stands as far from its home as this, or farther

    public SlotIndex()
    {
        AddPart();
        Fit(0);
    }

    /// <summary>How many places there are.</summary>
    public readonly int Length => _mask + 1;

    private readonly ref uint this[int at]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _parts[32 - BitOperations.LeadingZeroCount((uint)at >> SmallestBits)][at];
    }

    /// <summary>Where a look-up begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Home(uint hash) => (int)hash & _mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Next(int at) => (at + 1) & _mask;

    /// <summary>Where a look-up begins, as memory to bring near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref readonly uint PlaceOf(uint hash) => ref this[Home(hash)];

    /// <summary>Looks at one place of a look-up.</summary>
    /// <param name="at">The place.</param>
    /// <param name="hash">The hash that is looked for.</param>
    /// <param name="slot">The slot that may be meant; −1 where it is not.</param>
    /// <returns>False where the look-up ends: nothing stands here.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryRead(int at, uint hash, out int slot)
    {
        uint place = this[at];
        slot = ((place ^ hash) & _hashMask) == 0 ? (int)(place & _slotMask) - 1 : -1;
        return place != Empty;
    }

    /// <summary>Whether another slot has room.</summary>
    /// <param name="count">How many slots there are with it.</param>
    /// <param name="slot">The slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasRoom(int count, int slot)
    {
        if (count == _preparesAt) Prepare();
        return count <= _roomFor && (uint)slot < _slotMask;
    }

    /// <summary>Writes a slot where a look-up has ended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Put(int at, uint hash, int slot) =>
        this[at] = (hash & _hashMask) | Math.Min((uint)((at - Home(hash)) & _mask), _far) << _distanceShift | (uint)(slot + 1);

    /// <summary>Writes a slot that is not there yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Add(uint hash, int slot)
    {
        int at = Home(hash);
        while (this[at] != Empty) at = Next(at);
        Put(at, hash, slot);
    }

    /// <summary>Takes a slot out and moves later ones of its run back, so that no gap hides them.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="owner">Knows the hashes of what slots hold.</param>
    public readonly void Remove<TOwner>(int slot, TOwner owner)
        where TOwner : IHashedSlots
    {
        int gap = Home(owner.HashOf(slot));
        while ((this[gap] & _slotMask) != (uint)(slot + 1)) gap = Next(gap);
        for (int at = Next(gap); this[at] != Empty; at = Next(at))
        {
            uint place = this[at];
            int distance = DistanceOf(at, owner), back = (at - gap) & _mask;
            if (distance < back) continue;
            this[gap] = (place & ~(_far << _distanceShift)) | Math.Min((uint)(distance - back), _far) << _distanceShift;
            gap = at;
        }
        this[gap] = Empty;
    }

    /// <summary>Writes all slots that live anew, with room for a number of them.</summary>
    /// <param name="count">How many there are to be room for.</param>
    /// <param name="extent">The exclusive bound of slots.</param>
    /// <param name="owner">Knows which slots live, and their hashes.</param>
    [MethodImpl(Hot.Path)]
    public void Rebuild<TOwner>(int count, int extent, TOwner owner)
        where TOwner : IHashedSlots
    {
        for (int part = 0; part < _partCount; part++) Array.Clear(_blocks[part]);
        while (_roomFor < count) AddPart();
        Fit(extent);
        Span<uint> hashes = stackalloc uint[Ahead];
        for (int slot = 0; slot < extent + Ahead; slot++)
        {
            int due = slot - Ahead; // its place is near by now
            if (due >= 0 && owner.IsLive(due)) Add(hashes[due % Ahead], due);
            if (slot >= extent || !owner.IsLive(slot)) continue;
            hashes[slot % Ahead] = owner.HashOf(slot);
            CacheHint.Line(in PlaceOf(hashes[slot % Ahead]));
        }
    }

    private readonly int DistanceOf<TOwner>(int at, TOwner owner)
        where TOwner : IHashedSlots
    {
        uint place = this[at], distance = (place >> _distanceShift) & _far;
        return distance < _far ? (int)distance : (at - Home(owner.HashOf((int)(place & _slotMask) - 1))) & _mask;
    }

    private void Fit(int extent)
    {
        _slotMask = Math.Max((uint)_mask, BitOperations.RoundUpToPowerOf2((uint)extent + 2) - 1);
        _distanceShift = BitOperations.PopCount(_slotMask);
        _far = _distanceShift + DistanceBits <= 32 ? (1u << DistanceBits) - 1 : 0;
        _hashMask = ~(_slotMask | _far << _distanceShift);
    }

    private void AddPart()
    {
        uint[] block = _next ?? NewPart();
        _next = null;
        uint* begin = (uint*)Unsafe.AsPointer(ref block[0]);
        _blocks[_partCount] = block;
        _parts[_partCount] = _partCount == 0 ? begin : begin - block.Length;
        _partCount++;
        _mask = (1 << (SmallestBits + _partCount - 1)) - 1;
        _roomFor = Length / 5 * 4;
        _preparesAt = Length < LeastPrepared ? -1 : _roomFor - (Length / 40);
    }

    private readonly uint[] NewPart()
    {
        uint[] block = GC.AllocateArray<uint>(_partCount == 0 ? 1 << SmallestBits : Length, pinned: true);
        HugePages.Prefer(Unsafe.AsPointer(ref block[0]), (nuint)block.Length * sizeof(uint));
        return block;
    }

    private void Prepare()
    {
        _next ??= NewPart();
        PagesAhead.Touch(_next);
    }
}
