using System.Runtime.CompilerServices;

namespace VpcSim.DataPath;

/// <summary>What links make of an IPv4 packet that is larger than they take and may be split: how many fragments, and how long. (RFC 791 section 3.2)</summary>
/// <remarks>Lengths are IP total lengths in bytes. Every fragment repeats the header; all but the last carry a multiple of 8 bytes of the payload.</remarks>
internal struct Fragmentation
{
    /// <summary>More links than this in a row, each smaller than the one before, do not exist.</summary>
    private const int MostSplits = 8;

    private const int SmallestHeader = 20;
    private readonly int _header;
    private readonly int _payload;
    private RoomList _rooms;
    private int _splits;

    /// <param name="length">The packet's total length.</param>
    /// <param name="header">Its header with options; 0 counts as the smallest.</param>
    public Fragmentation(int length, int header)
    {
        _header = Math.Max(header, SmallestHeader);
        _payload = length - _header;
    }

    public readonly bool IsSplit => _splits > 0;

    /// <summary>The fragments so far, and their lengths together.</summary>
    public readonly (int Packets, long Bytes) All
    {
        get
        {
            int packets = Pieces(_payload, 0);
            return (packets, _payload + (long)packets * _header);
        }
    }

    /// <summary>Splits everything that is larger than a link's MTU once more.</summary>
    /// <returns>The length of the largest fragment, which is the first one.</returns>
    public int Split(int mtu)
    {
        int room = mtu - _header;
        if (_splits < MostSplits) _rooms[_splits++] = room;
        return _header + SizeFor(room);
    }

    private readonly int Pieces(int payload, int split)
    {
        if (split == _splits) return 1;
        int room = _rooms[split];
        if (payload <= room) return Pieces(payload, split + 1);
        // What is left over may take the room that is no multiple of 8, and then is no piece of its own.
        int size = SizeFor(room), full = (payload - room + size - 1) / size;
        return full * Pieces(size, split + 1) + Pieces(payload - full * size, split + 1);
    }

    private static int SizeFor(int room) => room & ~7;

    [InlineArray(MostSplits)]
    private struct RoomList
    {
        private int _first;
    }
}
