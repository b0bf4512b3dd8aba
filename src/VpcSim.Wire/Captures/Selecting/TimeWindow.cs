namespace VpcSim.Wire.Captures.Selecting;

/// <summary>From when until when packets are taken, in nanoseconds since 1970. Captures that are read together share one.</summary>
/// <remarks>Open to both sides until <see cref="Set"/>, since bounds may count from the first packet, which is known only when captures are open.</remarks>
public sealed class TimeWindow
{
    /// <summary>The first moment that is taken.</summary>
    public long FromNs { get; private set; } = long.MinValue;

    /// <summary>The first moment that is no longer taken.</summary>
    public long UntilNs { get; private set; } = long.MaxValue;

    public void Set(long fromNs, long untilNs)
    {
        FromNs = fromNs;
        UntilNs = untilNs;
    }
}
