using System.Buffers.Binary;
using System.Globalization;

namespace VpcSim.Wire.Captures;

/// <summary>Tells by its first bytes what a file is.</summary>
internal static class CaptureFormat
{
    private const int MagicLength = 4;
    private const int SnoopMagicLength = 8;
    private const string UnknownFormat = "unknown file format"; // as libpcap says it

    /// <summary>The reader for the source's format.</summary>
    /// <exception cref="CaptureFormatException">It is none that can be read; the source is disposed.</exception>
    public static CaptureReader Recognize(CaptureSource source)
    {
        try
        {
            bool hasMagic = source.Ensure(MagicLength);
            if (!hasMagic)
            {
                throw new CaptureFormatException(TooShort(source));
            }

            uint magic = BinaryPrimitives.ReadUInt32LittleEndian(source.Head(MagicLength));
            if (magic == PcapngReader.SectionHeader)
            {
                return new PcapngReader(source);
            }

            if (PcapFileHeader.IsMagic(magic) && !IsOfOtherVersion(source))
            {
                return new PcapReader(source);
            }

            if (source.Ensure(SnoopMagicLength) && SnoopReader.IsMagic(source.Head(SnoopMagicLength)))
            {
                return new SnoopReader(source);
            }

            return ReadByLibpcap(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static bool IsOfOtherVersion(CaptureSource source) =>
        source.Ensure(PcapFileHeader.Length) && new PcapFileHeader(source.Head(PcapFileHeader.Length)).MajorVersion != PcapFileHeader.KnownVersion;

    private static LibpcapReader ReadByLibpcap(CaptureSource source)
    {
        string notOurs = NotACapture(source, source.Head(MagicLength));
        if (!Libpcap.IsAvailable)
        {
            throw new CaptureFormatException($"{notOurs}. {Libpcap.ProblemOf("What else libpcap may read of it")}");
        }

        return LibpcapReader.TryOpen(source, out string? why)
            ?? throw new CaptureFormatException(why!.Contains(UnknownFormat, StringComparison.Ordinal) ? notOurs : $"{notOurs}. libpcap says: {why}");
    }

    private static string TooShort(CaptureSource source)
    {
        string content = source.IsCompressed ? "its uncompressed content" : "it";
        return source switch
        {
            { Fault: not null } => $"{source.Name} cannot be read: {source.Fault}.",
            { Available: 0 } => $"{source.Name} is not a pcap or pcapng file: {content} is empty. Record it again, or name another file.",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{source.Name} is not a pcap or pcapng file: {content} has only {source.Available} bytes. Record it again, or name another file."),
        };
    }

    private static string NotACapture(CaptureSource source, ReadOnlySpan<byte> first) => string.Create(
        CultureInfo.InvariantCulture,
        $"{source.Name} is not a pcap or pcapng file ({(source.IsCompressed ? "uncompressed, its " : "")}first bytes {first[0]:X2} {first[1]:X2} {first[2]:X2} {first[3]:X2}{Guess(first)}). Name a file recorded by tcpdump, dumpcap or Wireshark, or convert it with: editcap -F pcapng {FileOf(source.Name)} converted.pcapng");

    // A shell takes a name with spaces (that of standard input among them) for several.
    private static string FileOf(string name) => name.Contains(' ') ? "FILE" : name;

    private static string Guess(ReadOnlySpan<byte> first) => first switch
    {
        [0x50, 0x4B, _, _] => ": a zip archive; unpack it first",
        [0x04, 0x22, 0x4D, 0x18] => ": compressed by lz4; unpack it first",
        [0xFD, 0x37, 0x7A, 0x58] => ": compressed by xz; unpack it first",
        [0x42, 0x5A, 0x68, _] => ": compressed by bzip2; unpack it first",
        _ => "",
    };
}
