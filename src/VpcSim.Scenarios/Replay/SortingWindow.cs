using VpcSim.DataPath.Flows;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>Brings packets whose timestamps go back into order, as far back as a bounded window of packets reaches.</summary>
/// <remarks>A packet that comes later still is handled at the time that has been reached, and counted.</remarks>
internal sealed class SortingWindow
{
    /// <summary>Packets held back.</summary>
    public const int Packets = 1024;

    private readonly PacketHeader[] _headers = new PacketHeader[Packets + 1];
    private readonly QuotedPacket[] _quotes = new QuotedPacket[Packets + 1];
    private readonly Undecodable[] _causes = new Undecodable[Packets + 1];
    private readonly int[] _order = new int[Packets + 1]; // a ring of places, sorted by time from _head on
    private readonly int[] _free = new int[Packets + 1];
    private int _head;
    private int _freeCount;
    private long _reachedNs = long.MinValue;

    public SortingWindow()
    {
        for (int i = 0; i <= Packets; i++) _free[_freeCount++] = i;
    }

    public int Count { get; private set; }

    /// <summary>Packets that came too late to be sorted.</summary>
    public long Reordered { get; private set; }

    /// <summary>An empty place to decode the next packet into.</summary>
    public ref PacketHeader Next(out int place)
    {
        place = _free[_freeCount - 1];
        return ref _headers[place];
    }

    public ref QuotedPacket QuoteAt(int place) => ref _quotes[place];

    public ref Undecodable CauseAt(int place) => ref _causes[place];

    /// <summary>Sorts the packet in that was decoded into the place of <see cref="Next"/>.</summary>
    public void Add(int place)
    {
        _freeCount--;
        long time = _headers[place].TimeNs;
        if (time < _reachedNs)
        {
            Reordered++;
            _headers[place].TimeNs = time = _reachedNs;
        }
        int at = Count++;
        while (at > 0 && _headers[Order(at - 1)].TimeNs > time)
        {
            Order(at) = Order(at - 1);
            at--;
        }
        Order(at) = place;
    }

    /// <summary>Moves the earliest packet into a batch.</summary>
    public void TakeInto(PacketBatch batch)
    {
        int place = _order[_head];
        _head = _head == Packets ? 0 : _head + 1;
        Count--;
        _free[_freeCount++] = place;
        int at = batch.Count++;
        ref PacketHeader header = ref _headers[place];
        _reachedNs = header.TimeNs;
        batch.Headers[at] = header;
        batch.Causes[at] = _causes[place];
        batch.Lookups[at] = header.Status == DecodeStatus.Decoded ? FlowLookup.Of(in header) : default;
        if ((header.Traits & PacketTraits.QuotesPacket) != 0) batch.Quotes[at] = _quotes[place];
    }

    private ref int Order(int position)
    {
        int at = _head + position;
        return ref _order[at > Packets ? at - Packets - 1 : at];
    }
}
