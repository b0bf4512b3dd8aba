namespace VpcSim.Wire.Tests.Udp;

public class UdpTests
{
    [Theory]
    [InlineData(17)]
    [InlineData(136)] // UDP-Lite
    public void Ports_are_read(byte protocol)
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv4(protocol, Bytes.Udp(new byte[4]))).IsDecoded().Header;

        Assert.Equal(50000, header.SourcePort);
        Assert.Equal(53, header.DestinationPort);
        Assert.Equal(28, header.HeaderLength);
        Assert.Equal(PacketTraits.HasPorts | PacketTraits.DontFragment, header.Traits);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(7, true)]
    [InlineData(0, false)] // RFC 2675 section 4
    [InlineData(8, false)]
    [InlineData(65535, false)] // segmentation offload writes what it likes
    public void A_length_below_the_header_is_refused(int length, bool isRefused)
    {
        Decoded decoded = Decoded.Raw(Bytes.Ipv4(17, Bytes.Udp(length: length)));
        if (isRefused)
        {
            decoded.IsRefusedFor(Undecodable.TransportHeaderInvalid);
        }
        else
        {
            decoded.IsDecoded();
        }
    }

    [Theory]
    [InlineData(17, 8)]
    [InlineData(136, 8)]
    [InlineData(132, 12)]
    [InlineData(33, 12)]
    public void A_header_that_is_not_whole_is_refused(byte protocol, int headerLength)
    {
        byte[] packet = Bytes.Ipv4(protocol, [.. Bytes.Udp(), 0, 0, 0, 0]);
        for (int length = 20; length < 20 + headerLength; length++)
        {
            Decoded.Raw(packet[..length], packet.Length).IsRefusedFor(Undecodable.TransportHeaderCut);
            byte[] shorter = Bytes.Ipv4(protocol, packet[20..length]);
            Decoded.Raw(shorter).IsRefusedFor(Undecodable.TransportHeaderInvalid);
        }
    }

    [Fact]
    public void Sctp_ports_are_read()
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv4(132, Bytes.Hex("1388 0B59 00000001 00000000"))).IsDecoded().Header;

        Assert.Equal(5000, header.SourcePort);
        Assert.Equal(2905, header.DestinationPort);
        Assert.Equal(32, header.HeaderLength);
    }

    [Theory]
    [InlineData("1388 0B59 03 00 0000 00000000", 32)]
    [InlineData("1388 0B59 02 00 0000 00000000", -1)] // data offset below the header
    [InlineData("1388 0B59 04 00 0000 00000000", -1)] // beyond the packet
    public void Dccp_ports_are_read(string hex, int headerLength)
    {
        Decoded decoded = Decoded.Raw(Bytes.Ipv4(33, Bytes.Hex(hex)));
        if (headerLength < 0)
        {
            decoded.IsRefusedFor(Undecodable.TransportHeaderInvalid);
            return;
        }

        Assert.Equal(5000, decoded.IsDecoded().Header.SourcePort);
        Assert.Equal(2905, decoded.Header.DestinationPort);
        Assert.Equal(headerLength, decoded.Header.HeaderLength);
    }
}
