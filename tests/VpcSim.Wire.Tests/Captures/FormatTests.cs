using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>Formats beside pcap and pcapng of today, each the same packets as the plain file that it was made of.</summary>
public class FormatTests
{
    private static readonly byte[][] _frames = [.. Enumerable.Range(0, 3).Select(i => FileBytes.Frame(i, 61 + i))]; // lengths that need padding

    [Fact] // RFC 1761
    public void Snoop_files_are_read()
    {
        ReadCapture read = ReadCapture.From(Snoop()).IsComplete(3);

        Assert.Equal(_frames.Select(Convert.ToHexString), read.Packets.Select(packet => packet.Hex));
        Assert.Equal([1_000_000_000_000_007_000, 1_000_000_001_000_007_000, 1_000_000_002_000_007_000], read.Packets.Select(packet => packet.TimeNs));
        Assert.Equal([161, 162, 163], read.Packets.Select(packet => packet.OriginalLength));
        Assert.All(read.Packets, packet => Assert.Equal(LinkType.Ethernet, packet.Link));
    }

    [Fact]
    public void A_snoop_file_cut_at_any_byte_gives_every_packet_before_the_cut()
    {
        byte[] file = Snoop();
        int[] ends = [16, 16 + 24 + 64, 16 + (2 * (24 + 64)), file.Length];
        for (int cut = 8; cut < file.Length; cut++)
        {
            ReadCapture read = ReadCapture.From(file[..cut]);
            Assert.Equal(Math.Max(0, ends.Count(end => end <= cut) - 1), read.Packets.Count);
            Assert.Equal(ends.Contains(cut) ? CaptureEnd.Complete : CaptureEnd.CutOff, read.End);
        }
    }

    [Theory]
    [InlineData(8, 0xFFFF_FFFF, "claims 61 captured bytes within 4294967295")]
    [InlineData(8, 23, "claims 61 captured bytes within 23")]
    [InlineData(4, 65, "claims 65 captured bytes within 88")]
    public void Impossible_lengths_of_a_snoop_record_are_damage(int at, uint value, string saying)
    {
        byte[] file = Snoop();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(16 + at), value);
        ReadCapture.From(file).IsDamaged(0, saying);
    }

    [Theory]
    [InlineData(3u, 4u, "snoop file of version 3; only version 2")]
    [InlineData(2u, 8u, "snoop file of data-link type 8; only Ethernet")]
    public void A_snoop_file_of_another_kind_is_refused_with_the_way_to_convert_it(uint version, uint link, string saying)
    {
        byte[] file = new FileBytes(true).Raw("snoop\0\0\0"u8.ToArray()).U32(version).U32(link).ToArray();
        string message = Assert.Throws<CaptureFormatException>(() => ReadCapture.From(file)).Message;
        Assert.Contains(saying, message, StringComparison.Ordinal);
        Assert.Contains("editcap -F pcapng some.pcap converted.pcapng", message, StringComparison.Ordinal);
    }

    [Theory] // libpcap, savefile.c: the lengths of a record in files before 2.3, and in some of 2.3
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public void Old_pcap_files_may_have_the_two_lengths_swapped(int minor, bool swapped)
    {
        FileBytes file = new FileBytes(false).U32(0xA1B2C3D4).U16(2).U16(minor).U32(0).U32(0).U32(65535).U32(1);
        foreach (byte[] frame in _frames) file.PcapRecord(1, 0, frame, original: swapped ? 61u : 1500u, captured: swapped ? 1500u : (uint)frame.Length);
        byte[] bytes = file.ToArray();
        if (swapped) FixCaptured(bytes);

        ReadCapture read = ReadCapture.From(bytes).IsComplete(3);
        Assert.Equal(_frames.Select(Convert.ToHexString), read.Packets.Select(packet => packet.Hex));
        Assert.All(read.Packets, packet => Assert.Equal(1500, packet.OriginalLength));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_libpcap_reads_and_we_do_not_is_read_by_it(bool isPacked)
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        byte[] file = OfLibpcapAlone(), content = isPacked ? FileBytes.Gzip(file) : file;

        ReadCapture read = ReadCapture.From(content).IsComplete(3);

        Assert.Equal(_frames.Select(Convert.ToHexString), read.Packets.Select(packet => packet.Hex));
        Assert.Equal([1_000_001_002_000, 1_000_001_003_000, 1_000_001_004_000], read.Packets.Select(packet => packet.TimeNs));
        Assert.Equal([2000, 2001, 2002], read.Packets.Select(packet => packet.OriginalLength));
        Assert.All(read.Packets, packet => Assert.Equal(LinkType.Ethernet, packet.Link));
    }

    [Fact]
    public void What_libpcap_reads_for_us_keeps_its_end()
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        byte[] file = OfLibpcapAlone();
        ReadCapture cut = ReadCapture.From(file[..^1]);
        Assert.Equal(CaptureEnd.CutOff, cut.End);
        Assert.Equal(2, cut.Packets.Count);
        Assert.StartsWith("some.pcap: cut off within its last record (packet 3): truncated dump file", cut.Problem, StringComparison.Ordinal);

        Array.Fill(file, (byte)0xFF, 24 + 16 + 61 + 8, 8); // both lengths of the second record
        ReadCapture.From(file).IsDamaged(1, "damaged (packet 2): ");

        byte[] packed = FileBytes.Gzip(OfLibpcapAlone());
        packed[^8] ^= 1;
        ReadCapture.From(packed).IsDamaged(3, "its gzip compression is corrupt");
    }

    [Fact]
    public void A_reader_of_libpcap_may_be_left_before_its_end()
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        byte[] file = [.. OfLibpcapAlone(), .. Enumerable.Repeat(new FileBytes(false).PcapRecord(9, 9, new byte[60_000]).ToArray(), 20).SelectMany(record => record)];
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(file), "x");
        Assert.True(reader.TryRead(out _));
    }

    // A pcap file of version 543.0, as Axent's Raptor wrote them: the two lengths stand in the other order.
    private static byte[] OfLibpcapAlone()
    {
        FileBytes file = new FileBytes(false).U32(0xA1B2C3D4).U16(543).U16(0).U32(0).U32(0).U32(65535).U32(1);
        for (uint i = 0; i < 3; i++) file.PcapRecord(1000, 1002 + i, _frames[i], captured: 2000 + i, original: 61 + i);
        return file.ToArray();
    }

    private static byte[] Snoop()
    {
        FileBytes file = new FileBytes(true).Raw("snoop\0\0\0"u8.ToArray()).U32(2).U32(4);
        for (uint i = 0; i < 3; i++)
        {
            byte[] frame = _frames[i];
            file.U32(161 + i).U32((uint)frame.Length).U32(24 + 64).U32(0).U32(1_000_000_000 + i).U32(7).Raw(frame).Raw(new byte[64 - frame.Length]);
        }

        return file.ToArray();
    }

    private static void FixCaptured(byte[] file)
    {
        int at = 24;
        foreach (byte[] frame in _frames)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 12), (uint)frame.Length);
            at += 16 + frame.Length;
        }
    }
}
