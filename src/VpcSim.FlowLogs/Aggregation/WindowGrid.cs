namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Where windows begin and how long they are. AWS documents a maximum length and no phase. (VPC guide, "Flow log records", Aggregation interval)</summary>
/// <remarks>A grid counts its own seconds, from <see cref="PhaseNs"/> on, so that windows begin at multiples of their length; <see cref="Real"/> turns
/// them into seconds since 1970.</remarks>
public readonly record struct WindowGrid
{
    /// <summary>Long windows are so many short ones.</summary>
    public const int ShortInLong = 10;

    private const long SecondNs = 1_000_000_000;
    private const long TickNs = 16; // the counters' own resolution

    /// <param name="shortSeconds">Length of the windows of an interval of 60 s, 1 to 60.</param>
    /// <param name="phaseNs">When windows begin after the multiples of their length, in ns, from 0; counted in steps of 16 ns.</param>
    public WindowGrid(int shortSeconds, long phaseNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shortSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shortSeconds, WindowMeter.ShortSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(phaseNs);
        ShortSeconds = shortSeconds;
        PhaseNs = phaseNs - (phaseNs % TickNs);
    }

    /// <summary>Windows of 60 and 600 s that begin at multiples of their length since 1970.</summary>
    public static WindowGrid Aligned { get; } = new(WindowMeter.ShortSeconds, 0);

    public int ShortSeconds { get; }

    public int LongSeconds => ShortSeconds * ShortInLong;

    public long PhaseNs { get; }

    internal long ShortNs => ShortSeconds * SecondNs;

    /// <summary>What of <see cref="PhaseNs"/> is no whole second, in ns.</summary>
    internal ulong PhaseInSecondNs => (ulong)(PhaseNs % SecondNs);

    /// <summary>The actual length of a window of an interval of 60 or 600 s.</summary>
    public int LengthOf(int intervalSeconds) => intervalSeconds == WindowMeter.ShortSeconds ? ShortSeconds : LongSeconds;

    /// <summary>The floor second since 1970 of a bound in the grid's own seconds.</summary>
    public long Real(long gridSeconds) => gridSeconds + (PhaseNs / SecondNs);

    /// <summary>The first second of the grid that is not before a time in ns since 1970.</summary>
    internal long SecondsFrom(long timeNs)
    {
        long offset = timeNs - PhaseNs;
        return (offset / SecondNs) + (offset % SecondNs > 0 ? 1 : 0);
    }

    /// <summary>The end of the window of a length that holds a time, in the grid's seconds.</summary>
    internal long EndOf(long timeNs, int lengthSeconds)
    {
        long offset = StartOf(timeNs) - PhaseNs, seconds = offset / SecondNs, rest = seconds % lengthSeconds;
        return seconds - (rest < 0 ? rest + lengthSeconds : rest) + lengthSeconds;
    }

    /// <summary>The start of the short window that holds a time, in ns since 1970.</summary>
    internal long StartOf(long timeNs)
    {
        long rest = (timeNs - PhaseNs) % ShortNs;
        return timeNs - (rest < 0 ? rest + ShortNs : rest);
    }
}
