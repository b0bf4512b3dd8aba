using System.Runtime.InteropServices;
using System.Text;

namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>Strings of a column, the latest ones remembered: most values of a flow log come again.</summary>
internal sealed class KnownTexts
{
    private const int Remembered = 2048;

    private readonly string?[] _texts = new string?[Remembered];

    /// <param name="text">UTF-8.</param>
    public string Of(ReadOnlySpan<byte> text)
    {
        ref string? known = ref _texts[PlaceOf(text)];
        if (known is not null && Ascii.Equals(text, known)) return known;
        return known = Encoding.UTF8.GetString(text);
    }

    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        for (; text.Length >= 8; text = text[8..]) hash = (hash ^ MemoryMarshal.Read<ulong>(text)) * 0x9E37_79B9_7F4A_7C15;
        foreach (byte octet in text) hash = (hash ^ octet) * 0x9E37_79B9_7F4A_7C15;
        return (int)(hash >> 53);
    }
}
