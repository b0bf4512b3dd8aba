using System.Buffers.Binary;

namespace VpcSim.Wire.Captures.Writing;

/// <summary>Writes a pcapng file (draft-ietf-opsawg-pcapng): one section, little-endian, times in nanoseconds.</summary>
/// <remarks>
/// What is written depends on nothing but the calls: no time of writing, no host. Interfaces may be described at any time before their
/// first packet. Nothing is allocated per packet. Each block is one write to the stream; let a buffer stand before a file. Not safe for use
/// by several threads at once.
/// </remarks>
public sealed class PcapngWriter
{
    /// <summary>Wireshark takes a file with a longer packet for damaged: what is longer, in bytes, is cut there.</summary>
    public const int MostCaptured = 262_144;

    private const ushort NameOption = 2;
    private const ushort DescriptionOption = 3;
    private const byte Nanoseconds = 9;
    private const ushort UserApplicationOption = 4;
    private const ushort FlagsOption = 2;
    private const ushort ReceivedOption = 4;
    private const ushort DroppedOption = 5;
    private const uint InterfaceStatistics = 5;
    private const ulong UnknownLength = ulong.MaxValue;

    private readonly Stream _stream;
    private readonly PcapngBlock _block = new();

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where it goes; it stays the caller's, who closes it after the last call.</param>
    /// <param name="application">Who writes it: option shb_userappl.</param>
    /// <exception cref="IOException">The stream cannot be written; so of every call.</exception>
    public PcapngWriter(Stream stream, string application)
    {
        _stream = stream;
        _block.Begin(PcapngReader.SectionHeader);
        _block.UInt32(PcapngReader.ByteOrderMagic);
        _block.UInt16(1); // version 1.0
        _block.UInt16(0);
        _block.UInt64(UnknownLength);
        _block.Option(UserApplicationOption, application);
        _block.EndOfOptions();
        Write();
    }

    /// <summary>Interfaces described so far.</summary>
    public int Interfaces { get; private set; }

    /// <summary>Describes a further interface.</summary>
    /// <returns>Its number, from 0.</returns>
    public int Describe(in WrittenInterface description)
    {
        _block.Begin(PcapngReader.InterfaceDescription);
        _block.UInt16((ushort)description.Link);
        _block.UInt16(0); // reserved
        _block.UInt32(0); // no snap length
        if (description.Name.Length > 0)
        {
            _block.Option(NameOption, description.Name);
        }

        if (description.Description.Length > 0)
        {
            _block.Option(DescriptionOption, description.Description);
        }

        _block.Option(PcapngInterface.ResolutionOption, [Nanoseconds]);
        _block.EndOfOptions();
        Write();
        return Interfaces++;
    }

    /// <summary>Writes a packet, after those written before it, whatever its time.</summary>
    /// <param name="on">The interface's number.</param>
    /// <param name="timeNs">Nanoseconds since 1970, not negative.</param>
    /// <param name="frame">The captured bytes from the link header on.</param>
    /// <param name="originalLength">The frame's length on the wire; a value below the captured length counts as that.</param>
    /// <param name="direction">Option epb_flags; left out where it is unknown.</param>
    /// <param name="comment">Option opt_comment; empty leaves it out. Cut where it has more than 65,535 bytes of UTF-8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interface has not been described.</exception>
    public void Write(int on, long timeNs, ReadOnlySpan<byte> frame, int originalLength, FrameDirection direction, ReadOnlySpan<char> comment)
    {
        Begin(PcapngReader.EnhancedPacket, on, timeNs);
        int original = Math.Max(originalLength, frame.Length);
        frame = frame[..Math.Min(frame.Length, MostCaptured)];
        _block.UInt32((uint)frame.Length);
        _block.UInt32((uint)original);
        _block.Padded(frame);
        if (direction != FrameDirection.Unknown)
        {
            _block.Option(FlagsOption, [(byte)direction, 0, 0, 0]);
        }

        if (!comment.IsEmpty)
        {
            _block.Option(PcapngBlock.CommentOption, comment);
        }

        if (direction != FrameDirection.Unknown || !comment.IsEmpty)
        {
            _block.EndOfOptions();
        }

        Write();
    }

    /// <summary>Writes what an interface counted.</summary>
    /// <param name="of">The interface's number.</param>
    /// <param name="timeNs">When it had counted so much, in nanoseconds since 1970.</param>
    /// <param name="received">Packets that it received: option isb_ifrecv.</param>
    /// <param name="dropped">Packets that it dropped: option isb_ifdrop.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interface has not been described.</exception>
    public void WriteStatistics(int of, long timeNs, long received, long dropped)
    {
        Begin(InterfaceStatistics, of, timeNs);
        Span<byte> count = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(count, received);
        _block.Option(ReceivedOption, count);
        BinaryPrimitives.WriteInt64LittleEndian(count, dropped);
        _block.Option(DroppedOption, count);
        _block.EndOfOptions();
        Write();
    }

    private void Begin(uint type, int networkInterface, long timeNs)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)networkInterface, (uint)Interfaces, nameof(networkInterface));
        _block.Begin(type);
        _block.UInt32((uint)networkInterface);
        _block.UInt32((uint)(timeNs >> 32));
        _block.UInt32(unchecked((uint)timeNs));
    }

    private void Write() => _stream.Write(_block.End());
}
