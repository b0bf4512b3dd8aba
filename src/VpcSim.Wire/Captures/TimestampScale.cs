namespace VpcSim.Wire.Captures;

/// <summary>How a pcapng interface counts time: the options if_tsresol and if_tsoffset (draft-ietf-opsawg-pcapng section 4.2).</summary>
internal readonly struct TimestampScale
{
    private const byte PowerOfTwoBit = 0x80;
    private const byte Microseconds = 6;
    private const byte Nanoseconds = 9;
    private const int LargestPowerOfTen = 38; // of those that a UInt128 holds
    private const long NsPerSecond = 1_000_000_000;

    private readonly byte _resolution;
    private readonly long _offsetSeconds;
    private readonly uint _nsPerTick; // 0 where the general way must be taken
    private readonly ulong _largestTicks;

    /// <param name="resolution">10 to the minus this many seconds, or with the top bit set 2 to the minus the rest.</param>
    /// <param name="offsetSeconds">Seconds to be added.</param>
    public TimestampScale(byte resolution, long offsetSeconds)
    {
        _resolution = resolution;
        _offsetSeconds = offsetSeconds;
        if (resolution <= Nanoseconds && offsetSeconds == 0)
        {
            _nsPerTick = (uint)PowerOfTen(Nanoseconds - resolution);
            _largestTicks = (ulong)CapturedFrame.LatestTimeNs / _nsPerTick;
        }
    }

    /// <summary>What holds where an interface says nothing: microseconds since 1970.</summary>
    public static TimestampScale Default => new(Microseconds, 0);

    /// <summary>Nanoseconds since 1970, between 0 and <see cref="CapturedFrame.LatestTimeNs"/>.</summary>
    public long ToNs(ulong ticks) => ticks - 1 < _largestTicks ? (long)(ticks * _nsPerTick) : ToNsInGeneral(ticks); // no ticks at all are as good as an offset

    private long ToNsInGeneral(ulong ticks)
    {
        Int128 ns = (Int128)Scaled(ticks) + ((Int128)_offsetSeconds * NsPerSecond);
        return (long)Int128.Clamp(ns, 0, CapturedFrame.LatestTimeNs);
    }

    private UInt128 Scaled(ulong ticks)
    {
        int power = _resolution & ~PowerOfTwoBit;
        if ((_resolution & PowerOfTwoBit) != 0)
        {
            return (UInt128)ticks * NsPerSecond >> power;
        }

        if (power <= Nanoseconds)
        {
            return ticks * PowerOfTen(Nanoseconds - power);
        }

        return power - Nanoseconds > LargestPowerOfTen ? 0 : ticks / PowerOfTen(power - Nanoseconds);
    }

    private static UInt128 PowerOfTen(int power)
    {
        UInt128 value = 1;
        for (int i = 0; i < power; i++)
        {
            value *= 10;
        }

        return value;
    }
}
