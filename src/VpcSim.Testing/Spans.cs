namespace VpcSim.Testing;

/// <summary>Lengths of time in the simulator's nanoseconds.</summary>
internal static class Spans
{
    private const int NanosecondsPerTick = 100;

    public static long Nanoseconds(TimeSpan span) => checked(span.Ticks * NanosecondsPerTick);

    public static TimeSpan Of(long nanoseconds) => new(nanoseconds / NanosecondsPerTick);
}
