namespace VpcSim.Wire.Tests.Icmp;

public class IcmpTests
{
    private const PacketTraits OfIcmp = PacketTraits.EchoRequest | PacketTraits.EchoReply | PacketTraits.QuotesPacket | PacketTraits.HasPorts;

    [Theory]
    [InlineData(8, PacketTraits.EchoRequest)]
    [InlineData(0, PacketTraits.EchoReply)]
    [InlineData(13, PacketTraits.None)] // timestamp
    [InlineData(14, PacketTraits.None)]
    [InlineData(17, PacketTraits.None)] // address mask
    public void A_query_has_identifier_and_sequence(byte type, PacketTraits traits)
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv4(1, Bytes.Icmp(type, 0, 0xABCD, 3))).IsDecoded().Header;

        Assert.Equal(type, header.IcmpType);
        Assert.Equal(0xABCD, header.IcmpIdentifier);
        Assert.Equal(3, header.IcmpSequence);
        Assert.Equal(traits, header.Traits & OfIcmp);
        Assert.Equal(28, header.HeaderLength);
    }

    [Theory]
    [InlineData(128, PacketTraits.EchoRequest, 0xABCD)]
    [InlineData(129, PacketTraits.EchoReply, 0xABCD)]
    [InlineData(135, PacketTraits.None, 0)] // neighbour solicitation
    [InlineData(8, PacketTraits.None, 0)] // an echo of ICMP is none of ICMPv6
    public void Only_echoes_of_version_6_have_identifier_and_sequence(byte type, PacketTraits traits, int id)
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv6(58, Bytes.Icmp(type, 0, 0xABCD, 3))).IsDecoded().Header;

        Assert.Equal(type, header.IcmpType);
        Assert.Equal(id, header.IcmpIdentifier);
        Assert.Equal(id == 0 ? 0 : 3, header.IcmpSequence);
        Assert.Equal(traits, header.Traits & OfIcmp);
    }

    [Theory]
    [InlineData(3, true)] // destination unreachable
    [InlineData(4, true)] // source quench
    [InlineData(5, true)] // redirect
    [InlineData(11, true)] // time exceeded
    [InlineData(12, true)] // parameter problem
    [InlineData(9, false)] // router advertisement
    [InlineData(8, false)]
    public void An_error_quotes_a_packet(byte type, bool quotes)
    {
        byte[] quoted = Bytes.Ipv4(17, Bytes.Udp(to: 33434), totalLength: 60)[..28];

        Decoded decoded = Decoded.Raw(Bytes.Ipv4(1, Bytes.Icmp(type, 1, body: quoted))).IsDecoded();

        Assert.Equal(quotes, decoded.Has(PacketTraits.QuotesPacket));
        Assert.Equal(1, decoded.Header.IcmpCode);
        Assert.Equal(quotes ? 17 : 9, decoded.Quote.Protocol); // 9 stood there before
        if (quotes)
        {
            Assert.Equal(Bytes.Address(Bytes.Client), decoded.Quote.Source);
            Assert.Equal(Bytes.Address(Bytes.Server), decoded.Quote.Destination);
            Assert.Equal(50000, decoded.Quote.SourcePort);
            Assert.Equal(33434, decoded.Quote.DestinationPort);
            Assert.Equal(0, decoded.Header.IcmpIdentifier);
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(128, false)]
    public void An_error_of_version_6_quotes_a_packet(byte type, bool quotes)
    {
        byte[] quoted = Bytes.Ipv6(60, Bytes.Join([6, 0, .. new byte[6]], Bytes.Tcp()));

        Decoded decoded = Decoded.Raw(Bytes.Ipv6(58, Bytes.Icmp(type, 0, body: quoted))).IsDecoded();

        Assert.Equal(quotes, decoded.Has(PacketTraits.QuotesPacket));
        if (quotes)
        {
            Assert.Equal(Bytes.Address(Bytes.Client6), decoded.Quote.Source);
            Assert.Equal(Bytes.Address(Bytes.Server6), decoded.Quote.Destination);
            Assert.Equal(6, decoded.Quote.Protocol);
            Assert.Equal(50000, decoded.Quote.SourcePort);
            Assert.Equal(443, decoded.Quote.DestinationPort);
        }
    }

    [Fact]
    public void A_quoted_echo_shows_its_identifier()
    {
        byte[] quoted = Bytes.Ipv4(1, Bytes.Icmp(8, 0, 77, 5));
        QuotedPacket quote = Decoded.Raw(Bytes.Ipv4(1, Bytes.Icmp(11, 0, body: quoted))).IsDecoded().Quote;
        Assert.Equal(8, quote.IcmpType);
        Assert.Equal(77, quote.IcmpIdentifier);
        Assert.Equal(5, quote.IcmpSequence);
        Assert.Equal(0, quote.SourcePort);

        byte[] quoted6 = Bytes.Ipv6(58, Bytes.Icmp(128, 0, 78, 6));
        QuotedPacket quote6 = Decoded.Raw(Bytes.Ipv6(58, Bytes.Icmp(3, 0, body: quoted6))).IsDecoded().Quote;
        Assert.Equal(128, quote6.IcmpType);
        Assert.Equal(78, quote6.IcmpIdentifier);
        Assert.Equal(6, quote6.IcmpSequence);
    }

    [Fact]
    public void A_quoted_later_fragment_shows_no_ports()
    {
        byte[] quoted = Bytes.Ipv4(17, Bytes.Udp(), fragment: 0x00B9);

        QuotedPacket quote = Decoded.Raw(Bytes.Ipv4(1, Bytes.Icmp(11, 1, body: quoted))).IsDecoded().Quote;

        Assert.True(quote.LaterFragment);
        Assert.Equal(0, quote.DestinationPort);
    }

    [Fact]
    public void A_quote_needs_its_ip_header_and_may_lack_the_rest()
    {
        byte[] packet = Bytes.Ipv4(1, Bytes.Icmp(3, 3, body: Bytes.Ipv4(17, Bytes.Udp())));
        for (int length = 24; length < packet.Length; length++)
        {
            Decoded decoded = Decoded.Raw(packet[..length], packet.Length).IsDecoded();
            Assert.Equal(3, decoded.Header.IcmpType);
            Assert.Equal(length >= 48, decoded.Has(PacketTraits.QuotesPacket));
            if (length >= 48)
            {
                Assert.Equal(length >= 52 ? 53 : 0, decoded.Quote.DestinationPort);
            }
        }
    }

    [Fact]
    public void What_is_no_ip_packet_is_not_taken_for_a_quote()
    {
        byte[] quoted = [0x44, .. Bytes.Ipv4(17, Bytes.Udp())[1..]]; // header of four words
        Assert.False(Decoded.Raw(Bytes.Ipv4(1, Bytes.Icmp(3, 3, body: quoted))).IsDecoded().Has(PacketTraits.QuotesPacket));
        Assert.False(Decoded.Raw(Bytes.Ipv4(1, Bytes.Icmp(3, 3, body: Bytes.Ipv6(17, Bytes.Udp())))).IsDecoded().Has(PacketTraits.QuotesPacket));
        Assert.False(Decoded.Raw(Bytes.Ipv6(58, Bytes.Icmp(1, 3, body: Bytes.Ipv4(17, Bytes.Udp(new byte[40]))))).IsDecoded().Has(PacketTraits.QuotesPacket));
    }

    [Fact]
    public void Four_bytes_are_enough()
    {
        byte[] packet = Bytes.Ipv4(1, Bytes.Icmp(8, 0, 77, 5));
        for (int length = 20; length < 28; length++)
        {
            Decoded decoded = Decoded.Raw(packet[..length], packet.Length);
            if (length < 24)
            {
                decoded.IsRefusedFor(Undecodable.TransportHeaderCut);
            }
            else
            {
                Assert.Equal(0, decoded.IsDecoded().Header.IcmpIdentifier);
                Assert.True(decoded.Has(PacketTraits.EchoRequest));
            }
        }

        Decoded.Raw(Bytes.Ipv4(1, [8, 0, 0])).IsRefusedFor(Undecodable.TransportHeaderInvalid);
    }
}
