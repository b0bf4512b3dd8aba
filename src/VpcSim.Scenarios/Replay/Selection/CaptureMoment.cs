using System.Globalization;
using System.Text.RegularExpressions;
using VpcSim.Engine.Clock;

namespace VpcSim.Scenarios.Replay.Selection;

/// <summary>A moment as users name it: a time, or so long after the first packet.</summary>
/// <param name="Nanoseconds">Since 1970, or since the first packet.</param>
/// <param name="IsOffset">Whether it counts from the first packet.</param>
public readonly partial record struct CaptureMoment(long Nanoseconds, bool IsOffset)
{
    private const int Decimals = 9;
    private const long LatestSecond = 9_000_000_000; // in the year 2255, as captures have it

    private static readonly (string Unit, decimal Nanoseconds)[] _units =
        [("ms", 1e6m), ("us", 1e3m), ("ns", 1), ("s", 1e9m), ("m", 60e9m), ("h", 3600e9m), ("d", 86400e9m)];

    /// <summary>Reads a moment.</summary>
    /// <param name="text">
    /// ISO 8601: <c>2026-11-23T23:29:30.5Z</c>, with another offset than Z, or with none for UTC; up to nine decimals, a date alone. Or a length of time:
    /// <c>+30s</c>, <c>5m</c>, <c>1h30m</c>, with the units d, h, m, s, ms, us, ns.
    /// </param>
    /// <param name="moment">The moment.</param>
    /// <param name="problem">What is wrong with the text, and what to write; null where nothing is.</param>
    public static bool TryParse(string text, out CaptureMoment moment, out string? problem)
    {
        moment = default;
        problem = null;
        if (Time().Match(text) is { Success: true } time)
        {
            if (SecondsOf(time) is not { } seconds) problem = $"'{text}' is no time of the calendar";
            else if (seconds is < 0 or > LatestSecond) problem = $"'{text}' is outside the years that captures tell, 1970 to 2255";
            else moment = new CaptureMoment((seconds * SimTime.NanosecondsPerSecond) + DecimalsOf(time), IsOffset: false);
        }
        else if (Length().Match(text) is { Success: true } length)
        {
            if (NanosecondsOf(length) is { } nanoseconds) moment = new CaptureMoment(nanoseconds, IsOffset: true);
            else problem = $"'{text}' is longer than captures are";
        }
        else
        {
            problem = text.StartsWith('-')
                ? $"'{text}' counts back, and there is nothing before the first packet; write a time, or so long after the first packet: +30s"
                : $"'{text}' is neither a time such as 2026-11-23T23:29:30Z nor so long after the first packet, such as +30s, 5m or 1h30m";
        }
        return problem is null;
    }

    /// <summary>The moment in nanoseconds since 1970.</summary>
    /// <param name="firstNs">Time of the first packet.</param>
    public long At(long firstNs) => IsOffset ? (long)Int128.Min((Int128)firstNs + Nanoseconds, long.MaxValue) : Nanoseconds;

    private static long? SecondsOf(Match time)
    {
        string text = $"{time.Groups["date"].Value}T{(time.Groups["clock"].Success ? time.Groups["clock"].Value : "00:00")}";
        if (time.Groups["second"].Length == 0) text += ":00";
        string zone = time.Groups["zone"].Value;
        text += zone switch { "" or "Z" or "z" => "+00:00", { Length: 5 } => zone.Insert(3, ":"), _ => zone };
        return DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment)
            ? moment.ToUnixTimeSeconds()
            : null;
    }

    private static long DecimalsOf(Match time) =>
        time.Groups["decimals"] is { Success: true } decimals ? long.Parse(decimals.Value.PadRight(Decimals, '0'), CultureInfo.InvariantCulture) : 0;

    private static long? NanosecondsOf(Match length)
    {
        decimal sum = 0;
        for (int i = 0; i < length.Groups["number"].Captures.Count; i++)
        {
            string unit = length.Groups["unit"].Captures[i].Value;
            if (!decimal.TryParse(length.Groups["number"].Captures[i].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)) return null;
            decimal each = _units.First(known => known.Unit == unit).Nanoseconds;
            if (number > LatestSecond * (decimal)SimTime.NanosecondsPerSecond / each) return null;
            sum += number * each;
        }
        return sum <= LatestSecond * (decimal)SimTime.NanosecondsPerSecond ? (long)sum : null;
    }

    [GeneratedRegex(@"^(?<date>\d{4}-\d\d-\d\d)([Tt ](?<clock>\d\d:\d\d(?<second>:\d\d)?)(\.(?<decimals>\d{1,9}))?(?<zone>[Zz]|[+-]\d\d:?\d\d)?)?$", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Time();

    [GeneratedRegex(@"^\+?((?<number>\d+(\.\d+)?)(?<unit>ms|us|ns|s|m|h|d))+$", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Length();
}
