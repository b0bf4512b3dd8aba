namespace VpcSim.Wire.Tests.Tcp;

public class TcpTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(0x18)]
    [InlineData(0xFF)]
    public void Ports_and_flags_are_read(byte flags)
    {
        PacketHeader header = Decoded.Raw(Bytes.Ipv4(6, Bytes.Tcp(flags, payload: new byte[5]))).IsDecoded().Header;

        Assert.Equal(50000, header.SourcePort);
        Assert.Equal(443, header.DestinationPort);
        Assert.Equal(flags, header.TcpFlags);
        Assert.Equal(40, header.HeaderLength);
        Assert.Equal(45, header.Length);
        Assert.Equal(PacketTraits.HasPorts | PacketTraits.DontFragment, header.Traits);
    }

    [Theory]
    [InlineData("020405B4", 1460)]
    [InlineData("0101 0204 0218 0000", 536)]
    [InlineData("0402 080A 00000001 00000000 020422CD 0000", 8909)]
    [InlineData("0303 0700", 0)] // none among them
    [InlineData("0002 04 05", 0)] // behind the end of the list
    [InlineData("0203 05B4", 0)] // wrong length
    [InlineData("0200 05B4", 0)] // a length below 2 must not loop
    [InlineData("0101 0204", 0)] // longer than the header
    [InlineData("FEFF 0204", 0)]
    public void The_segment_size_of_a_syn_is_read(string options, int mss)
    {
        byte[] bytes = Bytes.Hex(options);
        bytes = [.. bytes, .. new byte[-bytes.Length & 3]];

        PacketHeader header = Decoded.Raw(Bytes.Ipv4(6, Bytes.Tcp(options: bytes))).IsDecoded().Header;

        Assert.Equal(mss, header.Mss);
        Assert.Equal(40 + bytes.Length, header.HeaderLength);
    }

    [Fact]
    public void The_segment_size_is_read_of_syn_and_syn_ack_alone()
    {
        byte[] option = Bytes.Hex("020405B4");
        Assert.Equal(1460, Decoded.Raw(Bytes.Ipv4(6, Bytes.Tcp(0x12, option))).Header.Mss);
        Assert.Equal(0, Decoded.Raw(Bytes.Ipv4(6, Bytes.Tcp(0x10, option))).Header.Mss);
    }

    [Fact]
    public void Options_may_be_cut_off_by_the_capture()
    {
        byte[] packet = Bytes.Ipv4(6, Bytes.Tcp(options: Bytes.Hex("0101 0204 05B4 0000")));
        for (int length = 40; length < 46; length++)
        {
            PacketHeader header = Decoded.Raw(packet[..length], packet.Length).IsDecoded().Header;
            Assert.Equal(0, header.Mss);
            Assert.Equal(48, header.HeaderLength);
        }

        Assert.Equal(1460, Decoded.Raw(packet[..46], packet.Length).IsDecoded().Header.Mss);
    }

    [Fact]
    public void A_capture_that_ends_within_the_first_20_bytes_is_refused()
    {
        byte[] packet = Bytes.Ipv4(6, Bytes.Tcp());
        for (int length = 20; length < 40; length++)
        {
            Decoded.Raw(packet[..length], packet.Length).IsRefusedFor(Undecodable.TransportHeaderCut);
        }
    }

    [Fact]
    public void A_packet_without_room_for_the_header_is_refused()
    {
        for (int length = 20; length < 40; length++)
        {
            Decoded.Raw(Bytes.Ipv4(6, Bytes.Tcp(), totalLength: length)).IsRefusedFor(Undecodable.TransportHeaderInvalid);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(6)] // one word beyond the packet
    [InlineData(15)]
    public void An_impossible_data_offset_is_refused(int dataOffset) =>
        Decoded.Raw(Bytes.Ipv4(6, Bytes.Tcp(dataOffset: dataOffset))).IsRefusedFor(Undecodable.TransportHeaderInvalid);
}
