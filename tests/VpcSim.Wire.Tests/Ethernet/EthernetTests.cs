namespace VpcSim.Wire.Tests.Ethernet;

public class EthernetTests
{
    private static readonly byte[] _packet = Bytes.Ipv4(17, Bytes.Udp());

    [Theory]
    [InlineData("")]
    [InlineData("8100 000A")]
    [InlineData("88A8 000D 8100 000A")] // IEEE 802.1ad
    [InlineData("8100 000D 8100 000A")] // as switches stacked tags before it
    [InlineData("9100 000D 8100 000A")]
    [InlineData("9200 000D 8100 000A")]
    [InlineData("8100 0001 8100 0002 8100 0003 8100 0004")]
    public void Any_number_of_vlan_tags_is_stepped_over(string tags)
    {
        byte[] frame = Bytes.Join(new byte[12], Bytes.Hex(tags), [0x08, 0x00], _packet);

        Decoded decoded = Decoded.Ethernet(frame).IsDecoded();

        Assert.Equal(4, decoded.Header.Version);
        Assert.Equal(53, decoded.Header.DestinationPort);
        Assert.Equal(_packet.Length, decoded.Header.Length);
    }

    [Theory]
    [InlineData(0x0806)] // ARP
    [InlineData(0x88CC)] // LLDP
    [InlineData(0x8863)] // PPPoE discovery
    [InlineData(0x0026)] // IEEE 802.3 length: spanning tree
    public void A_frame_of_another_type_is_not_ip(int type) => Decoded.Ethernet(Bytes.Ethernet(type, new byte[46])).IsNotIp();

    [Fact]
    public void Ip_in_an_rfc_1042_frame_is_ip()
    {
        byte[] frame = Bytes.Ethernet(8 + _packet.Length, Bytes.Join(Bytes.Hex("AAAA 0300 0000 0800"), _packet));

        Assert.Equal(17, Decoded.Ethernet(frame).IsDecoded().Header.Protocol);
    }

    [Fact]
    public void Snap_of_another_organisation_is_not_ip()
    {
        byte[] frame = Bytes.Ethernet(8 + _packet.Length, Bytes.Join(Bytes.Hex("AAAA 0300 000C 0800"), _packet));

        Decoded.Ethernet(frame).IsNotIp();
    }

    [Fact]
    public void A_frame_that_ends_within_its_header_or_a_tag_is_refused()
    {
        byte[] frame = Bytes.Join(new byte[12], Bytes.Hex("8100 000A 0800"), _packet);
        for (int length = 0; length < 18; length++)
        {
            Decoded.Ethernet(frame[..length]).IsRefusedFor(Undecodable.LinkHeaderCut);
        }

        Decoded.Ethernet(frame[..18]).IsRefusedFor(Undecodable.IpHeaderCut);
    }

    [Fact]
    public void Padding_is_not_part_of_the_packet()
    {
        byte[] ack = Bytes.Ipv4(6, Bytes.Tcp(flags: 16));
        Decoded decoded = Decoded.Ethernet(Bytes.Ethernet(0x0800, Bytes.Join(ack, new byte[6]))).IsDecoded();
        Assert.Equal(40, decoded.Header.Length);

        // 12 bytes of TCP and 34 of padding: the padding does not make a header of them
        byte[] cut = Bytes.Ipv4(6, Bytes.Tcp()[..12]);
        Decoded.Ethernet(Bytes.Ethernet(0x0800, Bytes.Join(cut, new byte[34]))).IsRefusedFor(Undecodable.TransportHeaderInvalid);
    }
}
