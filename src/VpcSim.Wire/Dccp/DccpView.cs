using System.Buffers.Binary;

namespace VpcSim.Wire.Dccp;

/// <summary>A DCCP generic header laid over borrowed bytes (RFC 4340 section 5.1). Lengths are in bytes.</summary>
public readonly ref struct DccpView
{
    /// <summary>The generic header with short sequence numbers.</summary>
    public const int SmallestHeader = 12;

    private const int SourcePortAt = 0;
    private const int DestinationPortAt = 2;
    private const int DataOffsetAt = 4;

    private readonly ReadOnlySpan<byte> _header;

    private DccpView(ReadOnlySpan<byte> header) => _header = header;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_header[SourcePortAt..]);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_header[DestinationPortAt..]);

    /// <summary>Header with options, 12 to 1020.</summary>
    public int HeaderLength => _header[DataOffsetAt] * 4;

    /// <summary>The only door: after it no accessor fails.</summary>
    /// <param name="bytes">The captured bytes of the packet.</param>
    /// <param name="length">The packet's length on the wire, not below the number of captured bytes.</param>
    /// <param name="packet">The view.</param>
    public static Undecodable Read(ReadOnlySpan<byte> bytes, int length, out DccpView packet)
    {
        if (bytes.Length < SmallestHeader)
        {
            packet = default;
            return length < SmallestHeader ? Undecodable.TransportHeaderInvalid : Undecodable.TransportHeaderCut;
        }

        packet = new DccpView(bytes[..SmallestHeader]);
        int headerLength = packet.HeaderLength;
        return headerLength < SmallestHeader || headerLength > length ? Undecodable.TransportHeaderInvalid : Undecodable.None;
    }
}
