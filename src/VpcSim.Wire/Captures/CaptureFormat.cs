using System.Buffers.Binary;
using System.Globalization;

namespace VpcSim.Wire.Captures;

/// <summary>Tells by its first bytes what a file is.</summary>
internal static class CaptureFormat
{
    private const int MagicLength = 4;

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

            if (PcapFileHeader.IsMagic(magic))
            {
                return new PcapReader(source);
            }

            throw new CaptureFormatException(NotACapture(source.Name, source.Head(MagicLength), source.IsCompressed));
        }
        catch
        {
            source.Dispose();
            throw;
        }
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

    private static string NotACapture(string name, ReadOnlySpan<byte> first, bool isCompressed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name} is not a pcap or pcapng file ({(isCompressed ? "uncompressed, its " : "")}first bytes {first[0]:X2} {first[1]:X2} {first[2]:X2} {first[3]:X2}{Guess(first)}). Name a file recorded by tcpdump, dumpcap or Wireshark, or convert it with: editcap -F pcapng {name} converted.pcapng");

    private static string Guess(ReadOnlySpan<byte> first) => first switch
    {
        [0x50, 0x4B, _, _] => ": a zip archive; unpack it first",
        [0x28, 0xB5, 0x2F, 0xFD] => ": compressed by zstd; unpack it first",
        [0xFD, 0x37, 0x7A, 0x58] => ": compressed by xz; unpack it first",
        [0x42, 0x5A, 0x68, _] => ": compressed by bzip2; unpack it first",
        _ => "",
    };
}
