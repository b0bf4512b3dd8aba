using VpcSim.Wire.Answers;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Tests.Rewriting;

namespace VpcSim.Wire.Tests.Answers;

/// <summary>Answers are decoded by our own decoder, and their checksums held against those of the whole packet.</summary>
public class AnswerPacketsTests
{
    private static readonly WireAddress _router4 = WireAddress.FromIPv4(0x0A000101), _host4 = WireAddress.FromIPv4(0x0A000105);
    private static readonly WireAddress _router6 = new(0x2001_0DB8_0000_0001, 1), _host6 = new(0x2001_0DB8_0000_0001, 5);

    [Fact]
    public void An_error_of_IPv4_says_the_MTU_and_quotes_the_packet()
    {
        byte[] about = Summed.V4(17, Bytes.Udp(new byte[1000]));

        byte[] error = AnswerPackets.IcmpError(_router4, _host4, 3, 4, 1500, about);

        Decoded decoded = Decoded.From(LinkType.Raw, error);
        Assert.Equal((_router4, _host4, (byte)3, (byte)4), (decoded.Header.Source, decoded.Header.Destination, decoded.Header.IcmpType, decoded.Header.IcmpCode));
        Assert.Equal(1500, Summed.Word(error, 26));
        Assert.Equal(576, error.Length);
        Assert.Equal(about[..548], error[28..]);
        Assert.True((decoded.Header.Traits & PacketTraits.QuotesPacket) != 0);
        Assert.Equal(error, Summed.Packet(error, 20, 1));
    }

    [Theory] // RFC 4291 section 2.5.5.2: an address in IPv6's form, whatever stands at the other end
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_packet_of_IPv6_with_IPv4_mapped_addresses_is_answered_in_IPv6(bool fromMapped, bool toMapped)
    {
        byte[] mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 10, 0, 1, 5];
        byte[] about = Bytes.Ipv6(6, Bytes.Tcp());
        if (fromMapped) mapped.CopyTo(about, 8);
        if (toMapped) mapped.CopyTo(about, 24);

        byte[] reset = AnswerPackets.TcpReset(about, about.Length)!;

        Assert.Equal((6, Convert.ToHexString(about[24..40]), Convert.ToHexString(about[8..24])), (reset[0] >> 4, Convert.ToHexString(reset[8..24]), Convert.ToHexString(reset[24..40])));
        Assert.Equal(reset, Summed.Packet(reset, 40, 6));
        if (fromMapped == toMapped) return;
        byte[] error = AnswerPackets.IcmpError(Bytes.Address(about[24..40]), Bytes.Address(about[8..24]), 1, 0, 0, about);
        Assert.Equal((6, (byte)58), (error[0] >> 4, error[6]));
        Assert.Equal(error, Summed.Packet(error, 40, 58));
    }

    [Fact]
    public void An_error_of_IPv6_says_the_MTU_and_quotes_the_packet()
    {
        byte[] about = Summed.V6(17, Bytes.Udp(new byte[2000]));

        byte[] error = AnswerPackets.IcmpError(_router6, _host6, 2, 0, 1500, about);

        Decoded decoded = Decoded.From(LinkType.Raw, error);
        Assert.Equal((_router6, _host6, (byte)2), (decoded.Header.Source, decoded.Header.Destination, decoded.Header.IcmpType));
        Assert.Equal(1500, Summed.Word(error, 46));
        Assert.Equal(1280, error.Length);
        Assert.Equal(error, Summed.Packet(error, 40, 58));
    }

    [Theory]
    [InlineData(0x10, 100, 0x04, 0x5566_7788, 0)] // ACK: the reset goes where the peer expects its next byte
    [InlineData(0x02, 0, 0x14, 0, 0x1122_3345)] // SYN: it counts as one
    [InlineData(0x01, 100, 0x14, 0, 0x1122_33A9)]
    public void A_reset_fits_the_segment_that_it_answers(byte flags, int data, byte answered, uint sequence, uint acknowledgment)
    {
        byte[] tcp = Bytes.Join(Bytes.Tcp(), new byte[data]);
        byte[] header = [0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88];
        header.CopyTo(tcp, 4);
        tcp[13] = flags;
        byte[] segment = Bytes.Ipv4(6, tcp);
        Decoded asked = Decoded.From(LinkType.Raw, segment);

        byte[] reset = AnswerPackets.TcpReset(segment, segment.Length)!;

        Decoded decoded = Decoded.From(LinkType.Raw, reset);
        Assert.Equal((asked.Header.Destination, asked.Header.Source, asked.Header.DestinationPort, asked.Header.SourcePort),
            (decoded.Header.Source, decoded.Header.Destination, decoded.Header.SourcePort, decoded.Header.DestinationPort));
        Assert.Equal(answered, decoded.Header.TcpFlags);
        Assert.Equal((sequence, acknowledgment), ((uint)(Summed.Word(reset, 24) << 16 | Summed.Word(reset, 26)), (uint)(Summed.Word(reset, 28) << 16 | Summed.Word(reset, 30))));
        Assert.Equal(reset, Summed.Packet(reset, 20, 6));
    }

    [Fact]
    public void A_reset_of_IPv6_has_right_checksums_too()
    {
        byte[] segment = Bytes.Ipv6(60, Bytes.Join([6, 0, .. new byte[6]], Bytes.Tcp()));

        byte[] reset = AnswerPackets.TcpReset(segment, segment.Length)!;

        Assert.Equal(60, reset.Length);
        Assert.Equal(reset, Summed.Packet(reset, 40, 6));
    }

    [Fact]
    public void A_segment_whose_header_was_cut_off_gets_no_answer() =>
        Assert.Null(AnswerPackets.TcpReset(Bytes.Ipv4(6, new byte[10]), 40));
}
