namespace VpcSim.Wire.Captures;

/// <summary>A file of a <see cref="CaptureSet"/>, and while it overlaps with others a copy of its next packet.</summary>
internal sealed class CaptureSetPart
{
    private CaptureReader? _reader;
    private byte[] _bytes = [];
    private int _length;
    private LinkType _link;
    private int _interface;
    private int _original;

    private CaptureSetPart(string path, long firstNs, long? bytes)
    {
        Path = path;
        FirstNs = firstNs;
        Bytes = bytes;
    }

    public string Path { get; }

    /// <summary>When its first packet was; the end of time where it has none.</summary>
    public long FirstNs { get; }

    /// <summary>Its length in bytes; null where that is not known.</summary>
    public long? Bytes { get; }

    public CaptureReader Reader => _reader ?? throw new InvalidOperationException("a part is opened before it is read");

    public bool HasHead { get; private set; }

    /// <summary>When the packet that is kept was.</summary>
    public long HeadNs { get; private set; }

    /// <summary>Looks into a file and closes it again.</summary>
    /// <exception cref="CaptureFormatException">It is no capture.</exception>
    public static CaptureSetPart Look(string path)
    {
        using CaptureReader reader = CaptureReader.Open(path);
        return new CaptureSetPart(path, reader.TryRead(out CapturedFrame first) ? first.TimeNs : long.MaxValue, reader.TotalBytes);
    }

    /// <exception cref="CaptureFormatException">It is no capture any more.</exception>
    public void Open() => _reader = CaptureReader.Open(Path);

    /// <summary>Has its next packet kept.</summary>
    /// <returns>False at its end.</returns>
    public bool FillHead()
    {
        if (HasHead) return true;
        if (!Reader.TryRead(out CapturedFrame frame)) return false;
        Keep(in frame);
        return true;
    }

    public void Keep(in CapturedFrame frame)
    {
        if (_bytes.Length < frame.Bytes.Length) _bytes = new byte[Math.Max(2048, frame.Bytes.Length)];
        frame.Bytes.CopyTo(_bytes);
        _length = frame.Bytes.Length;
        (HeadNs, _link, _interface, _original) = (frame.TimeNs, frame.Link, frame.InterfaceIndex, frame.OriginalLength);
        HasHead = true;
    }

    /// <summary>The packet that is kept; its bytes hold until the next is.</summary>
    public CapturedFrame TakeHead()
    {
        HasHead = false;
        return new CapturedFrame
        {
            TimeNs = HeadNs,
            Link = _link,
            InterfaceIndex = _interface,
            OriginalLength = _original,
            Bytes = _bytes.AsSpan(0, _length),
        };
    }
}
