using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

public class PcapngTests
{
    private static readonly byte[] _first = FileBytes.Frame(1, 61); // padded by 3
    private static readonly byte[] _second = FileBytes.Frame(7, 64);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Packets_of_all_three_blocks_are_read(bool isBigEndian)
    {
        var file = new FileBytes(isBigEndian);
        file.Section(file.Body().Option(4, FileBytes.Text("dumpcap")).Option(0))
            .Interface(link: 1, snapLength: 64, file.Body().Option(2, FileBytes.Text("eth0")).Option(9, 9).Option(0))
            .Interface(link: 101)
            .Enhanced(_first, ticks: 1_700_000_000_000_000_001, original: 1514, options: file.Body().Option(1, FileBytes.Text("comment")))
            .Simple(_second, original: 9000)
            .Enhanced(_second, ticks: 1_700_000_000_000_002, on: 1)
            .Block(2, file.Body().U16(1).U16(0xFFFF).U32(0).U32(5).U32(61).U32(70).Padded(_first));

        ReadCapture read = ReadCapture.From(file.ToArray()).IsComplete(4);

        Assert.Equal(
            [
                new Packet(1_700_000_000_000_000_001, 1, LinkType.Ethernet, 0, 1514, Convert.ToHexString(_first)),
                new Packet(1_700_000_000_000_000_001, 2, LinkType.Ethernet, 0, 9000, Convert.ToHexString(_second)),
                new Packet(1_700_000_000_000_002_000, 3, LinkType.Raw, 1, 64, Convert.ToHexString(_second)),
                new Packet(5_000, 4, LinkType.Raw, 1, 70, Convert.ToHexString(_first)),
            ],
            read.Packets);
    }

    [Theory]
    [InlineData(0, 7, 7_000_000_000)]
    [InlineData(3, 7, 7_000_000)]
    [InlineData(6, 7, 7_000)]
    [InlineData(9, 7, 7)]
    [InlineData(12, 7_999, 7)]
    [InlineData(38, 7, 0)]
    [InlineData(127, ulong.MaxValue, 0)]
    [InlineData(0x80, 7, 7_000_000_000)]
    [InlineData(0x8A, 1536, 1_500_000_000)] // 2^-10 s
    [InlineData(0xA0, 0x1_8000_0000, 1_500_000_000)] // 2^-32 s, as NTP counts
    [InlineData(0xFF, ulong.MaxValue, 0)]
    [InlineData(0, ulong.MaxValue, CapturedFrame.LatestTimeNs)]
    [InlineData(6, ulong.MaxValue, CapturedFrame.LatestTimeNs)]
    [InlineData(9, ulong.MaxValue, CapturedFrame.LatestTimeNs)]
    [InlineData(0x80, ulong.MaxValue, CapturedFrame.LatestTimeNs)]
    public void Any_resolution_is_read(byte resolution, ulong ticks, long timeNs)
    {
        var file = new FileBytes(false);
        file.Section().Interface(options: file.Body().Option(9, resolution)).Enhanced(_first, ticks);

        Assert.Equal(timeNs, ReadCapture.From(file.ToArray()).IsComplete(1).Packets[0].TimeNs);
    }

    [Theory]
    [InlineData(false, 1_700_000_000, 1_700_000_000_000_005_000)]
    [InlineData(true, 1_700_000_000, 1_700_000_000_000_005_000)]
    [InlineData(true, -1, 0)]
    [InlineData(false, long.MinValue, 0)]
    [InlineData(false, long.MaxValue, CapturedFrame.LatestTimeNs)]
    public void The_offset_of_an_interface_is_added(bool isBigEndian, long seconds, long timeNs)
    {
        var file = new FileBytes(isBigEndian);
        byte[] offset = file.Body().I64(seconds).ToArray();
        file.Section().Interface(options: file.Body().Option(14, offset)).Enhanced(_first, ticks: 5);

        Assert.Equal(timeNs, ReadCapture.From(file.ToArray()).IsComplete(1).Packets[0].TimeNs);
    }

    [Fact]
    public void Each_section_has_its_own_byte_order_and_interfaces()
    {
        byte[] big = new FileBytes(true).Section().Interface(link: 101).Interface(link: 1).Enhanced(_second, on: 1).ToArray();
        byte[] little = new FileBytes(false).Section().Interface(link: 113).Enhanced(_first).ToArray();

        ReadCapture read = ReadCapture.From([.. little, .. big, .. little]).IsComplete(3);

        Assert.Equal([LinkType.LinuxSll, LinkType.Ethernet, LinkType.LinuxSll], read.Packets.Select(p => p.Link));
        Assert.Equal([0, 2, 3], read.Packets.Select(p => p.InterfaceIndex));
        Assert.Equal([1L, 2, 3], read.Packets.Select(p => p.Number));

        byte[] without = new FileBytes(true).Section().Enhanced(_second).ToArray();
        ReadCapture.From([.. little, .. without]).IsDamaged(1, "names interface 0");
    }

