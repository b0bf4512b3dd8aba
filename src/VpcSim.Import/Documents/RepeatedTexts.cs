using System.Text;

namespace VpcSim.Import.Documents;

/// <summary>Texts that a document repeats, such as keys and names of resources, each made once: a place for each of 4,096 hashes, the last one stays.</summary>
internal sealed class RepeatedTexts
{
    private const int Places = 4096;
    private const int LongestKept = 64;
    private readonly string?[] _kept = new string?[Places];

    /// <summary>The text if it was kept, else null and where to keep it; only texts of ASCII are found again.</summary>
    /// <param name="utf8">Without escapes.</param>
    /// <param name="place">For <see cref="Keep"/>; -1 where the text is too long to come again.</param>
    public string? Find(ReadOnlySpan<byte> utf8, out int place)
    {
        place = utf8.Length <= LongestKept ? PlaceOf(utf8) : -1;
        return place >= 0 && _kept[place] is { } kept && Ascii.Equals(utf8, kept) ? kept : null;
    }

    public string Keep(string text, int place)
    {
        if (place >= 0) _kept[place] = text;
        return text;
    }

    /// <summary>FNV-1a.</summary>
    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        uint hash = 2166136261;
        foreach (byte b in utf8) hash = (hash ^ b) * 16777619;
        return (int)((hash ^ hash >> 16) % Places);
    }
}
