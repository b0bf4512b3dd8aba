using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Tests.Tunnels;

/// <summary>Captures, mirrors and links that cut packets of tunnels.</summary>
public class CutTunnelTests
{
    public static TheoryData<byte[]> Whole =>
    [
        Tunnel.Vxlan(7, Tunnel.Frame),
        Tunnel.Geneve(7, 0x0800, Tunnel.Packet, new byte[12]),
        Tunnel.Geneve(7, 0x6558, Tunnel.Frame),
        Tunnel.Gre(0x6558, Tunnel.Frame, key: 7, sequence: 1, checksum: true),
        Tunnel.Gre(0x86DD, Tunnel.Packet6),
        Tunnel.Gre(0x88BE, Tunnel.Frame),
        Tunnel.Erspan2(7, Tunnel.Frame),
        Tunnel.Erspan3(7, Tunnel.Frame, platform: true),
    ];

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_snapped_packet_shows_what_was_captured_of_its_inner_frame_and_its_whole_length(byte[] packet)
    {
        Opened whole = Opened.Raw(packet);
        for (int length = 0; length < packet.Length; length++)
        {
            Opened cut = Opened.Raw(packet[..length], originalLength: packet.Length);

            if (length < 28) Assert.True(cut.Encapsulation is Encapsulation.Plain or Encapsulation.Tunnel);
            else Assert.Equal(Encapsulation.Tunnel, cut.Encapsulation);
            Assert.StartsWith(cut.Hex, whole.Hex, StringComparison.Ordinal);
            if (length > whole.Inner.At) Assert.Equal(whole.Inner with { Length = length - whole.Inner.At }, cut.Inner);
            else Assert.Equal(0, cut.Inner.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_tunnel_whose_packet_has_no_room_for_its_header_is_none(byte[] packet)
    {
        int headers = Opened.Raw(packet).Inner.At;
        for (int payload = 0; payload < headers - 28; payload++)
        {
            byte[] small = Bytes.Ipv4(packet[9], packet[20..(28 + payload)]);
            if (packet[9] == 17) (small[24], small[25]) = (0, (byte)(8 + payload));

            Assert.Equal(Encapsulation.Plain, Opened.Raw(small).Encapsulation);
        }
    }

    [Fact] // EC2 API, ModifyTrafficMirrorSession: PacketLength is "the number of bytes in each packet to mirror"
    public void A_mirror_that_truncates_leaves_the_length_to_the_inner_ip_header()
    {
        Opened v4 = Opened.Raw(Tunnel.Vxlan(7, Tunnel.Frame[..60]));
        Opened v6 = Opened.Raw(Tunnel.Geneve(7, 0x86DD, Tunnel.Packet6[..45]));

        Assert.Equal((60, Tunnel.Frame.Length), (v4.Inner.Length, v4.Inner.OriginalLength));
        Assert.Equal((45, Tunnel.Packet6.Length), (v6.Inner.Length, v6.Inner.OriginalLength));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_fragmented_tunnel_packet_the_first_fragment_holds_the_inner_headers(bool vxlan)
    {
        byte[] frame = Bytes.Ethernet(0x0800, Bytes.Ipv4(6, Bytes.Tcp(payload: new byte[2000])));
        byte[] whole = vxlan ? Tunnel.Vxlan(7, frame) : Tunnel.Gre(0x6558, frame, key: 7);
        byte[] first = Bytes.Ipv4(whole[9], whole[20..1020], fragment: 0x2000);

        Opened opened = Opened.Raw(first);

        Assert.Equal(Encapsulation.Tunnel, opened.Encapsulation);
        Assert.Equal((7, frame.Length), (opened.Inner.Session, opened.Inner.OriginalLength));
        Assert.Equal(first.Length, opened.Inner.At + opened.Inner.Length);
        Opened.Raw(Bytes.Ipv4(whole[9], whole[1020..], fragment: 125)).Is(Encapsulation.LaterFragment);
        Opened.Raw(Bytes.Ipv4(6, whole[1020..], fragment: 125)).Is(Encapsulation.Plain);
    }
}