    [Theory]
    [InlineData(4u)] // name resolution
    [InlineData(5u)] // interface statistics
    [InlineData(0xAu)] // decryption secrets
    [InlineData(0xBADu)] // custom
    [InlineData(0x8000_0001u)] // local use
    public void Other_blocks_are_stepped_over(uint type)
    {
        var file = new FileBytes(false);
        file.Section().Interface().Enhanced(_first).Block(type, file.Body().Raw(new byte[3_000_000])).Enhanced(_second);

        Assert.Equal(Convert.ToHexString(_second), ReadCapture.From(file.ToArray()).IsComplete(2).Packets[1].Hex);
    }

    [Fact]
    public void A_simple_packet_is_cut_to_the_snap_length_of_the_first_interface()
    {
        byte[] file = new FileBytes(false).Section().Interface(snapLength: 10).Interface(link: 101)
            .Simple(FileBytes.Frame(0, 10), original: 600).Simple(FileBytes.Frame(0, 3)).ToArray();

        ReadCapture read = ReadCapture.From(file).IsComplete(2);

        Assert.Equal("00010203040506070809", read.Packets[0].Hex);
        Assert.Equal(600, read.Packets[0].OriginalLength);
        Assert.Equal("000102", read.Packets[1].Hex);
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "length not a multiple of 4", "claims 33 bytes" },
        { "length below a block's", "claims 8 bytes" },
        { "length beyond sanity", "claims 2147483648 bytes" },
        { "trailing length differs", "ends with the length 99" },
        { "trailing length of a skipped block differs", "ends with the length 99" },
        { "captured length beyond block", "claims 65 captured bytes" },
        { "captured length of 2^32-1", "claims 4294967295 captured bytes" },
        { "unknown interface", "names interface 7" },
        { "option beyond block", "option 1 of 200 bytes" },
        { "option of an interface beyond block", "option 2 of 65535 bytes" },
        { "resolution of 2 bytes", "if_tsresol has 2 bytes" },
        { "offset of 4 bytes", "if_tsoffset has 4 bytes" },
        { "packet block too short", "too short" },
        { "simple packet beyond block", "simple packet has 65 bytes" },
        { "interface block too short", "too short" },
        { "section block too short", "too short" },
        { "section of another version", "version 2" },
        { "section with another magic", "0x11223344" },
        { "section option beyond block", "option 4 of 9 bytes" },
        { "not a block at all", "claims" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void What_cannot_be_is_damage_and_the_packets_before_it_are_given(string damage, string saying)
    {
        foreach (bool isBigEndian in new[] { false, true })
        {
            var file = new FileBytes(isBigEndian);
            file.Section().Interface().Enhanced(_first).Enhanced(_second);
            int at = file.Length;
            Damage(file, damage).Enhanced(_first);

            ReadCapture read = ReadCapture.From(file.ToArray());

            read.IsDamaged(2, saying);
            Assert.Contains($"byte {at} (packet 3)", read.Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_simple_packet_before_any_interface_is_damage() =>
        ReadCapture.From(new FileBytes(false).Section().Simple(_first).ToArray()).IsDamaged(0, "before the description of any interface");

    private static FileBytes Damage(FileBytes file, string damage) => damage switch
    {
        "length not a multiple of 4" => file.Block(6, file.Body().Raw(new byte[24]), length: 33),
        "length below a block's" => file.Block(6, file.Body().Raw(new byte[24]), length: 8),
        "length beyond sanity" => file.Block(0xBAD, file.Body().Raw(new byte[24]), length: 0x8000_0000),
        "trailing length differs" => file.Block(6, file.Body().Raw(new byte[20]), trailer: 99),
        "trailing length of a skipped block differs" => file.Block(0xBAD, file.Body().Raw(new byte[20]), trailer: 99),
        "captured length beyond block" => file.Enhanced(_second, captured: 65),
        "captured length of 2^32-1" => file.Enhanced(_second, captured: uint.MaxValue),
        "unknown interface" => file.Enhanced(_second, on: 7),
        "option beyond block" => file.Enhanced(_second, options: file.Body().U16(1).U16(200).U32(0)),
        "option of an interface beyond block" => file.Interface(options: file.Body().U16(2).U16(65535)),
        "resolution of 2 bytes" => file.Interface(options: file.Body().Option(9, 6, 6)),
        "offset of 4 bytes" => file.Interface(options: file.Body().Option(14, 0, 0, 0, 1)),
        "packet block too short" => file.Block(6, file.Body().Raw(new byte[16])),
        "simple packet beyond block" => file.Simple(_second, original: 65),
        "interface block too short" => file.Block(1, file.Body().Raw(new byte[4])),
        "section block too short" => file.Block(0x0A0D0D0A, file.Body().U32(0x1A2B3C4D)),
        "section of another version" => file.Section(major: 2),
        "section with another magic" => file.Raw(0x0A, 0x0D, 0x0D, 0x0A).U32(28).Raw(0x44, 0x33, 0x22, 0x11).Raw(new byte[16]),
        "section option beyond block" => file.Section(file.Body().U16(4).U16(9)),
        "not a block at all" => file.Raw(FileBytes.Text("#!/bin/sh\necho no capture\n")),
        _ => throw new ArgumentOutOfRangeException(nameof(damage), damage, "no such damage"),
    };
}
