using System.Buffers.Binary;
using VpcSim.Wire.Ethernet;

namespace VpcSim.Wire.Tunnels;

/// <summary>The header of a switch's mirror session behind GRE (draft-foschiano-erspan-03 section 4).</summary>
/// <remarks>Type I has none, which GRE shows by lacking a sequence number; type II has 8 bytes; type III has 12, and 8 more of the platform's own if it says so.</remarks>
internal static class ErspanHeader
{
    private const int LengthOfType2 = 8;
    private const int LengthOfType3 = 12;
    private const int PlatformLength = 8;
    private const int VersionOfType2 = 1;
    private const int VersionOfType3 = 2;
    private const int SessionAt = 2;
    private const ushort SessionMask = 0x03FF;
    private const int LastFieldAt = 10;
    private const int FrameTypeShift = 10;
    private const int FrameTypeMask = 0x1F;
    private const int EthernetFrame = 0;
    private const int IpPacket = 2;
    private const ushort HasPlatformHeader = 1;

    /// <param name="type">The protocol type of GRE.</param>
    /// <param name="isNumbered">Whether GRE has a sequence number.</param>
    /// <param name="bytes">The captured bytes behind GRE.</param>
    /// <param name="wireLength">How many there were on the wire.</param>
    /// <param name="greLength">Bytes of GRE.</param>
    /// <param name="header">What both say.</param>
    public static bool TryRead(EtherType type, bool isNumbered, ReadOnlySpan<byte> bytes, int wireLength, int greLength, out TunnelHeader header)
    {
        bool isType3 = type == EtherType.ErspanType3;
        if (!isType3 && !isNumbered)
        {
            header = new TunnelHeader(TunnelKind.Erspan, TunnelHeader.NoSession, LinkType.Ethernet, greLength);
            return true;
        }

        int length = isType3 ? LengthOfType3 : LengthOfType2;
        if (bytes.Length < length)
        {
            TryReadCut(out header);
            return wireLength >= length;
        }

        header = default;
        LinkType link = LinkType.Ethernet;
        if (bytes[0] >> 4 != (isType3 ? VersionOfType3 : VersionOfType2))
        {
            return false;
        }

        if (isType3)
        {
            ushort last = BinaryPrimitives.ReadUInt16BigEndian(bytes[LastFieldAt..]);
            length += (last & HasPlatformHeader) != 0 ? PlatformLength : 0;
            int frameType = (last >> FrameTypeShift) & FrameTypeMask;
            link = frameType == IpPacket ? LinkType.Raw : LinkType.Ethernet;
            if (frameType is not (EthernetFrame or IpPacket) || length > wireLength)
            {
                return false;
            }
        }

        int session = BinaryPrimitives.ReadUInt16BigEndian(bytes[SessionAt..]) & SessionMask;
        header = new TunnelHeader(TunnelKind.Erspan, session, link, greLength + length);
        return true;
    }

    /// <summary>A header within which the capture ends.</summary>
    public static bool TryReadCut(out TunnelHeader header)
    {
        header = TunnelHeader.Cut(TunnelKind.Erspan, LinkType.Ethernet);
        return true;
    }
}
