using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace VpcSim.Wire.Udp;

/// <summary>A UDP (RFC 768) or UDP-Lite (RFC 3828) header laid over borrowed bytes. Lengths are in bytes.</summary>
public readonly ref struct UdpView
{
    public const int HeaderLength = 8;

    internal const int LengthAt = 4;

    private const int SourcePortAt = 0;
    private const int DestinationPortAt = 2;

    private readonly ReadOnlySpan<byte> _header;

    private UdpView(ReadOnlySpan<byte> header) => _header = header;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_header[SourcePortAt..]);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_header[DestinationPortAt..]);

    /// <summary>Header and payload; 0 in jumbograms (RFC 2675 section 4). UDP-Lite has its checksum coverage here.</summary>
    public ushort Length => BinaryPrimitives.ReadUInt16BigEndian(_header[LengthAt..]);

    /// <summary>The only door: after it no accessor fails.</summary>
    /// <param name="bytes">The captured bytes of the datagram.</param>
    /// <param name="length">The datagram's length on the wire as IP tells it, not below the number of captured bytes.</param>
    /// <param name="datagram">The view.</param>
    /// <returns>
    /// <see cref="Undecodable.None"/>; <see cref="Undecodable.TransportHeaderCut"/> where the capture lacks part of the header;
    /// <see cref="Undecodable.TransportHeaderInvalid"/> where the packet has no room for one or its own length is 1 to 7.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Undecodable Read(ReadOnlySpan<byte> bytes, int length, out UdpView datagram)
    {
        if (bytes.Length < HeaderLength)
        {
            datagram = default;
            return length < HeaderLength ? Undecodable.TransportHeaderInvalid : Undecodable.TransportHeaderCut;
        }

        datagram = new UdpView(bytes[..HeaderLength]);
        return datagram.Length is > 0 and < HeaderLength ? Undecodable.TransportHeaderInvalid : Undecodable.None;
    }
}
