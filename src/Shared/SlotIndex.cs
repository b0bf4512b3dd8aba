using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VpcSim;

/// <summary>Finds slots of a slab by the hashes of what they hold: open addressing in places of 4 bytes, at most four fifths of them in use.</summary>
/// <remarks>A place holds the slot, above its bits how far behind its home it stands, and above these as much of the hash behind the bits that make the home as there
/// is room for: so few slots are looked at in vain, and those that move, since one has gone or there are more places, seldom need be looked at. Growing doubles the
/// places by adding as many to those that are there.</remarks>
internal unsafe struct SlotIndex
{
    private const uint Empty = 0; // fresh memory is empty: a place holds the slot plus one
    private const int SmallestBits = 10;
    private const int Ahead = 16;
    private const int LikelyPlaces = 8; // behind a home; more are seldom looked at
    private const int DistanceBits = 3;
    private const int FewestKnownBits = 4; // of a hash in its place; where fewer would be left, all is written anew
    private const int MostOthers = 128; // slots of a part whose home lies in the one before, or that find no place in the next one
    private const int LeastPrepared = 1 << 19; // places; smaller parts are there at once
    private readonly uint*[] _parts = new uint*[32]; // the first of 2^10 places, each further one as long as all before; a pointer stands where place 0 would be
    private readonly uint[][] _blocks = new uint[32][];
    private int _partCount;
    private int _bits; // of a hash, that make a home
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
    public readonly int Home(uint hash) => (int)(hash >> (32 - _bits));

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
        slot = ((place ^ (hash << _bits)) & _hashMask) == 0 ? SlotOf(place) : -1;
        return place != Empty;
    }

    /// <summary>The slot that a look-up probably finds, or −1: that of the first of a few places whose hash is alike, though the look-up may end before. Whoever uses it looks at what it holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Guess(uint hash)
    {
        int at = Home(hash);
        if (!Vector256.IsHardwareAccelerated || (at & ((1 << SmallestBits) - 1)) > (1 << SmallestBits) - LikelyPlaces) return GuessOneByOne(at, hash);
        ref uint first = ref this[at];
        uint alike = Vector256.Equals((Vector256.LoadUnsafe(ref first) ^ Vector256.Create(hash << _bits)) & Vector256.Create(_hashMask), Vector256<uint>.Zero).ExtractMostSignificantBits();
        return alike == 0 ? -1 : (int)(Unsafe.Add(ref first, BitOperations.TrailingZeroCount(alike)) & _slotMask) - 1;
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
        this[at] = ((hash << _bits) & _hashMask) | Math.Min((uint)((at - Home(hash)) & _mask), _far) << _distanceShift | (uint)(slot + 1);

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
            int distance = (at - HomeOf(at, place, owner)) & _mask, back = (at - gap) & _mask;
            if (distance < back) continue;
            this[gap] = (place & ~(_far << _distanceShift)) | Math.Min((uint)(distance - back), _far) << _distanceShift;
            gap = at;
        }
        this[gap] = Empty;
    }

    /// <summary>Makes room for more, and writes the slot for which there was none.</summary>
    /// <param name="slot">A slot that is not there yet.</param>
    /// <param name="count">How many there are with it.</param>
    /// <param name="extent">The exclusive bound of slots.</param>
    /// <param name="owner">Knows which slots live, and their hashes.</param>
    [MethodImpl(Hot.Path)]
    public void Grow<TOwner>(int slot, int count, int extent, TOwner owner)
        where TOwner : IHashedSlots
    {
        if (count > _roomFor && TryDouble(extent, owner)) Add(owner.HashOf(slot), slot);
        else Rebuild(count, extent, owner);
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

    private readonly int GuessOneByOne(int at, uint hash)
    {
        for (int places = 0; places < LikelyPlaces && TryRead(at, hash, out int slot); places++, at = Next(at))
            if (slot >= 0) return slot;
        return -1;
    }

    // A home has one bit more then, which its place knows. The slots of each part go to the next one, the last part's first, so that none meets one that has not moved yet. The first part is
    // copied and empty before, for slots of the last one may wrap round into it.
    private bool TryDouble<TOwner>(int extent, TOwner owner)
        where TOwner : IHashedSlots
    {
        int knownBits = BitOperations.PopCount(_hashMask) - 1;
        if (knownBits < FewestKnownBits) return false;
        SlotIndex before = this;
        Span<uint> first = stackalloc uint[1 << SmallestBits];
        _blocks[0].CopyTo(first);
        Array.Clear(_blocks[0]);
        AddPart();
        Fit(extent, knownBits);
        for (int part = before._partCount - 1; part > 0; part--)
            if (!TryMove(part, in before, owner)) return false;
        for (int at = 0; at < first.Length; at++)
            if (first[at] is not Empty and uint place) Settle(MovedPlace(in before, place), before.HomeOf(at, place, owner) << 1 | (int)(place >> 31));
        return true;
    }

    [MethodImpl(Hot.Path)]
    private readonly bool TryMove<TOwner>(int part, in SlotIndex before, TOwner owner)
        where TOwner : IHashedSlots
    {
        Span<uint> from = _blocks[part], to = _blocks[part + 1]; // a home in the one has two in the other
        Span<(uint Place, int Home)> others = stackalloc (uint, int)[MostOthers];
        int otherCount = 0;
        for (int i = from.Length - 1; i >= 0; i--)
        {
            if (i >= Ahead && before.IsFar(from[i - Ahead])) owner.Prefetch(before.SlotOf(from[i - Ahead]));
            uint place = from[i];
            if (place == Empty) continue;
            int home = (before.HomeOf(from.Length + i, place, owner) - from.Length) << 1 | (int)(place >> 31);
            uint moved = MovedPlace(in before, place);
            int at = home;
            while ((uint)at < (uint)to.Length && to[at] != Empty) at++;
            if ((uint)at < (uint)to.Length)
            {
                to[at] = moved | Math.Min((uint)(at - home), _far) << _distanceShift;
                continue;
            }
            if (otherCount == others.Length || (part > 1 && home < -from.Length)) return false; // the second would pass through slots that have not moved
            others[otherCount++] = (moved, to.Length + home);
        }
        from.Clear();
        foreach ((uint place, int home) in others[..otherCount]) Settle(place, home);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint MovedPlace(in SlotIndex before, uint place) => ((place << 1) & _hashMask) | (place & before._slotMask);

    private readonly void Settle(uint place, int home)
    {
        int at = home & _mask;
        while (this[at] != Empty) at = Next(at);
        this[at] = place | Math.Min((uint)((at - home) & _mask), _far) << _distanceShift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int HomeOf<TOwner>(int at, uint place, TOwner owner)
        where TOwner : IHashedSlots => IsFar(place) ? Home(owner.HashOf(SlotOf(place))) : (at - (int)(place >> _distanceShift & _far)) & _mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsFar(uint place) => (place >> _distanceShift & _far) == _far;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SlotOf(uint place) => (int)(place & _slotMask) - 1;

    private void Fit(int extent, int mostHashBits = 32)
    {
        _slotMask = Math.Max((uint)_mask, BitOperations.RoundUpToPowerOf2((uint)extent + 2) - 1);
        _distanceShift = BitOperations.PopCount(_slotMask);
        _far = _distanceShift + DistanceBits <= 32 ? (1u << DistanceBits) - 1 : 0;
        int hashBits = Math.Min(BitOperations.LeadingZeroCount(_slotMask | _far << _distanceShift), mostHashBits);
        _hashMask = hashBits == 0 ? 0 : uint.MaxValue << (32 - hashBits);
    }

    private void AddPart()
    {
        uint[] block = _next ?? NewPart();
        _next = null;
        uint* begin = (uint*)Unsafe.AsPointer(ref block[0]);
        _blocks[_partCount] = block;
        _parts[_partCount] = _partCount == 0 ? begin : begin - block.Length;
        _partCount++;
        _bits = SmallestBits + _partCount - 1;
        _mask = (1 << _bits) - 1;
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
