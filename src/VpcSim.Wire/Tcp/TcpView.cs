using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace VpcSim.Wire.Tcp;

/// <summary>A TCP header laid over borrowed bytes (RFC 9293 section 3.1). Lengths are in bytes.</summary>
public readonly ref struct TcpView
{
    /// <summary>The header without options.</summary>
    public const int SmallestHeader = 20;

    private const int SourcePortAt = 0;
    private const int DestinationPortAt = 2;
    private const int DataOffsetAt = 12;
    private const int FlagsAt = 13;

    private const byte SynFlag = 2;
    private const byte EndOfOptions = 0;
    private const byte NoOperation = 1;
    private const byte MaximumSegmentSizeOption = 2;
    private const int MaximumSegmentSizeLength = 4;

    private readonly ReadOnlySpan<byte> _segment;

    private TcpView(ReadOnlySpan<byte> segment) => _segment = segment;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_segment[SourcePortAt..]);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_segment[DestinationPortAt..]);

    /// <summary>Header with options, 20 to 60; the options may be cut off by the capture.</summary>
    public int HeaderLength => (_segment[DataOffsetAt] >> 4) * 4;

    /// <summary>FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128.</summary>
    public byte Flags => _segment[FlagsAt];

    /// <summary>The maximum segment size option of a SYN (RFC 9293 section 3.7.1); 0 where there is none or the capture cut it off.</summary>
    public ushort MaximumSegmentSize
    {
        get
        {
            int at = MaximumSegmentSizeAt;
            return at == 0 ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(_segment[at..]);
        }
    }

    /// <summary>Where the value of that option stands in the segment; 0 where there is none.</summary>
    internal int MaximumSegmentSizeAt => (Flags & SynFlag) == 0 ? 0 : FindMaximumSegmentSize();

    /// <summary>The only door: after it no accessor fails.</summary>
    /// <param name="bytes">The captured bytes of the segment.</param>
    /// <param name="length">The segment's length on the wire, not below the number of captured bytes.</param>
    /// <param name="segment">The view.</param>
    /// <returns>
    /// <see cref="Undecodable.None"/>; <see cref="Undecodable.TransportHeaderCut"/> where the capture lacks the first 20 bytes;
    /// <see cref="Undecodable.TransportHeaderInvalid"/> where the data offset is below 5 or beyond the segment.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Undecodable Read(ReadOnlySpan<byte> bytes, int length, out TcpView segment)
    {
        if (bytes.Length < SmallestHeader)
        {
            segment = default;
            return length < SmallestHeader ? Undecodable.TransportHeaderInvalid : Undecodable.TransportHeaderCut;
        }

        segment = new TcpView(bytes);
        int headerLength = segment.HeaderLength;
        return headerLength < SmallestHeader || headerLength > length ? Undecodable.TransportHeaderInvalid : Undecodable.None;
    }

    [MethodImpl(Hot.Path)]
    private int FindMaximumSegmentSize()
    {
        int end = Math.Min(HeaderLength, _segment.Length);
        ReadOnlySpan<byte> options = _segment[SmallestHeader..end];
        while (options.Length > 1 && options[0] != EndOfOptions)
        {
            if (options[0] == NoOperation)
            {
                options = options[1..];
                continue;
            }

            int length = options[1];
            if (length < 2 || length > options.Length)
            {
                return 0;
            }

            if (options[0] == MaximumSegmentSizeOption && length == MaximumSegmentSizeLength)
            {
                return end - options.Length + 2;
            }

            options = options[length..];
        }

        return 0;
    }
}
