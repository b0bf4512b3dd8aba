using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VpcSim.Model.Timing;

/// <summary>A moment of a run: absolute, or counted from the run's first packet.</summary>
/// <param name="Nanoseconds">Since 1970 UTC, or since the first packet; not negative.</param>
/// <param name="IsRelative">Whether it is counted from the run's first packet.</param>
public readonly record struct Moment(long Nanoseconds, bool IsRelative)
{
    private const long Second = 1_000_000_000;
    private const double LongestSeconds = 4_000_000_000;

    /// <param name="seconds">Seconds after the run's first packet.</param>
    public static Moment FromStart(double seconds) => new((long)(seconds * Second), IsRelative: true);

    /// <summary>Nanoseconds since 1970 in a run whose first packet is at <paramref name="startNs"/>.</summary>
    public long At(long startNs) => IsRelative ? startNs + Nanoseconds : Nanoseconds;

    /// <summary>Reads <c>90</c>, <c>90s</c>, <c>250ms</c>, <c>5m</c> or <c>2h</c> after the run's first packet, or a time such as
    /// <c>2026-01-01T12:00:00Z</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Moment moment)
    {
        moment = default;
        if (string.IsNullOrEmpty(text)) return false;
        int unitAt = 0;
        while (unitAt < text.Length && (char.IsAsciiDigit(text[unitAt]) || text[unitAt] == '.')) unitAt++;
        double? seconds = text[unitAt..] switch
        {
            "" => 1,
            "ms" => 0.001,
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            _ => null,
        };
        if (seconds is not { } unit) return TryParseAbsolute(text, out moment);
        if (!double.TryParse(text.AsSpan(0, unitAt), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) || count * unit > LongestSeconds) return false;
        moment = FromStart(count * unit);
        return true;
    }

    public override string ToString() => IsRelative
        ? $"+{((decimal)Nanoseconds / Second).ToString("0.###", CultureInfo.InvariantCulture)}s"
        : DateTimeOffset.UnixEpoch.AddTicks(Nanoseconds / 100).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    private static bool TryParseAbsolute(string text, out Moment moment)
    {
        moment = default;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!text.Contains('T', StringComparison.Ordinal) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out DateTimeOffset time)) return false;
        if (time < DateTimeOffset.UnixEpoch || time.Year > 2200) return false;
        moment = new Moment((time - DateTimeOffset.UnixEpoch).Ticks * 100, IsRelative: false);
        return true;
    }
}
