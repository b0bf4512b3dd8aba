namespace VpcSim.Wire.Tests.Links;

public class LinkTypeTests
{
    private static readonly byte[] _packet = Bytes.Ipv4(17, Bytes.Udp());
    private static readonly byte[] _packet6 = Bytes.Ipv6(17, Bytes.Udp());

    [Fact]
    public void Raw_tells_the_family_by_the_version()
    {
        Assert.Equal(4, Decoded.Raw(_packet).IsDecoded().Header.Version);
        Assert.Equal(6, Decoded.Raw(_packet6).IsDecoded().Header.Version);
        Decoded.Raw([0x50, 0, 0, 0]).IsRefusedFor(Undecodable.IpHeaderInvalid);
        Decoded.Raw([]).IsRefusedFor(Undecodable.IpHeaderCut);
    }

    [Fact]
    public void A_link_type_of_one_family_takes_no_other()
    {
        Assert.Equal(4, Decoded.From(LinkType.Ipv4, _packet).IsDecoded().Header.Version);
        Assert.Equal(6, Decoded.From(LinkType.Ipv6, _packet6).IsDecoded().Header.Version);
        Decoded.From(LinkType.Ipv4, _packet6).IsRefusedFor(Undecodable.IpHeaderInvalid);
        Decoded.From(LinkType.Ipv6, Bytes.Join(_packet, new byte[20])).IsRefusedFor(Undecodable.IpHeaderInvalid);
    }

    [Theory]
    [InlineData(LinkType.Null, "02000000", 4)]
    [InlineData(LinkType.Null, "00000002", 4)] // written on a big-endian machine
    [InlineData(LinkType.Loop, "00000002", 4)]
    [InlineData(LinkType.Null, "0A000000", 6)] // Linux
    [InlineData(LinkType.Null, "17000000", 6)] // Windows
    [InlineData(LinkType.Null, "18000000", 6)] // NetBSD, OpenBSD
    [InlineData(LinkType.Null, "1C000000", 6)] // FreeBSD
    [InlineData(LinkType.Null, "1E000000", 6)] // macOS
    [InlineData(LinkType.Loop, "00000018", 6)]
    public void Loopback_tells_the_family_by_any_systems_number(LinkType link, string header, int version)
    {
        byte[] frame = Bytes.Join(Bytes.Hex(header), version == 4 ? _packet : _packet6);

        Assert.Equal(version, Decoded.From(link, frame).IsDecoded().Header.Version);
    }

    [Fact]
    public void Loopback_of_another_family_is_not_ip() => Decoded.From(LinkType.Null, Bytes.Hex("07000000 0000 0000")).IsNotIp();

    [Theory]
    [InlineData("0000 0001 0006 020000000001 0000 0800", 4)]
    [InlineData("0004 0304 0006 000000000000 0000 86DD", 6)] // loopback device
    [InlineData("0000 0001 0006 020000000001 0000 8100 000A 0800", 4)]
    public void Cooked_version_1_has_16_bytes(string header, int version)
    {
        byte[] frame = Bytes.Join(Bytes.Hex(header), version == 4 ? _packet : _packet6);

        Decoded decoded = Decoded.From(LinkType.LinuxSll, frame).IsDecoded();

        Assert.Equal(version, decoded.Header.Version);
        Assert.Equal(53, decoded.Header.DestinationPort);
    }

    [Theory]
    [InlineData("0800 0000 00000002 0001 00 06 0200000000010000", 4)]
    [InlineData("86DD 0000 00000002 0001 00 06 0200000000010000", 6)]
    [InlineData("8100 0000 00000002 0001 00 06 0200000000010000 000A 86DD", 6)]
    public void Cooked_version_2_has_20_bytes(string header, int version)
    {
        byte[] frame = Bytes.Join(Bytes.Hex(header), version == 4 ? _packet : _packet6);

        Decoded decoded = Decoded.From(LinkType.LinuxSll2, frame).IsDecoded();

        Assert.Equal(version, decoded.Header.Version);
        Assert.Equal(53, decoded.Header.DestinationPort);
    }

    [Fact]
    public void Cooked_arp_and_netlink_are_not_ip()
    {
        Decoded.From(LinkType.LinuxSll, Bytes.Hex("0000 0001 0006 020000000001 0000 0806 0000")).IsNotIp();
        // hardware type 824: the protocol field is a netlink family and only looks like IPv4
        Decoded.From(LinkType.LinuxSll, Bytes.Join(Bytes.Hex("0004 0338 0006 020000000001 0000 0800"), _packet)).IsNotIp();
        Decoded.From(LinkType.LinuxSll2, Bytes.Hex("0806 0000 00000002 0001 00 06 0200000000010000 0000")).IsNotIp();
    }

    [Theory]
    [InlineData(LinkType.Null, 4)]
    [InlineData(LinkType.Loop, 4)]
    [InlineData(LinkType.LinuxSll, 16)]
    [InlineData(LinkType.LinuxSll2, 20)]
    public void A_frame_that_ends_within_its_link_header_is_refused(LinkType link, int headerLength)
    {
        byte[] frame = Bytes.Hex("0000 0001 0006 0200 0000 0001 0000 0800 0000 0000");
        for (int length = 0; length < headerLength; length++)
        {
            Decoded.From(link, frame.AsSpan(0, length)).IsRefusedFor(Undecodable.LinkHeaderCut);
        }
    }

    [Theory]
    [InlineData(127)] // radiotap
    [InlineData(9)] // PPP
    [InlineData(-1)]
    public void Another_link_type_is_refused(int link) => Decoded.From((LinkType)link, _packet).IsRefusedFor(Undecodable.LinkTypeNotRead);
}
