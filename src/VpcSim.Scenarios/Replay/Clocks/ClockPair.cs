using VpcSim.Scenarios.Replay.Duplicates;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Replay.Clocks;

/// <summary>What two captures' common packets say of their clocks.</summary>
/// <param name="AheadNs">How far the second one's clock is ahead of the first one's.</param>
/// <param name="Packets">From how many packets; 0 where there are none.</param>
/// <param name="BothDirections">Whether some of them went one way and some the other.</param>
internal readonly record struct ClockPair(long AheadNs, int Packets, bool BothDirections)
{
    private const int LeastFarApart = 3;

    /// <summary>Compares two captures.</summary>
    /// <remarks>
    /// A packet of the first to the second capture is seen there later by its delay, one of the other direction earlier. The quickest of each direction are
    /// taken to have needed equally long, as NTP does (RFC 5905 section 8). What differs from the median by more than a second was not the same packet; where
    /// that is half of them, or clocks would be more than a second apart by less than three packets, all of it is chance.
    /// </remarks>
    public static ClockPair Of(ClockSample first, ClockSample second, Senders senders)
    {
        List<Common> common = CommonOf(first, second, senders);
        if (common.Count == 0) return default;
        common.Sort(static (one, other) => one.LaterNs.CompareTo(other.LaterNs));
        long median = common[common.Count / 2].LaterNs;
        int others = common.RemoveAll(packet => Math.Abs(packet.LaterNs - median) > DuplicateSearch.MostNs);
        if (others >= common.Count || (Math.Abs(median) > DuplicateSearch.MostNs && common.Count < LeastFarApart)) return default;
        HashSet<(WireAddress, WireAddress)> backward = BackwardOf(common);
        long? quickest = null, quickestBack = null;
        foreach (Common packet in common)
        {
            if (packet.Way == Way.Back || (packet.Way == Way.Unknown && backward.Contains((packet.Source, packet.Destination)))) quickestBack = packet.LaterNs;
            else quickest ??= packet.LaterNs;
        }
        bool both = quickest is not null && quickestBack is not null;
        long ahead = both ? quickest!.Value + (quickestBack!.Value - quickest.Value) / 2 : quickest ?? quickestBack!.Value;
        return new ClockPair(ahead, common.Count, both);
    }

    private static List<Common> CommonOf(ClockSample first, ClockSample second, Senders senders)
    {
        var common = new List<Common>();
        foreach ((ulong fingerprint, ClockSample.Seen seen) in first.Once)
            if (second.TryFind(fingerprint, out ClockSample.Seen there) && (there.Source, there.Destination) == (seen.Source, seen.Destination))
                common.Add(new Common(there.TimeNs - seen.TimeNs, seen.Source, seen.Destination, WayOf(seen, first.Origin, second.Origin, senders)));
        return common;
    }

    private static Way WayOf(ClockSample.Seen seen, ushort first, ushort second, Senders senders)
    {
        var packet = new PacketHeader { Source = seen.Source, Destination = seen.Destination };
        if (senders.Sent(in packet, first) || senders.Received(in packet, second)) return Way.There;
        return senders.Sent(in packet, second) || senders.Received(in packet, first) ? Way.Back : Way.Unknown;
    }

    /// <summary>Where nobody said where the captures were taken: of two hosts' packets those of one direction are later in the second capture, by the delay of both.</summary>
    private static HashSet<(WireAddress Source, WireAddress Destination)> BackwardOf(List<Common> sorted)
    {
        var first = new Dictionary<(WireAddress Source, WireAddress Destination), long>();
        foreach (Common packet in sorted)
            if (packet.Way == Way.Unknown) first.TryAdd((packet.Source, packet.Destination), packet.LaterNs);
        return
        [
            .. first.Where(one => first.TryGetValue((one.Key.Destination, one.Key.Source), out long other) && one.Value < other).Select(one => one.Key),
        ];
    }

    private enum Way
    {
        Unknown,
        There,
        Back,
    }

    private readonly record struct Common(long LaterNs, WireAddress Source, WireAddress Destination, Way Way);
}
