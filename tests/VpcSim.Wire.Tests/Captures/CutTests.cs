using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

public class CutTests
{
    [Theory]
    [InlineData("pcap")]
    [InlineData("pcap big-endian nanoseconds")]
    [InlineData("pcapng")]
    [InlineData("pcapng big-endian")]
    public void Cut_at_any_byte_a_file_gives_every_packet_before_the_cut(string format)
    {
        (byte[] file, int[] ends) = Write(format);
        IReadOnlyList<Packet> whole = ReadCapture.From(file).IsComplete(4).Packets;

        for (int cut = 4; cut < file.Length; cut++)
        {
            ReadCapture read = ReadCapture.From(file[..cut]);

            int expected = ends.Count(end => end > 0 && end <= cut && IsPacket(ends, end));
            Assert.Equal(whole.Take(expected), read.Packets);
            bool isBetween = ends.Contains(cut) || ends.Contains(-cut);
            Assert.True(isBetween ? read.End == CaptureEnd.Complete : read.End == CaptureEnd.CutOff, $"cut at byte {cut}: {read.End}, {read.Problem}");
            if (!isBetween)
            {
                Assert.StartsWith(ReadCapture.Name + ": cut off", read.Problem, StringComparison.Ordinal);
                Assert.Contains($"(packet {expected + 1})", read.Problem, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("pcap", "gzip")]
    [InlineData("pcapng", "gzip")]
    [InlineData("pcap", "zstd")]
    [InlineData("pcapng", "zstd")]
    public void A_compressed_file_cut_anywhere_is_cut_off(string format, string packing)
    {
        (byte[] file, _) = Write(format);
        IReadOnlyList<Packet> whole = ReadCapture.From(file).Packets;
        byte[] packed = FileBytes.Pack(packing, file);
        Assert.Equal(whole, ReadCapture.From(packed).IsComplete(4).Packets);

        for (int cut = 4; cut < packed.Length; cut++)
        {
            ReadCapture read;
            try
            {
                read = ReadCapture.From(packed[..cut]);
            }
            catch (CaptureFormatException refused)
            {
                Assert.Contains($"the {packing} file ends before", refused.Message, StringComparison.Ordinal);
                continue;
            }

            // Even where the last packet came out whole: what is missing is then the checksum of the compression.
            Assert.Equal(CaptureEnd.CutOff, read.End);
            Assert.Equal(whole.Take(read.Packets.Count), read.Packets);
            if (cut > packed.Length - (packing == "gzip" ? 8 : 4))
            {
                Assert.Equal(whole.Count, read.Packets.Count);
            }
        }
    }

    [Theory]
    [InlineData("gzip", 8)]
    [InlineData("zstd", 4)]
    public void A_compressed_file_with_a_wrong_checksum_is_damaged_and_gives_its_packets(string packing, int checksumFromEnd)
    {
        (byte[] file, _) = Write("pcap");
        byte[] packed = FileBytes.Pack(packing, file);
        packed[^checksumFromEnd] ^= 1;

        ReadCapture read = ReadCapture.From(packed);

        read.IsDamaged(4, $"{packing} compression is corrupt");
        Assert.Equal(ReadCapture.From(file).Packets, read.Packets);
    }

    [Theory]
    [InlineData("gzip", 10)]
    [InlineData("zstd", 300)] // what stands in the block of 128 KiB that the damage is in is lost
    public void A_compressed_file_with_a_corrupt_middle_gives_the_packets_before_it(string packing, int lost)
    {
        var random = new Random(1);
        FileBytes file = new FileBytes(false).PcapHeader();
        for (uint i = 0; i < 4000; i++)
        {
            byte[] frame = new byte[500];
            random.NextBytes(frame); // does not compress, so that the place of the damage is known
            file.PcapRecord(i, 0, frame);
        }

        IReadOnlyList<Packet> whole = ReadCapture.From(file.ToArray()).Packets;
        byte[] packed = FileBytes.Pack(packing, file.ToArray());
        Array.Fill(packed, (byte)0xFF, packed.Length / 2, 100_000);

        ReadCapture read = ReadCapture.From(packed);

        Assert.Equal(CaptureEnd.Damaged, read.End);
        int same = whole.Zip(read.Packets).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.InRange(same, 2000 - lost, 2010);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public void Compressed_files_of_several_members_are_read_through(string packing)
    {
        (byte[] file, _) = Write("pcap");
        byte[] packed = [.. FileBytes.Pack(packing, file[..100]), .. FileBytes.Pack(packing, file[100..])];

        ReadCapture.From(packed).IsComplete(4);
    }

    [Fact] // RFC 8878 section 3.1.2
    public void A_zstd_file_may_begin_with_a_skippable_frame()
    {
        (byte[] file, _) = Write("pcap");
        ReadCapture.From([0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3, .. FileBytes.Pack("zstd", file)]).IsComplete(4);
    }

    [Fact] // as zstd --long=31 makes them: a reader need not give them the memory (RFC 8878 section 3.1.1.1.2)
    public void A_zstd_frame_that_asks_for_too_large_a_window_is_refused_with_the_remedy()
    {
        byte[] file = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x01, 0x00, 0x00, 0x00]; // a window of 2 GiB
        string message = Assert.Throws<CaptureFormatException>(() => ReadCapture.From(file)).Message;
        Assert.Contains("asks for a window above 128 MiB; unpack it first: zstd -d --long=31", message, StringComparison.Ordinal);
    }

    private static bool IsPacket(int[] ends, int end) => Array.IndexOf(ends, end) >= 0;

    /// <summary>A file of four packets; its ends are those of packets, negative those of other parts.</summary>
    private static (byte[] File, int[] Ends) Write(string format)
    {
        bool isBigEndian = format.Contains("big", StringComparison.Ordinal);
        var file = new FileBytes(isBigEndian);
        var ends = new List<int>();
        bool isPcapng = format.StartsWith("pcapng", StringComparison.Ordinal);
        if (isPcapng)
        {
            ends.Add(-file.Section().Length);
            ends.Add(-file.Interface(options: file.Body().Option(9, 9).Option(0)).Length);
        }
        else
        {
            ends.Add(-file.PcapHeader(isBigEndian ? 0xA1B23C4D : 0xA1B2C3D4).Length);
        }

        for (int i = 0; i < 4; i++)
        {
            byte[] frame = FileBytes.Frame(i, 20 + i);
            _ = isPcapng ? file.Enhanced(frame, (ulong)i) : file.PcapRecord((uint)i, 0, frame);
            ends.Add(file.Length);
            if (isPcapng)
            {
                ends.Add(-file.Block(5, file.Body().U32(0)).Length);
            }
        }

        return (file.ToArray(), [.. ends]);
    }
}
