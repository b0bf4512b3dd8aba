using VpcSim.Engine.Chance;

namespace VpcSim.Scenarios.Simulations;

/// <summary>One way of a host's link that is not ideal.</summary>
internal sealed class Link(LinkOptions options, SeededChance chance)
{
    private const double NanosecondsPerSecond = 1e9;
    private long _freeNs = long.MinValue; // when the last packet has been put on the line
    private long _latestNs = long.MinValue; // when the last packet comes out

    /// <summary>When a packet comes out at the other end; −1 where it is lost.</summary>
    /// <param name="nowNs">When it is sent.</param>
    /// <param name="bytes">Its IP total length.</param>
    public long Carry(long nowNs, int bytes)
    {
        if (options.Loss > 0 && chance.Unit() < options.Loss) return -1;
        long sentNs = nowNs;
        if (options.BitsPerSecond > 0)
        {
            long startNs = Math.Max(nowNs, _freeNs);
            double waiting = (startNs - nowNs) / NanosecondsPerSecond * options.BitsPerSecond / 8;
            if (waiting > options.QueueBytes) return -1;
            _freeNs = sentNs = startNs + (long)(bytes * 8 * NanosecondsPerSecond / options.BitsPerSecond);
        }
        long outNs = sentNs + options.LatencyNs + (options.JitterNs > 0 ? (long)chance.Below((ulong)options.JitterNs + 1) : 0);
        return _latestNs = Math.Max(outNs, _latestNs);
    }
}
