using System.Globalization;
using System.Text;

namespace VpcSim.Scenarios.Services;

/// <summary>An HTTP request that has come whole. (RFC 9112)</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Path">As it was sent.</param>
/// <param name="Headers">Values by name, letter case aside; the first of several counts.</param>
internal sealed record HttpRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    private const int LongestHead = 16_384;

    /// <summary>A header's value, or null.</summary>
    public string? this[string name] => Headers.GetValueOrDefault(name);

    /// <summary>Reads a request.</summary>
    /// <param name="received">What has come.</param>
    /// <param name="request">Null while it is not whole, and where it is none.</param>
    /// <returns>False where it is none and never will be.</returns>
    public static bool TryRead(ReadOnlySpan<byte> received, out HttpRequest? request)
    {
        request = null;
        int end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0) return received.Length <= LongestHead;
        string[] lines = Encoding.ASCII.GetString(received[..end]).Split("\r\n");
        string[] words = lines[0].Split(' ');
        if (words.Length != 3 || !words[2].StartsWith("HTTP/1.", StringComparison.Ordinal)) return false;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.AsSpan(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) return false;
            headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
        long body = 0;
        if (headers.TryGetValue("Content-Length", out string? length) && !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out body)) return false;
        if (received.Length - end - 4 >= body) request = new HttpRequest(words[0], words[1], headers);
        return true;
    }
}
