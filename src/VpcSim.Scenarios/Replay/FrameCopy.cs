using VpcSim.Wire;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Selecting;

namespace VpcSim.Scenarios.Replay;

/// <summary>The bytes of a captured packet, with those of a tunnel around it, kept until it has been replayed. Used again and again.</summary>
internal sealed class FrameCopy
{
    private const int Ordinary = 2048;

    private byte[] _bytes = [];
    private int _wholeLength;
    private int _length;

    /// <summary>The captured bytes of the packet that is replayed, from the link header on.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(At, _length);

    /// <summary>What <see cref="Bytes"/> begin with.</summary>
    public LinkType Link { get; private set; }

    /// <summary>Its length on the wire in bytes.</summary>
    public int OriginalLength { get; private set; }

    /// <summary>The whole frame as captured, the tunnel's headers in front; the same as <see cref="Bytes"/> where there is no tunnel.</summary>
    public ReadOnlySpan<byte> Whole => _bytes.AsSpan(0, _wholeLength);

    /// <summary>What <see cref="Whole"/> begins with.</summary>
    public LinkType WholeLink { get; private set; }

    /// <summary>Its length on the wire in bytes.</summary>
    public int WholeOriginalLength { get; private set; }

    /// <summary>Where <see cref="Bytes"/> begin in <see cref="Whole"/>.</summary>
    public int At { get; private set; }

    /// <summary>The interface of the capture that it was captured on, from 0.</summary>
    public int InterfaceIndex { get; private set; }

    /// <param name="frame">The packet.</param>
    /// <param name="outer">The frame that it came in, where that was a tunnel's; else null.</param>
    public void Take(in CapturedFrame frame, OuterFrame? outer)
    {
        ReadOnlySpan<byte> whole = outer is null ? frame.Bytes : outer.Bytes;
        if (_bytes.Length < whole.Length) _bytes = new byte[Math.Max(whole.Length, Ordinary)];
        whole.CopyTo(_bytes);
        (At, _length, _wholeLength) = (outer?.InnerAt ?? 0, frame.Bytes.Length, whole.Length);
        (Link, OriginalLength) = (frame.Link, frame.OriginalLength);
        (WholeLink, WholeOriginalLength) = outer is null ? (Link, OriginalLength) : (outer.Link, outer.OriginalLength);
        InterfaceIndex = frame.InterfaceIndex;
    }

    /// <param name="packet">A packet from its IP header on, in no capture.</param>
    public void Take(ReadOnlySpan<byte> packet)
    {
        if (_bytes.Length < packet.Length) _bytes = new byte[Math.Max(packet.Length, Ordinary)];
        packet.CopyTo(_bytes);
        (At, InterfaceIndex) = (0, 0);
        _length = _wholeLength = OriginalLength = WholeOriginalLength = packet.Length;
        Link = WholeLink = LinkType.Raw;
    }
}
