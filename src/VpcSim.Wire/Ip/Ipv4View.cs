using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace VpcSim.Wire.Ip;

/// <summary>An IPv4 header laid over borrowed bytes (RFC 791 section 3.1). Lengths are in bytes.</summary>
public readonly ref struct Ipv4View
{
    /// <summary>The header without options.</summary>
    public const int SmallestHeader = 20;

    private const int VersionAt = 0;
    private const int TotalLengthAt = 2;
    private const int IdentificationAt = 4;
    private const int FragmentAt = 6;
    private const int TimeToLiveAt = 8;
    private const int ProtocolAt = 9;
    private const int SourceAt = 12;
    private const int DestinationAt = 16;

    private const ushort DontFragmentBit = 0x4000;
    private const ushort MoreFragmentsBit = 0x2000;
    private const ushort OffsetMask = 0x1FFF;

    private readonly ReadOnlySpan<byte> _header;

    private Ipv4View(ReadOnlySpan<byte> header) => _header = header;

    /// <summary>Internet header length with options, 20 to 60.</summary>
    public int HeaderLength => (_header[VersionAt] & 0x0F) * 4;

    /// <summary>Header and payload; 0 where the sender left it to the network card.</summary>
    public int TotalLength => BinaryPrimitives.ReadUInt16BigEndian(_header[TotalLengthAt..]);

    public ushort Identification => BinaryPrimitives.ReadUInt16BigEndian(_header[IdentificationAt..]);

    public bool DontFragment => (FragmentField & DontFragmentBit) != 0;

    public bool MoreFragments => (FragmentField & MoreFragmentsBit) != 0;

    /// <summary>Where the payload belongs in the whole datagram, in units of 8 bytes.</summary>
    public int FragmentOffset => FragmentField & OffsetMask;

    /// <summary>Whether the packet is a fragment, first or later.</summary>
    public bool IsFragment => (FragmentField & (MoreFragmentsBit | OffsetMask)) != 0;

    public byte TimeToLive => _header[TimeToLiveAt];

    public byte Protocol => _header[ProtocolAt];

    /// <summary>Source address in IPv4-mapped form.</summary>
    public WireAddress Source => WireAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(_header[SourceAt..]));

    /// <summary>Destination address in IPv4-mapped form.</summary>
    public WireAddress Destination => WireAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(_header[DestinationAt..]));

    private ushort FragmentField => BinaryPrimitives.ReadUInt16BigEndian(_header[FragmentAt..]);

    /// <summary>The only door: after it no accessor fails, and <see cref="HeaderLength"/> bytes are there.</summary>
    /// <returns>
    /// <see cref="Undecodable.None"/>; <see cref="Undecodable.IpHeaderCut"/>; <see cref="Undecodable.IpHeaderInvalid"/> for another
    /// version than 4, a header below 20 bytes, or a total length (other than 0) below the header's.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Undecodable Read(ReadOnlySpan<byte> bytes, out Ipv4View packet)
    {
        if (bytes.Length < SmallestHeader)
        {
            packet = default;
            return Undecodable.IpHeaderCut;
        }

        packet = new Ipv4View(bytes[..SmallestHeader]);
        int headerLength = packet.HeaderLength;
        if (bytes[VersionAt] >> 4 != 4 || headerLength < SmallestHeader)
        {
            return Undecodable.IpHeaderInvalid;
        }

        if (packet.TotalLength < headerLength && packet.TotalLength != 0)
        {
            return Undecodable.IpHeaderInvalid;
        }

        return bytes.Length < headerLength ? Undecodable.IpHeaderCut : Undecodable.None;
    }
}
