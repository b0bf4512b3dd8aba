using System.Buffers.Binary;

namespace VpcSim.Wire.Captures;

/// <summary>The file header of a pcap file (draft-ietf-opsawg-pcap section 4).</summary>
internal readonly struct PcapFileHeader
{
    public const int Length = 24;

    /// <summary>The major version that is read.</summary>
    public const ushort KnownVersion = 2;

    private const uint Microseconds = 0xA1B2C3D4;
    private const uint Nanoseconds = 0xA1B23C4D;
    private const uint ModifiedTcpdump = 0xA1B2CD34; // A. Kuznetzov's patch: eight bytes more in every record

    private const int MajorVersionAt = 4;
    private const int MinorVersionAt = 6;
    private const int SnapLengthAt = 16;
    private const int LinkTypeAt = 20;
    private const uint LinkTypeMask = 0xFFFF; // above it stand flags and the length of a frame check sequence

    private const ushort FirstVersionInOrder = 4; // libpcap's savefile.c: before 2.3 swapped, in 2.3 where they look so

    private const int RecordLength = 16;
    private const int ModifiedRecordLength = 24;

    public PcapFileHeader(ReadOnlySpan<byte> bytes)
    {
        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        IsSwapped = !IsMagicInOrder(magic);
        magic = IsSwapped ? BinaryPrimitives.ReverseEndianness(magic) : magic;
        NsPerTick = magic == Nanoseconds ? 1 : 1000;
        RecordHeaderLength = magic == ModifiedTcpdump ? ModifiedRecordLength : RecordLength;
        MajorVersion = ByteOrder.UInt16(bytes[MajorVersionAt..], IsSwapped);
        MinorVersion = ByteOrder.UInt16(bytes[MinorVersionAt..], IsSwapped);
        SnapLength = ByteOrder.UInt32(bytes[SnapLengthAt..], IsSwapped);
        Link = LinkTypeRegistry.Normalize(ByteOrder.UInt32(bytes[LinkTypeAt..], IsSwapped) & LinkTypeMask);
    }

    /// <summary>Whether the file's numbers are big-endian.</summary>
    public bool IsSwapped { get; }

    /// <summary>1 or 1000.</summary>
    public int NsPerTick { get; }

    /// <summary>Bytes in front of every packet.</summary>
    public int RecordHeaderLength { get; }

    public ushort MajorVersion { get; }

    public ushort MinorVersion { get; }

    /// <summary>Whether the two lengths of a record may stand in the other order: before version 2.3 they did, and in some files of that version.</summary>
    public bool MayHaveLengthsSwapped => MinorVersion < FirstVersionInOrder;

    /// <summary>The most bytes of a packet that were to be captured; 0 for all of them.</summary>
    public uint SnapLength { get; }

    public LinkType Link { get; }

    /// <summary>Whether a file that begins so (read as little-endian) is a pcap file.</summary>
    public static bool IsMagic(uint magic) => IsMagicInOrder(magic) || IsMagicInOrder(BinaryPrimitives.ReverseEndianness(magic));

    private static bool IsMagicInOrder(uint magic) => magic is Microseconds or Nanoseconds or ModifiedTcpdump;
}
