using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>Writes capture files field by field in either byte order.</summary>
internal sealed class FileBytes(bool isBigEndian)
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public FileBytes U16(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return Ordered(bytes);
    }

    public FileBytes U32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return Ordered(bytes);
    }

    public FileBytes I64(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Ordered(bytes);
    }

    public FileBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public FileBytes Padded(byte[] bytes) => Raw(bytes).Raw(new byte[-bytes.Length & 3]);

    public FileBytes PcapHeader(uint magic = 0xA1B2C3D4, uint snapLength = 65535, uint link = 1, int major = 2) =>
        U32(magic).U16(major).U16(4).U32(0).U32(0).U32(snapLength).U32(link);

    public FileBytes PcapRecord(uint seconds, uint fraction, byte[] bytes, uint? original = null, uint? captured = null) =>
        U32(seconds).U32(fraction).U32(captured ?? (uint)bytes.Length).U32(original ?? (uint)bytes.Length).Raw(bytes);

    public FileBytes Block(uint type, FileBytes body, uint? length = null, uint? trailer = null)
    {
        uint right = 12 + (uint)body.Length;
        return U32(type).U32(length ?? right).Raw(body.ToArray()).U32(trailer ?? length ?? right);
    }

    public FileBytes Section(FileBytes? options = null, int major = 1, uint magic = 0x1A2B3C4D) =>
        Block(0x0A0D0D0A, Body().U32(magic).U16(major).U16(0).I64(-1).Raw(options?.ToArray() ?? []));

    public FileBytes Interface(int link = 1, uint snapLength = 0, FileBytes? options = null) =>
        Block(1, Body().U16(link).U16(0).U32(snapLength).Raw(options?.ToArray() ?? []));

    public FileBytes Enhanced(byte[] bytes, ulong ticks = 0, uint on = 0, uint? original = null, uint? captured = null, FileBytes? options = null) =>
        Block(6, Body().U32(on).U32((uint)(ticks >> 32)).U32((uint)ticks).U32(captured ?? (uint)bytes.Length).U32(original ?? (uint)bytes.Length)
            .Padded(bytes).Raw(options?.ToArray() ?? []));

    public FileBytes Simple(byte[] bytes, uint? original = null) => Block(3, Body().U32(original ?? (uint)bytes.Length).Padded(bytes));

    public FileBytes Option(int code, params byte[] value) => U16(code).U16(value.Length).Padded(value);

    public FileBytes Body() => new(isBigEndian);

    public static byte[] Frame(int seed, int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(seed + i))];

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <param name="packing">gzip or zstd.</param>
    /// <param name="content">What is compressed, with a checksum.</param>
    public static byte[] Pack(string packing, byte[] content)
    {
        if (packing == "gzip") return Gzip(content);
        using var compressor = new ZstdSharp.Compressor();
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(content).ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private FileBytes Ordered(Span<byte> bigEndian)
    {
        if (!isBigEndian)
        {
            bigEndian.Reverse();
        }

        _bytes.AddRange(bigEndian);
        return this;
    }
}
