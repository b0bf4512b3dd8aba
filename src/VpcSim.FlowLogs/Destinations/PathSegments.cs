using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>Paths made from names of the design, which cannot leave the folder that they are put under.</summary>
public static class PathSegments
{
    /// <summary>Longer segments, in bytes, are cut and end in a hash: file systems take 255.</summary>
    public const int MaxLength = 200;

    private const int HashDigits = 16;
    private const string EmptySegment = "%2F";

    /// <summary>A name with <c>/</c> in it as a relative path: one folder for each segment, a leading slash aside.</summary>
    /// <remarks>Only letters, digits, <c>.</c> <c>-</c> <c>_</c> <c>#</c> stand as they are (the characters of log-group names in the
    /// CloudWatch Logs API, CreateLogGroup); every other byte is percent-encoded, and so are <c>.</c>, <c>..</c> and empty segments.</remarks>
    public static string Encode(string name)
    {
        string inner = name.StartsWith('/') ? name[1..] : name;
        return string.Join('/', inner.Split('/').Select(EncodeSegment));
    }

    /// <summary>A name as one file name; a <c>/</c> in it is encoded too.</summary>
    public static string EncodeSegment(string segment)
    {
        if (segment.Length == 0) return EmptySegment;
        var text = new StringBuilder(segment.Length);
        bool dotsOnly = segment is "." or "..";
        foreach (byte octet in Encoding.UTF8.GetBytes(segment))
        {
            if (IsPlain(octet) && !dotsOnly) text.Append((char)octet);
            else text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }
        return text.Length <= MaxLength ? text.ToString() : $"{text.ToString(0, MaxLength - HashDigits - 1)}~{HashOf(segment)}";
    }

    /// <summary>16 hex digits of SHA-256.</summary>
    internal static string HashOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashDigits];

    private static bool IsPlain(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'.' or (byte)'-' or (byte)'_' or (byte)'#';
}
