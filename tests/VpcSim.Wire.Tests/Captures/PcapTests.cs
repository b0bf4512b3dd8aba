using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

public class PcapTests
{
    private static readonly byte[] _first = FileBytes.Frame(1, 60);
    private static readonly byte[] _second = FileBytes.Frame(7, 61);

    [Theory]
    [InlineData(0xA1B2C3D4, false, 123_456_000)]
    [InlineData(0xA1B2C3D4, true, 123_456_000)]
    [InlineData(0xA1B23C4D, false, 123_456)]
    [InlineData(0xA1B23C4D, true, 123_456)]
    public void Both_resolutions_and_byte_orders_are_read(uint magic, bool isBigEndian, long fractionNs)
    {
        byte[] file = new FileBytes(isBigEndian).PcapHeader(magic)
            .PcapRecord(1_700_000_000, 123_456, _first)
            .PcapRecord(1_700_000_001, 0, _second, original: 1514)
            .ToArray();

        ReadCapture read = ReadCapture.From(file).IsComplete(2);

        Assert.Equal(new Packet(1_700_000_000_000_000_000 + fractionNs, 1, LinkType.Ethernet, 0, 60, Convert.ToHexString(_first)), read.Packets[0]);
        Assert.Equal(new Packet(1_700_000_001_000_000_000, 2, LinkType.Ethernet, 0, 1514, Convert.ToHexString(_second)), read.Packets[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Records_of_the_modified_tcpdump_have_eight_bytes_more(bool isBigEndian)
    {
        FileBytes file = new FileBytes(isBigEndian).PcapHeader(0xA1B2CD34);
        for (int i = 0; i < 2; i++)
        {
            file.U32(5).U32(1).U32(60).U32(60).U32(2).U16(0x0800).Raw(0, 0).Raw(_first);
        }

        ReadCapture read = ReadCapture.From(file.ToArray()).IsComplete(2);

        Assert.Equal(new Packet(5_000_001_000, 2, LinkType.Ethernet, 0, 60, Convert.ToHexString(_first)), read.Packets[1]);
    }

    [Theory]
    [InlineData(101, LinkType.Raw)]
    [InlineData(12, LinkType.Raw)] // BSD
    [InlineData(14, LinkType.Raw)] // OpenBSD
    [InlineData(276, LinkType.LinuxSll2)]
    [InlineData(0x1400_0001, LinkType.Ethernet)] // upper bits: a frame check sequence of some length is there
    [InlineData(127, (LinkType)127)]
    public void The_link_type_is_given(uint inFile, LinkType link)
    {
        byte[] file = new FileBytes(false).PcapHeader(link: inFile).PcapRecord(0, 0, _first).ToArray();

        Assert.Equal(link, ReadCapture.From(file).IsComplete(1).Packets[0].Link);
    }

    [Fact]
    public void Seconds_are_unsigned()
    {
        byte[] file = new FileBytes(false).PcapHeader().PcapRecord(uint.MaxValue, uint.MaxValue, _first).ToArray();

        Assert.Equal((uint.MaxValue * 1_000_000_000L) + (uint.MaxValue * 1000L), ReadCapture.From(file).IsComplete(1).Packets[0].TimeNs);
    }

    [Fact]
    public void An_original_length_is_never_below_the_captured_one_nor_above_what_an_int_holds()
    {
        byte[] file = new FileBytes(false).PcapHeader().PcapRecord(0, 0, _first, original: 3).PcapRecord(0, 0, _first, original: 0xFFFF_FFFF).ToArray();

        ReadCapture read = ReadCapture.From(file).IsComplete(2);

        Assert.Equal(60, read.Packets[0].OriginalLength);
        Assert.Equal(int.MaxValue, read.Packets[1].OriginalLength);
    }

    [Fact]
    public void A_record_beyond_the_snap_length_is_read_while_it_is_within_reason()
    {
        byte[] large = new byte[1024 * 1024];
        byte[] file = new FileBytes(false).PcapHeader(snapLength: 96).PcapRecord(0, 0, large).ToArray();
        ReadCapture.From(file).IsComplete(1);

        byte[] damaged = new FileBytes(false).PcapHeader(snapLength: 96).PcapRecord(0, 0, _first).PcapRecord(0, 0, [.. large, 0]).ToArray();
        ReadCapture.From(damaged).IsDamaged(1, "claims 1048577 captured bytes");
    }

    [Theory]
    [InlineData(0u, 0x8000_0000)]
    [InlineData(0u, 0x1000_0001)]
    [InlineData(uint.MaxValue, 0xFFFF_FFFF)]
    [InlineData(65535u, 0x7FFF_FFFF)]
    public void A_length_claim_beyond_sanity_is_damage_and_takes_no_memory(uint snapLength, uint claim)
    {
        byte[] file = new FileBytes(false).PcapHeader(snapLength: snapLength).PcapRecord(0, 0, _first).PcapRecord(0, 0, _second, captured: claim).ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();

        ReadCapture.From(file).IsDamaged(1, $"byte {24 + 16 + 60} (packet 2)");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public void A_large_claim_that_the_file_does_not_hold_is_a_cut_and_takes_no_memory()
    {
        byte[] file = new FileBytes(false).PcapHeader(snapLength: 0).PcapRecord(0, 0, _second, captured: CaptureReader.LargestRecord).ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(CaptureEnd.CutOff, ReadCapture.From(file).End);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public void Records_larger_than_the_buffer_are_read_whole()
    {
        byte[] large = FileBytes.Frame(3, 5_000_000);
        byte[] file = new FileBytes(false).PcapHeader(snapLength: 0).PcapRecord(0, 0, _first).PcapRecord(0, 0, large).PcapRecord(0, 0, _second).ToArray();

        ReadCapture read = ReadCapture.From(file).IsComplete(3);

        Assert.Equal(Convert.ToHexString(large), read.Packets[1].Hex);
        Assert.Equal(Convert.ToHexString(_second), read.Packets[2].Hex);
    }

    [Fact]
    public void Another_major_version_is_refused()
    {
        byte[] file = new FileBytes(false).PcapHeader(major: 3).ToArray();

        var refused = Assert.Throws<CaptureFormatException>(() => ReadCapture.From(file));

        Assert.Contains("version 3.4", refused.Message, StringComparison.Ordinal);
    }
}
