using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace VpcSim.Wire.Ip;

/// <summary>An IPv6 header without extension headers, laid over borrowed bytes (RFC 8200 section 3). Lengths are in bytes.</summary>
public readonly ref struct Ipv6View
{
    public const int HeaderLength = 40;

    private const int VersionAt = 0;
    private const int PayloadLengthAt = 4;
    private const int NextHeaderAt = 6;
    private const int HopLimitAt = 7;
    private const int SourceAt = 8;
    private const int DestinationAt = 24;

    private readonly ReadOnlySpan<byte> _header;

    private Ipv6View(ReadOnlySpan<byte> header) => _header = header;

    /// <summary>Everything behind this header; 0 for jumbograms (RFC 2675) and where the sender left it to the network card.</summary>
    public int PayloadLength => BinaryPrimitives.ReadUInt16BigEndian(_header[PayloadLengthAt..]);

    public byte NextHeader => _header[NextHeaderAt];

    public byte HopLimit => _header[HopLimitAt];

    public WireAddress Source => WireAddress.FromIPv6(_header[SourceAt..]);

    public WireAddress Destination => WireAddress.FromIPv6(_header[DestinationAt..]);

    /// <summary>The only door: after it no accessor fails.</summary>
    /// <returns>
    /// <see cref="Undecodable.None"/>; <see cref="Undecodable.IpHeaderCut"/>; <see cref="Undecodable.IpHeaderInvalid"/> for another
    /// version than 6.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Undecodable Read(ReadOnlySpan<byte> bytes, out Ipv6View packet)
    {
        if (bytes.Length < HeaderLength)
        {
            packet = default;
            return Undecodable.IpHeaderCut;
        }

        packet = new Ipv6View(bytes[..HeaderLength]);
        return bytes[VersionAt] >> 4 == 6 ? Undecodable.None : Undecodable.IpHeaderInvalid;
    }
}
