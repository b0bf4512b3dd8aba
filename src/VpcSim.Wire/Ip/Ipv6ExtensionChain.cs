using System.Buffers.Binary;

namespace VpcSim.Wire.Ip;

/// <summary>What the extension headers of an IPv6 packet lead to (RFC 8200 section 4).</summary>
internal ref struct Ipv6ExtensionChain
{
    /// <summary>More headers than this are refused (RFC 8200 section 4.1 foresees seven).</summary>
    public const int Longest = 16;

    private const int SmallestHeader = 8;
    private const int OffsetAndMoreAt = 2;
    private const int SegmentsLeftAt = 3;
    private const int IdentificationAt = 4;
    private const ushort OffsetMask = 0xFFF8;
    private const ushort MoreFragmentsBit = 1;

    /// <summary>The first header that is no extension header; of a later fragment, the header its fragment header names.</summary>
    public byte Protocol { get; private set; }

    /// <summary>Bytes of the IPv6 header and all extension headers.</summary>
    public int HeaderLength { get; private set; }

    /// <summary>Identification of the fragment header (RFC 8200 section 4.5); 0 where there is none.</summary>
    public uint FragmentId { get; private set; }

    /// <summary>Offset of the fragment header in bytes, with its flag "more fragments" in bit 0; 0 where there is none.</summary>
    public int FragmentOffset { get; private set; }

    /// <summary>More fragments follow and this is the one at offset zero.</summary>
    public bool IsFirstFragment { get; private set; }

    /// <summary>A fragment with an offset above zero.</summary>
    public bool IsLaterFragment { get; private set; }

    /// <summary>A routing header names further destinations, the last of which checksums cover instead of the IPv6 header's (RFC 8200 section 8.1).</summary>
    public bool HasSegmentsLeft { get; private set; }

    /// <summary>Walks the extension headers.</summary>
    /// <param name="packet">The packet's captured bytes, from the IPv6 header on, without what lies beyond its length.</param>
    /// <param name="length">The packet's length on the wire, not below the number of captured bytes.</param>
    /// <param name="nextHeader">Next header of the IPv6 header.</param>
    /// <returns><see cref="Undecodable.None"/>, or why the walk ended early; what was found so far stands in the fields.</returns>
    public Undecodable Walk(ReadOnlySpan<byte> packet, int length, byte nextHeader)
    {
        Protocol = nextHeader;
        HeaderLength = Ipv6View.HeaderLength;
        for (int count = 0; ; count++)
        {
            if (!IsExtension(Protocol) || IsLaterFragment)
            {
                return Undecodable.None;
            }

            if (count == Longest)
            {
                return Undecodable.IpHeaderInvalid;
            }

            Undecodable why = Step(packet, length);
            if (why != Undecodable.None)
            {
                return why;
            }
        }
    }

    private static bool IsExtension(byte header) => header
        is ProtocolNumber.HopByHop
        or ProtocolNumber.Ipv6Routing
        or ProtocolNumber.Ipv6Fragment
        or ProtocolNumber.AuthenticationHeader
        or ProtocolNumber.Ipv6DestinationOptions
        or ProtocolNumber.Mobility
        or ProtocolNumber.Hip
        or ProtocolNumber.Shim6;

    private Undecodable Step(ReadOnlySpan<byte> packet, int length)
    {
        ReadOnlySpan<byte> header = packet[HeaderLength..];
        if (header.Length < SmallestHeader)
        {
            return length - HeaderLength < SmallestHeader ? Undecodable.IpHeaderInvalid : Undecodable.IpHeaderCut;
        }

        int headerLength = Protocol switch
        {
            ProtocolNumber.Ipv6Fragment => SmallestHeader,
            ProtocolNumber.AuthenticationHeader => (header[1] + 2) * 4, // RFC 4302 section 2.2
            _ => (header[1] + 1) * 8,
        };
        if (header.Length < headerLength)
        {
            return length - HeaderLength < headerLength ? Undecodable.IpHeaderInvalid : Undecodable.IpHeaderCut;
        }

        if (Protocol == ProtocolNumber.Ipv6Fragment)
        {
            ushort field = BinaryPrimitives.ReadUInt16BigEndian(header[OffsetAndMoreAt..]);
            FragmentId = BinaryPrimitives.ReadUInt32BigEndian(header[IdentificationAt..]);
            FragmentOffset = field & (OffsetMask | MoreFragmentsBit);
            IsLaterFragment = (field & OffsetMask) != 0;
            IsFirstFragment = !IsLaterFragment && (field & MoreFragmentsBit) != 0;
        }

        HasSegmentsLeft |= Protocol == ProtocolNumber.Ipv6Routing && header[SegmentsLeftAt] != 0;

        Protocol = header[0];
        HeaderLength += headerLength;
        return Undecodable.None;
    }
}
