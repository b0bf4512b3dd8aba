using System.Globalization;
using System.Text;
using VpcSim.Scenarios.Replay.Selection;

namespace VpcSim.Scenarios.Files;

/// <summary>Lengths of time as scenarios write them: <c>250ms</c>, <c>1h30m</c>, <c>0</c>.</summary>
public static class Durations
{
    private static readonly (string Unit, long Nanoseconds)[] _units =
        [("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1)];

    /// <param name="text">Numbers with their units, or 0.</param>
    /// <param name="nanoseconds">Not negative.</param>
    public static bool TryParse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text == "0") return true;
        if (text.StartsWith('+') || !CaptureMoment.TryParse(text, out CaptureMoment length, out _) || !length.IsOffset) return false;
        nanoseconds = length.Nanoseconds;
        return true;
    }

    /// <summary>A time of the calendar in nanoseconds since 1970.</summary>
    public static bool TryMoment(string text, out long nanoseconds)
    {
        bool parsed = CaptureMoment.TryParse(text, out CaptureMoment moment, out _) && !moment.IsOffset;
        nanoseconds = parsed ? moment.Nanoseconds : 0;
        return parsed;
    }

    /// <summary>The largest units first, such as <c>1m2.5s</c>; <c>0s</c> for nothing.</summary>
    public static string Text(long nanoseconds)
    {
        if (nanoseconds == 0) return "0s";
        var words = new StringBuilder();
        foreach ((string unit, long length) in _units)
        {
            if (nanoseconds < length) continue;
            // Below a minute one number with decimals reads better than several.
            bool last = unit is "s" or "ms" or "us";
            string number = last ? ((decimal)nanoseconds / length).ToString("0.#########", CultureInfo.InvariantCulture) : (nanoseconds / length).ToString(CultureInfo.InvariantCulture);
            words.Append(number).Append(unit);
            if (last) break;
            nanoseconds %= length;
        }
        return words.ToString();
    }
}
