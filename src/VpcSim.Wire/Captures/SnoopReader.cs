using System.Globalization;

namespace VpcSim.Wire.Captures;

/// <summary>Reads the files of Solaris's snoop (RFC 1761): a file header, then a padded record per packet, all numbers big-endian.</summary>
internal sealed class SnoopReader : RecordReader
{
    private const int HeaderLength = 16;
    private const int VersionAt = 8;
    private const int DatalinkAt = 12;

    private const int RecordHeaderLength = 24;
    private const int OriginalLengthAt = 0;
    private const int IncludedLengthAt = 4;
    private const int RecordLengthAt = 8;
    private const int SecondsAt = 16;
    private const int MicrosecondsAt = 20;

    private const uint Ieee8023 = 0, Ethernet = 4; // what both begin with, an Ethernet header tells apart itself
    private const long NsPerSecond = 1_000_000_000, NsPerMicrosecond = 1000;

    private readonly bool _hasFileHeader;

    /// <exception cref="CaptureFormatException">It is of another version or of a link that is not Ethernet.</exception>
    public SnoopReader(CaptureSource source)
        : base(source)
    {
        if (!source.Ensure(HeaderLength)) return;
        ReadOnlySpan<byte> header = source.Head(HeaderLength);
        uint version = Number(header, VersionAt), datalink = Number(header, DatalinkAt);
        if (version != 2) throw NotRead($"of version {version}; only version 2 is known");
        if (datalink is not (Ieee8023 or Ethernet)) throw NotRead($"of data-link type {datalink}; only Ethernet (4) and IEEE 802.3 (0) are read");
        source.Advance(HeaderLength);
        _hasFileHeader = true;
    }

    /// <summary>Whether a file begins so. (RFC 1761, "Identification Pattern")</summary>
    public static bool IsMagic(ReadOnlySpan<byte> first) => first.StartsWith("snoop\0\0\0"u8);

    private protected override bool TryReadRecord(out CapturedFrame frame)
    {
        frame = default;
        if (!_hasFileHeader) return EndOfData(Source.Position, "the file ends within its own header, before any packet");
        if (!Source.Ensure(RecordHeaderLength)) return EndOfData(Source.Position, Missing(RecordHeaderLength));
        ReadOnlySpan<byte> header = Source.Head(RecordHeaderLength);
        uint included = Number(header, IncludedLengthAt), length = Number(header, RecordLengthAt);
        if (length is < RecordHeaderLength or > LargestRecord || included > length - RecordHeaderLength)
        {
            return Damaged(Source.Position, string.Create(
                CultureInfo.InvariantCulture, $"the record claims {included} captured bytes within {length}, where {RecordHeaderLength} are its header and {LargestRecord} the most"));
        }

        if (!Source.Ensure((int)length)) return EndOfData(Source.Position, Missing((int)length));
        header = Source.Head((int)length);
        frame = new CapturedFrame
        {
            TimeNs = (Number(header, SecondsAt) * NsPerSecond) + (Number(header, MicrosecondsAt) * NsPerMicrosecond),
            Number = ++PacketsRead,
            Link = LinkType.Ethernet,
            OriginalLength = (int)Math.Min(Math.Max(Number(header, OriginalLengthAt), included), int.MaxValue),
            Bytes = header.Slice(RecordHeaderLength, (int)included),
        };
        Source.Advance((int)length);
        return true;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => ByteOrder.UInt32(bytes[at..], isSwapped: true);

    private CaptureFormatException NotRead(string why) => new(string.Create(
        CultureInfo.InvariantCulture, $"{Name} is a snoop file {why}. Convert it with: editcap -F pcapng {Name} converted.pcapng"));
}
