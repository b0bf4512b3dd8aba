namespace VpcSim.Wire.Tests.Ip;

public class Ipv4Tests
{
    [Fact]
    public void Header_fields_are_read()
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv4(17, Bytes.Udp(new byte[12]), id: 0xBEEF, ttl: 3)).IsDecoded().Header;

        Assert.Equal(4, header.Version);
        Assert.Equal(Bytes.Address(Bytes.Client), header.Source);
        Assert.Equal(Bytes.Address(Bytes.Server), header.Destination);
        Assert.Equal(17, header.Protocol);
        Assert.Equal(3, header.Ttl);
        Assert.Equal(0xBEEFu, header.FragmentId);
        Assert.Equal(40, header.Length);
        Assert.Equal(28, header.HeaderLength);
        Assert.Equal(PacketTraits.DontFragment | PacketTraits.HasPorts, header.Traits);
        Assert.Equal(Decoded.TimeNs, header.TimeNs);
        Assert.Equal(Decoded.Number, header.Number);
    }

    [Fact]
    public void Options_move_the_transport_header()
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv4(17, Bytes.Udp(), options: new byte[40])).IsDecoded().Header;

        Assert.Equal(60 + 8, header.HeaderLength);
        Assert.Equal(53, header.DestinationPort);
    }

    [Fact]
    public void A_header_that_contradicts_itself_is_refused()
    {
        byte[] packet = Bytes.Ipv4(17, Bytes.Udp());
        for (int words = 0; words < 5; words++)
        {
            Decoded.From(LinkType.Ipv4, [(byte)(0x40 | words), .. packet[1..]]).IsRefusedFor(Undecodable.IpHeaderInvalid);
        }

        Decoded.From(LinkType.Ipv4, [0x55, .. packet[1..]]).IsRefusedFor(Undecodable.IpHeaderInvalid);
        Decoded.Raw(Bytes.Ipv4(17, Bytes.Udp(), totalLength: 19)).IsRefusedFor(Undecodable.IpHeaderInvalid);
        Decoded.Raw(Bytes.Ipv4(17, Bytes.Udp(), totalLength: 23, options: new byte[4])).IsRefusedFor(Undecodable.IpHeaderInvalid);
        Assert.Equal(20, Decoded.Raw(Bytes.Ipv4(200, Bytes.Udp(), totalLength: 20)).IsDecoded().Header.Length);
    }

    [Fact]
    public void A_packet_that_ends_within_its_header_is_refused()
    {
        byte[] packet = Bytes.Ipv4(200, [], options: new byte[8]);
        for (int length = 1; length < 28; length++)
        {
            Decoded.Raw(packet[..length], originalLength: packet.Length).IsRefusedFor(Undecodable.IpHeaderCut);
        }

        Decoded.Raw(packet[..28]).IsDecoded();
    }

    [Fact]
    public void Total_length_0_stands_for_the_original_length_less_the_link_header()
    {
        byte[] frame = Bytes.Ethernet(0x0800, Bytes.Ipv4(6, Bytes.Tcp(), totalLength: 0));

        Assert.Equal(80_052, Decoded.Ethernet(frame, originalLength: 80_066).IsDecoded().Header.Length);
        Assert.Equal(40, Decoded.Ethernet(frame, originalLength: 0).IsDecoded().Header.Length); // an original length that cannot be
    }

    [Fact]
    public void A_snapped_packet_has_its_length_on_the_wire()
    {
        byte[] frame = Bytes.Ethernet(0x0800, Bytes.Ipv4(6, Bytes.Tcp(), totalLength: 1500));

        Assert.Equal(1500, Decoded.Ethernet(frame, originalLength: 1514).IsDecoded().Header.Length);
    }

    [Theory]
    [InlineData(0x2000, PacketTraits.FirstFragment | PacketTraits.HasPorts, 53)]
    [InlineData(0x2001, PacketTraits.LaterFragment, 0)]
    [InlineData(0x0001, PacketTraits.LaterFragment, 0)]
    [InlineData(0x1FFF, PacketTraits.LaterFragment, 0)]
    [InlineData(0x6000, PacketTraits.FirstFragment | PacketTraits.DontFragment | PacketTraits.HasPorts, 53)]
    [InlineData(0x8000, PacketTraits.HasPorts, 53)] // the reserved bit means nothing
    public void Only_the_first_fragment_has_ports(int fragment, PacketTraits traits, int port)
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv4(17, Bytes.Udp(), fragment: fragment)).IsDecoded().Header;

        Assert.Equal(traits, header.Traits);
        Assert.Equal(port, header.DestinationPort);
        Assert.Equal(port == 0 ? 20 : 28, header.HeaderLength);
    }

    [Fact]
    public void A_later_fragment_needs_no_transport_header() =>
        Decoded.Raw(Bytes.Ipv4(6, [1, 2, 3], fragment: 0x0003)).IsDecoded();

    [Theory]
    [InlineData(2)] // IGMP
    [InlineData(47)] // GRE
    [InlineData(50)] // ESP
    [InlineData(51)] // AH
    [InlineData(58)] // ICMPv6 has no meaning in IPv4
    public void Another_protocol_is_decoded_without_ports(byte protocol)
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv4(protocol, [3, 3, 3, 3, 3, 3, 3, 3])).IsDecoded().Header;

        Assert.Equal(protocol, header.Protocol);
        Assert.Equal(20, header.HeaderLength);
        Assert.Equal(PacketTraits.DontFragment, header.Traits);
        Assert.Equal(0, header.SourcePort);
        Assert.Equal(0, header.IcmpType);
    }
}
