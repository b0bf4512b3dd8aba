using System.Buffers.Binary;

namespace VpcSim.Cli.Tests.Faults;

/// <summary>A capture of hosts on the internet that knock at the web server of <see cref="SmallDesign"/>: TCP SYNs, some at a port that is open. Or of a host of the VPC that knocks there.</summary>
internal static class SeededCapture
{
    private const uint Begin = 1_795_476_000; // 2026-11-23 at an hour's beginning

    /// <param name="path">The file.</param>
    /// <param name="packets">How many.</param>
    /// <param name="span">From the first to the last.</param>
    /// <param name="outwards">Whether 10.0.2.10 knocks at hosts on the internet instead.</param>
    public static string Write(string path, int packets, TimeSpan span, bool outwards = false)
    {
        var chance = new Random(packets);
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 65535);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 101); // LINKTYPE_RAW
        file.Write(header);
        byte[] record = [.. new byte[16], .. Convert.FromHexString("4500002800004000" + "40060000" + "CB007100" + "0A00010A" + "00000050" + "0000000000000000" + "50020000" + "00000000")];
        if (outwards) Convert.FromHexString("0A00020A" + "CB007100").CopyTo(record, 16 + 12);
        for (int i = 0; i < packets; i++)
        {
            double at = span.TotalSeconds * i / packets;
            BinaryPrimitives.WriteUInt32LittleEndian(record, Begin + (uint)at);
            BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), (uint)(at % 1 * 1_000_000));
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), record.Length - 16);
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), record.Length - 16);
            record[16 + (outwards ? 19 : 15)] = (byte)chance.Next(1, 255);
            BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(16 + 20), (ushort)chance.Next(1024, 65536));
            record[16 + 23] = (byte)(chance.Next(3) == 0 ? 22 : 80);
            file.Write(record);
        }
        return path;
    }
}
