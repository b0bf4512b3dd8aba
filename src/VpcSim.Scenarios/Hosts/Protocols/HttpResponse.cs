using System.Globalization;
using System.Text;

namespace VpcSim.Scenarios.Hosts.Protocols;

/// <summary>An HTTP response as far as it has come. (RFC 9112)</summary>
internal sealed class HttpResponse
{
    private const int MostKept = 1 << 16;
    private readonly List<byte> _bytes = [];
    private int _bodyAt = -1;
    private long _received;

    /// <summary>0 before the status line has come.</summary>
    public int Status { get; private set; }

    /// <summary>Bytes of the body; −1 where it ends with the connection.</summary>
    public long Length { get; private set; } = -1;

    public bool HasHead => _bodyAt >= 0;

    public bool IsWhole => HasHead && Length >= 0 && _received - _bodyAt >= Length;

    /// <summary>The body's first 64 KiB.</summary>
    public string Body => HasHead ? Encoding.UTF8.GetString([.. _bytes.Skip(_bodyAt)]) : "";

    public long BodyBytes => HasHead ? _received - _bodyAt : 0;

    /// <summary>How many more bytes are wanted to be looked at.</summary>
    public int Room => MostKept - _bytes.Count;

    public void Take(ReadOnlySpan<byte> bytes, long length)
    {
        _bytes.AddRange(bytes);
        _received += length;
        if (!HasHead) ReadHead();
    }

    private void ReadHead()
    {
        string text = Encoding.ASCII.GetString([.. _bytes]);
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return;
        _bodyAt = end + 4;
        string[] lines = text[..end].Split("\r\n");
        string[] first = lines[0].Split(' ', 3);
        if (first.Length > 1 && first[0].StartsWith("HTTP/", StringComparison.Ordinal) && int.TryParse(first[1], NumberStyles.None, CultureInfo.InvariantCulture, out int status)) Status = status;
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[..colon].Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(line[(colon + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long length)) Length = length;
        }
        if (Status is 204 or 304) Length = 0;
    }
}
