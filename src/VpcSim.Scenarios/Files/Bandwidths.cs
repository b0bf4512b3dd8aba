using System.Globalization;

namespace VpcSim.Scenarios.Files;

/// <summary>Bandwidths as tc(8) writes them: <c>100Mbit</c> is 100,000,000 bits a second.</summary>
internal static class Bandwidths
{
    private static readonly (string Unit, decimal Bits)[] _units = [("kbit", 1e3m), ("Mbit", 1e6m), ("Gbit", 1e9m), ("Tbit", 1e12m), ("bit", 1)];

    /// <param name="text">A number with its unit.</param>
    /// <param name="bitsPerSecond">At least 1.</param>
    public static bool TryParse(string text, out long bitsPerSecond)
    {
        bitsPerSecond = 0;
        foreach ((string unit, decimal bits) in _units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!decimal.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) || number > 1_000_000) return false;
            bitsPerSecond = (long)(number * bits);
            return bitsPerSecond >= 1;
        }
        return false;
    }
}
