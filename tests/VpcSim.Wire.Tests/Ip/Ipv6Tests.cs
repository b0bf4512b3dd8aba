namespace VpcSim.Wire.Tests.Ip;

public class Ipv6Tests
{
    [Fact]
    public void Header_fields_are_read()
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv6(17, Bytes.Udp(new byte[12]), hopLimit: 5)).IsDecoded().Header;

        Assert.Equal(6, header.Version);
        Assert.Equal(Bytes.Address(Bytes.Client6), header.Source);
        Assert.Equal(Bytes.Address(Bytes.Server6), header.Destination);
        Assert.Equal(17, header.Protocol);
        Assert.Equal(5, header.Ttl);
        Assert.Equal(0u, header.FragmentId);
        Assert.Equal(60, header.Length);
        Assert.Equal(48, header.HeaderLength);
        Assert.Equal(PacketTraits.DontFragment | PacketTraits.HasPorts, header.Traits);
    }

    [Theory]
    [InlineData(0, 16)] // hop-by-hop
    [InlineData(43, 16)] // routing
    [InlineData(60, 16)] // destination options
    [InlineData(135, 16)] // mobility
    [InlineData(139, 16)] // HIP
    [InlineData(140, 16)] // shim6
    [InlineData(51, 12)] // AH counts words of four bytes (RFC 4302 section 2.2)
    public void An_extension_header_is_stepped_over(byte header, int length)
    {
        byte[] extension = [17, 1, .. new byte[length - 2]];

        PacketHeader decoded = Decoded.Raw(Bytes.Ipv6(header, Bytes.Join(extension, Bytes.Udp()))).IsDecoded().Header;

        Assert.Equal(17, decoded.Protocol);
        Assert.Equal(53, decoded.DestinationPort);
        Assert.Equal(40 + length + 8, decoded.HeaderLength);
    }

    [Fact]
    public void Several_extension_headers_are_stepped_over()
    {
        byte[] chain = Bytes.Join([60, 0, .. new byte[6]], [43, 0, .. new byte[6]], [6, 0, .. new byte[6]], Bytes.Tcp());

        PacketHeader header = Decoded.Raw(Bytes.Ipv6(0, chain)).IsDecoded().Header;

        Assert.Equal(6, header.Protocol);
        Assert.Equal(40 + 24 + 20, header.HeaderLength);
        Assert.Equal(2, header.TcpFlags);
    }

    [Theory]
    [InlineData(50)] // ESP
    [InlineData(59)] // no next header
    [InlineData(4)] // IPv4 in IPv6
    public void Another_protocol_ends_the_walk(byte protocol)
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv6(protocol, new byte[30])).IsDecoded().Header;

        Assert.Equal(protocol, header.Protocol);
        Assert.Equal(40, header.HeaderLength);
    }

    [Theory]
    [InlineData(0x0001, PacketTraits.FirstFragment, 53)]
    [InlineData(0x0008, PacketTraits.LaterFragment, 0)]
    [InlineData(0x0009, PacketTraits.LaterFragment, 0)]
    [InlineData(0x0000, PacketTraits.None, 53)] // an atomic fragment is a whole packet (RFC 6946)
    [InlineData(0x0006, PacketTraits.None, 53)] // reserved bits mean nothing
    public void The_fragment_header_gives_offset_and_identification(int field, PacketTraits trait, int port)
    {
        byte[] fragment = Bytes.Join([17, 0], Bytes.Be16(field), Bytes.Be32(0xDEADBEEF), Bytes.Udp());

        PacketHeader header = Decoded.Raw(Bytes.Ipv6(44, fragment)).IsDecoded().Header;

        Assert.Equal(trait, header.Traits & (PacketTraits.FirstFragment | PacketTraits.LaterFragment));
        Assert.Equal(port, header.DestinationPort);
        Assert.Equal(0xDEADBEEF, header.FragmentId);
        Assert.Equal(17, header.Protocol);
    }

    [Fact]
    public void Behind_the_fragment_header_of_a_later_fragment_nothing_is_read()
    {
        byte[] fragment = Bytes.Join([60, 0], Bytes.Be16(8), Bytes.Be32(1), [255, 255, 255]);

        PacketHeader header = Decoded.Raw(Bytes.Ipv6(44, fragment)).IsDecoded().Header;

        Assert.Equal(60, header.Protocol);
        Assert.Equal(48, header.HeaderLength);
    }

    [Fact]
    public void Payload_length_0_stands_for_the_original_length_less_the_link_header()
    {
        byte[] frame = Bytes.Ethernet(0x86DD, Bytes.Ipv6(6, Bytes.Tcp(), payloadLength: 0));

        Assert.Equal(100_000, Decoded.Ethernet(frame, originalLength: 100_014).IsDecoded().Header.Length);
    }

    [Fact]
    public void Payload_length_0_without_a_next_header_is_just_that()
    {
        byte[] frame = Bytes.Ethernet(0x86DD, Bytes.Join(Bytes.Ipv6(59, []), new byte[6]));

        Assert.Equal(40, Decoded.Ethernet(frame).IsDecoded().Header.Length);
    }

    [Fact]
    public void A_packet_that_ends_within_its_headers_is_refused()
    {
        byte[] packet = Bytes.Ipv6(0, Bytes.Join([17, 1, .. new byte[14]], Bytes.Udp()));
        for (int length = 1; length < packet.Length; length++)
        {
            Undecodable why = length < 56 ? Undecodable.IpHeaderCut : Undecodable.TransportHeaderCut;
            Decoded.Raw(packet[..length], packet.Length).IsRefusedFor(why);
        }

        Decoded.Raw(packet).IsDecoded();
    }

    [Fact]
    public void An_extension_header_that_the_packet_has_no_room_for_is_refused()
    {
        Decoded.Raw(Bytes.Ipv6(0, [17, 1, 0, 0, 0, 0, 0, 0])).IsRefusedFor(Undecodable.IpHeaderInvalid);
        Decoded.Raw(Bytes.Ipv6(0, [17, 0, 0, 0])).IsRefusedFor(Undecodable.IpHeaderInvalid);
    }

    [Fact]
    public void More_extension_headers_than_sixteen_are_refused()
    {
        byte[] header = [60, 0, .. new byte[6]];
        byte[] last = [59, 0, .. new byte[6]];
        Decoded.Raw(Bytes.Ipv6(60, Bytes.Join([.. Enumerable.Repeat(header, 15), last]))).IsDecoded();
        Decoded.Raw(Bytes.Ipv6(60, Bytes.Join([.. Enumerable.Repeat(header, 16), last]))).IsRefusedFor(Undecodable.IpHeaderInvalid);
    }

    [Fact]
    public void Another_version_is_refused() =>
        Decoded.Ethernet(Bytes.Ethernet(0x86DD, [0x40, .. Bytes.Ipv6(17, Bytes.Udp())[1..]])).IsRefusedFor(Undecodable.IpHeaderInvalid);
}
