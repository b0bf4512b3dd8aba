using System.Buffers.Binary;

namespace VpcSim.Wire.Sctp;

/// <summary>An SCTP common header laid over borrowed bytes (RFC 9260 section 3.1).</summary>
public readonly ref struct SctpView
{
    /// <summary>The common header in bytes; chunks follow it.</summary>
    public const int HeaderLength = 12;

    private const int SourcePortAt = 0;
    private const int DestinationPortAt = 2;

    private readonly ReadOnlySpan<byte> _header;

    private SctpView(ReadOnlySpan<byte> header) => _header = header;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_header[SourcePortAt..]);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_header[DestinationPortAt..]);

    /// <summary>The only door: after it no accessor fails.</summary>
    /// <param name="bytes">The captured bytes of the packet.</param>
    /// <param name="length">The packet's length on the wire, not below the number of captured bytes.</param>
    /// <param name="packet">The view.</param>
    public static Undecodable Read(ReadOnlySpan<byte> bytes, int length, out SctpView packet)
    {
        if (bytes.Length < HeaderLength)
        {
            packet = default;
            return length < HeaderLength ? Undecodable.TransportHeaderInvalid : Undecodable.TransportHeaderCut;
        }

        packet = new SctpView(bytes[..HeaderLength]);
        return Undecodable.None;
    }
}
