namespace VpcSim.Wire.Captures.Selecting;

/// <summary>The frame around a packet that came in a tunnel, copied as it was captured. Used again and again.</summary>
public sealed class OuterFrame
{
    private byte[] _bytes = new byte[2048];
    private int _length;

    /// <summary>The captured bytes, those inside the tunnel among them.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>What <see cref="Bytes"/> begin with.</summary>
    public LinkType Link { get; private set; }

    /// <summary>Length on the wire in bytes.</summary>
    public int OriginalLength { get; private set; }

    /// <summary>Where the frame inside begins.</summary>
    public int InnerAt { get; private set; }

    internal void Take(in CapturedFrame frame, int innerAt)
    {
        if (_bytes.Length < frame.Bytes.Length)
        {
            _bytes = new byte[frame.Bytes.Length];
        }

        frame.Bytes.CopyTo(_bytes);
        _length = frame.Bytes.Length;
        (Link, OriginalLength, InnerAt) = (frame.Link, frame.OriginalLength, innerAt);
    }
}
