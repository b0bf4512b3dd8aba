using VpcSim.Scenarios.Replay.Duplicates;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Replay.Clocks;

/// <summary>When a capture saw packets that other captures may have seen: those with the smallest fingerprints, which are the same packets in all captures.</summary>
/// <param name="origin">The origin of the capture's packets.</param>
internal sealed class ClockSample(ushort origin)
{
    /// <summary>More packets are not kept.</summary>
    public const int Most = 1 << 16;

    private readonly Dictionary<ulong, Seen> _seen = [];

    /// <summary>The origin of the capture's packets.</summary>
    public ushort Origin => origin;

    /// <summary>Every packet with a fingerprint up to this one is here.</summary>
    public ulong Limit { get; private set; } = ulong.MaxValue;

    /// <summary>The packets that the capture saw once, by fingerprint.</summary>
    public IEnumerable<KeyValuePair<ulong, Seen>> Once => _seen.Where(pair => !pair.Value.Again);

    public bool TryFind(ulong fingerprint, out Seen seen) => _seen.TryGetValue(fingerprint, out seen) && !seen.Again;

    public void Add(in PacketHeader packet, PacketIdentity identity)
    {
        ulong fingerprint = Fingerprint.Of(in packet, identity);
        if (fingerprint > Limit) return;
        if (_seen.TryGetValue(fingerprint, out Seen before)) _seen[fingerprint] = before with { Again = true };
        else _seen.Add(fingerprint, new Seen(packet.TimeNs, packet.Source, packet.Destination, Again: false));
        while (_seen.Count > Most) Halve();
    }

    private void Halve()
    {
        Limit /= 2;
        foreach (ulong fingerprint in _seen.Keys)
            if (fingerprint > Limit) _seen.Remove(fingerprint);
    }

    /// <param name="TimeNs">When it was first seen.</param>
    /// <param name="Source">Its source in the design's terms.</param>
    /// <param name="Destination">Its destination in the design's terms.</param>
    /// <param name="Again">Whether an equal packet was seen once more.</param>
    internal readonly record struct Seen(long TimeNs, WireAddress Source, WireAddress Destination, bool Again);
}
