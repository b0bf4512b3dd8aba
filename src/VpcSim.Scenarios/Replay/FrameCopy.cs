using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay;

/// <summary>The bytes of a captured packet, kept until it has been replayed. Used again and again.</summary>
internal sealed class FrameCopy
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>The captured bytes, from the link header on.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public LinkType Link { get; private set; }

    /// <summary>Length on the wire in bytes.</summary>
    public int OriginalLength { get; private set; }

    /// <summary>The interface of the capture that it was captured on, from 0.</summary>
    public int InterfaceIndex { get; private set; }

    public void Take(in CapturedFrame frame)
    {
        if (_bytes.Length < frame.Bytes.Length) _bytes = new byte[Math.Max(frame.Bytes.Length, 2048)];
        frame.Bytes.CopyTo(_bytes);
        _length = frame.Bytes.Length;
        Link = frame.Link;
        OriginalLength = frame.OriginalLength;
        InterfaceIndex = frame.InterfaceIndex;
    }
}
