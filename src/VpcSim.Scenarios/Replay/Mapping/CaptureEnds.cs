using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>How often each address was an end of the packets captured at one place.</summary>
internal sealed class CaptureEnds
{
    private readonly Dictionary<IpAddress, long> _packets = [];
    private long _ipv4, _ipv6;

    public void Add(IpAddress from, IpAddress to)
    {
        if (from.IsIPv4) _ipv4++;
        else _ipv6++;
        _packets[from] = _packets.GetValueOrDefault(from) + 1;
        if (to != from) _packets[to] = _packets.GetValueOrDefault(to) + 1;
    }

    /// <summary>The addresses in at least 95 of 100 packets, ordered. Some packets that are nobody's business pass by at any place.</summary>
    public IReadOnlyList<IpAddress> InNearlyAll(bool ipv4)
    {
        long all = ipv4 ? _ipv4 : _ipv6;
        return [.. _packets.Where(pair => pair.Key.IsIPv4 == ipv4 && pair.Value * 100 >= all * 95).Select(pair => pair.Key).Order()];
    }
}
