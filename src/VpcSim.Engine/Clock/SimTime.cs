using System.Globalization;

namespace VpcSim.Engine.Clock;

/// <summary>
/// A moment of simulated time: nanoseconds since 1970-01-01T00:00:00Z without leap seconds. The default value is that very moment.
/// Ordered by time; from 1677-09-21 to 2262-04-11, which is what a <see cref="long"/> of nanoseconds holds.
/// </summary>
/// <param name="Nanoseconds">Nanoseconds since 1970-01-01T00:00:00Z; negative before it.</param>
public readonly record struct SimTime(long Nanoseconds) : IComparable<SimTime>, ISpanFormattable, IUtf8SpanFormattable
{
    public const long NanosecondsPerMicrosecond = 1_000;
    public const long NanosecondsPerMillisecond = 1_000_000;
    public const long NanosecondsPerSecond = 1_000_000_000;

    private const int NanosecondsAt = 20;
    private const int TextLength = 30;
    private const long NanosecondsPerTick = 100;
    private const long TicksPerSecond = NanosecondsPerSecond / NanosecondsPerTick;

    /// <summary>Whole seconds since 1970, rounded down, as flow logs write them.</summary>
    public long UnixSeconds => FloorDivide(Nanoseconds, NanosecondsPerSecond);

    /// <summary>Nanoseconds after <see cref="UnixSeconds"/>: 0 to 999,999,999.</summary>
    public int NanosecondOfSecond => (int)(Nanoseconds - (UnixSeconds * NanosecondsPerSecond));

    /// <exception cref="OverflowException">The moment is outside the range of <see cref="SimTime"/>.</exception>
    public static SimTime FromUnixSeconds(long seconds) => new(checked(seconds * NanosecondsPerSecond));

    /// <exception cref="OverflowException">The moment is outside the range of <see cref="SimTime"/>.</exception>
    public static SimTime FromUnixMilliseconds(long milliseconds) => new(checked(milliseconds * NanosecondsPerMillisecond));

    /// <exception cref="OverflowException">The moment is outside the range of <see cref="SimTime"/>.</exception>
    public static SimTime FromUnixMicroseconds(long microseconds) => new(checked(microseconds * NanosecondsPerMicrosecond));

    /// <exception cref="OverflowException">The moment is outside the range of <see cref="SimTime"/>.</exception>
    public static SimTime operator +(SimTime time, long nanoseconds) => new(checked(time.Nanoseconds + nanoseconds));

    /// <exception cref="OverflowException">The moment is outside the range of <see cref="SimTime"/>.</exception>
    public static SimTime operator -(SimTime time, long nanoseconds) => new(checked(time.Nanoseconds - nanoseconds));

    /// <summary>The nanoseconds from the right moment to the left one.</summary>
    /// <exception cref="OverflowException">The two are more than 292 years apart.</exception>
    public static long operator -(SimTime later, SimTime earlier) => checked(later.Nanoseconds - earlier.Nanoseconds);

    public static bool operator <(SimTime left, SimTime right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(SimTime left, SimTime right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(SimTime left, SimTime right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(SimTime left, SimTime right) => left.Nanoseconds >= right.Nanoseconds;

    public int CompareTo(SimTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>ISO 8601 in UTC with nine decimals: <c>2026-01-01T00:00:00.000000001Z</c>, always 30 characters.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{this}");

    /// <inheritdoc cref="ToString()"/>
    /// <remarks>Format and culture are ignored: there is one text form.</remarks>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        if (destination.Length < TextLength)
            return false;

        WholeSecond.TryFormat(destination, out _, "yyyy-MM-ddTHH:mm:ss.", CultureInfo.InvariantCulture);
        NanosecondOfSecond.TryFormat(destination[NanosecondsAt..], out _, "D9", CultureInfo.InvariantCulture);
        destination[TextLength - 1] = 'Z';
        charsWritten = TextLength;
        return true;
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        bytesWritten = 0;
        if (utf8Destination.Length < TextLength)
            return false;

        WholeSecond.TryFormat(utf8Destination, out _, "yyyy-MM-ddTHH:mm:ss.", CultureInfo.InvariantCulture);
        NanosecondOfSecond.TryFormat(utf8Destination[NanosecondsAt..], out _, "D9", CultureInfo.InvariantCulture);
        utf8Destination[TextLength - 1] = (byte)'Z';
        bytesWritten = TextLength;
        return true;
    }

    private DateTime WholeSecond => new(DateTime.UnixEpoch.Ticks + (UnixSeconds * TicksPerSecond), DateTimeKind.Utc);

    private static long FloorDivide(long value, long divisor)
    {
        (long quotient, long remainder) = Math.DivRem(value, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
