using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Tests.Tunnels;

public class DecapsulationTests
{
    // The options that Gateway Load Balancers add, class 0x0108: endpoint, attachment, flow cookie.
    private static readonly byte[] _optionsOfAws = Bytes.Hex("0108 0102 0A1B2C3D4E5F6071 0108 0202 0000000000000000 0108 0301 DEADBEEF");

    [Theory]
    [InlineData(0u)]
    [InlineData(7u)]
    [InlineData(0xFF_FFFFu)]
    public void Vxlan_holds_an_ethernet_frame_and_a_vni_of_24_bits(uint vni) =>
        Opened.Raw(Tunnel.Vxlan(vni, Tunnel.Frame)).Holds(Tunnel.Frame, TunnelKind.Vxlan, vni, LinkType.Ethernet);

    [Fact] // RFC 7348 section 5: "The I flag MUST be set to 1 for a valid VXLAN Network ID"; the other flags are reserved and ignored
    public void Vxlan_without_its_i_flag_is_none()
    {
        Opened.Raw(Tunnel.Vxlan(7, Tunnel.Frame, flags: 0xF7)).Is(Encapsulation.Plain);
        Opened.Raw(Tunnel.Vxlan(7, Tunnel.Frame, flags: 0xFF)).Holds(Tunnel.Frame, TunnelKind.Vxlan, 7, LinkType.Ethernet);
    }

    [Theory]
    [InlineData(4788)]
    [InlineData(4790)] // VXLAN-GPE
    [InlineData(8472)]
    public void Udp_at_another_port_is_no_tunnel(int port) =>
        Opened.Raw(Tunnel.Udp(port, Bytes.Join([8, 0, 0, 0, 0, 0, 7, 0], Tunnel.Frame))).Is(Encapsulation.Plain);

    [Fact]
    public void Only_the_destination_port_makes_a_tunnel() => Opened.Raw(Bytes.Ipv4(17, Bytes.Udp(Bytes.Join([8, 0, 0, 0, 0, 0, 7, 0], Tunnel.Frame), from: 4789, to: 53))).Is(Encapsulation.Plain);

    [Fact] // Gateway Load Balancer guide, "Target groups for your Gateway Load Balancers"
    public void Geneve_holds_ethernet_or_ip_behind_any_options()
    {
        Opened.Raw(Tunnel.Geneve(5, 0x6558, Tunnel.Frame)).Holds(Tunnel.Frame, TunnelKind.Geneve, 5, LinkType.Ethernet);
        Opened.Raw(Tunnel.Geneve(5, 0x86DD, Tunnel.Packet6)).Holds(Tunnel.Packet6, TunnelKind.Geneve, 5, LinkType.Ipv6);
        Opened.Raw(Tunnel.Geneve(5, 0x0800, Tunnel.Packet, new byte[63 * 4])).Holds(Tunnel.Packet, TunnelKind.Geneve, 5, LinkType.Ipv4);
        Opened.Raw(Tunnel.Geneve(0, 0x0800, Tunnel.Packet, _optionsOfAws)).Holds(Tunnel.Packet, TunnelKind.Geneve, 0, LinkType.Ipv4);
        Opened.Raw(Tunnel.Geneve(0, 0x0800, Tunnel.Packet, second: 0x40)).Holds(Tunnel.Packet, TunnelKind.Geneve, 0, LinkType.Ipv4); // critical options
    }

    [Fact]
    public void Geneve_of_another_version_or_payload_and_its_control_packets_are_none()
    {
        Opened.Raw(Tunnel.Geneve(5, 0x0800, Tunnel.Packet, first: 0x40)).Is(Encapsulation.Plain);
        Opened.Raw(Tunnel.Geneve(5, 0x0800, Tunnel.Packet, second: 0x80)).Is(Encapsulation.Plain);
        Opened.Raw(Tunnel.Geneve(5, 0x8847, Tunnel.Packet)).Is(Encapsulation.Plain);
        Opened.Raw(Tunnel.Geneve(5, 0x0800, [], first: 63)).Is(Encapsulation.Plain); // options beyond the packet
    }

    [Theory]
    [InlineData(false, null, null)]
    [InlineData(true, null, null)]
    [InlineData(false, 7u, null)]
    [InlineData(true, 0xFFFF_FFFFu, 5u)]
    [InlineData(false, null, 5u)]
    public void Gre_has_a_checksum_a_key_and_a_sequence_number_in_any_combination(bool checksum, uint? key, uint? sequence)
    {
        Opened.Raw(Tunnel.Gre(0x6558, Tunnel.Frame, 0, key, sequence, checksum)).Holds(Tunnel.Frame, TunnelKind.Gre, (long?)key ?? -1, LinkType.Ethernet);
        Opened.Raw(Tunnel.Gre(0x0800, Tunnel.Packet, 0, key, sequence, checksum)).Holds(Tunnel.Packet, TunnelKind.Gre, (long?)key ?? -1, LinkType.Ipv4);
        Opened.Raw(Tunnel.Gre(0x86DD, Tunnel.Packet6, 0, key, sequence, checksum)).Holds(Tunnel.Packet6, TunnelKind.Gre, (long?)key ?? -1, LinkType.Ipv6);
    }

    [Theory]
    [InlineData(0x4000, 0x0800)] // source routes
    [InlineData(0x0001, 0x880B)] // PPTP
    [InlineData(0x0001, 0x0800)]
    [InlineData(0x0000, 0x8847)] // MPLS
    [InlineData(0x0000, 0x883E)] // WCCP
    public void Gre_of_another_kind_is_none(int flags, int type) => Opened.Raw(Tunnel.Gre(type, Tunnel.Packet, flags)).Is(Encapsulation.Plain);

    [Fact]
    public void Erspan_is_of_type_1_without_a_sequence_number()
    {
        Opened.Raw(Tunnel.Gre(0x88BE, Tunnel.Frame)).Holds(Tunnel.Frame, TunnelKind.Erspan, -1, LinkType.Ethernet);
        Opened.Raw(Tunnel.Erspan2(1023, Tunnel.Frame)).Holds(Tunnel.Frame, TunnelKind.Erspan, 1023, LinkType.Ethernet);
        Opened.Raw(Tunnel.Erspan2(0xFC00 | 9, Tunnel.Frame)).Holds(Tunnel.Frame, TunnelKind.Erspan, 9, LinkType.Ethernet); // class of service above it
        Opened.Raw(Tunnel.Erspan2(9, Tunnel.Frame, version: 2)).Is(Encapsulation.Plain);
    }

    [Fact]
    public void Erspan_of_type_3_may_have_a_platform_header_and_may_hold_ip()
    {
        Opened.Raw(Tunnel.Erspan3(9, Tunnel.Frame)).Holds(Tunnel.Frame, TunnelKind.Erspan, 9, LinkType.Ethernet);
        Opened.Raw(Tunnel.Erspan3(9, Tunnel.Frame, platform: true)).Holds(Tunnel.Frame, TunnelKind.Erspan, 9, LinkType.Ethernet);
        Opened.Raw(Tunnel.Erspan3(9, Tunnel.Packet6, frameType: 2)).Holds(Tunnel.Packet6, TunnelKind.Erspan, 9, LinkType.Raw);
        Opened.Raw(Tunnel.Erspan3(9, Tunnel.Frame, frameType: 3)).Is(Encapsulation.Plain);
        Opened.Raw(Tunnel.Erspan3(9, Tunnel.Frame, version: 1)).Is(Encapsulation.Plain);
    }

    [Fact]
    public void Erspan_of_type_3_needs_no_sequence_number() =>
        Opened.Raw(Tunnel.Erspan3(9, Tunnel.Frame, sequence: null)).Holds(Tunnel.Frame, TunnelKind.Erspan, 9, LinkType.Ethernet);

    [Theory]
    [InlineData(LinkType.Ethernet, "020000000001 020000000002 0800")]
    [InlineData(LinkType.Ethernet, "020000000001 020000000002 88A8 000D 8100 000A 0800")]
    [InlineData(LinkType.Ethernet, "020000000001 020000000002 9200 000D 8100 000A 0800")]
    [InlineData(LinkType.LinuxSll, "0000 0001 0006 020000000001 0000 0800")]
    [InlineData(LinkType.LinuxSll2, "0800 0000 00000002 0001 00 06 020000000001 0000")]
    [InlineData(LinkType.Null, "02000000")]
    [InlineData(LinkType.Ipv4, "")]
    [InlineData(LinkType.Raw, "")]
    public void Tunnels_are_found_behind_any_link_header(LinkType link, string header) =>
        Opened.From(link, Bytes.Join(Bytes.Hex(header), Tunnel.Vxlan(7, Tunnel.Frame))).Holds(Tunnel.Frame, TunnelKind.Vxlan, 7, LinkType.Ethernet);

    [Fact]
    public void Tunnels_are_found_over_ipv6_and_behind_extension_headers()
    {
        byte[] udp = Tunnel.Vxlan(7, Tunnel.Frame)[20..];
        Opened.Raw(Bytes.Ipv6(17, udp)).Holds(Tunnel.Frame, TunnelKind.Vxlan, 7, LinkType.Ethernet);
        Opened.Raw(Bytes.Ipv6(60, Bytes.Join([17, 0, .. new byte[6]], udp))).Holds(Tunnel.Frame, TunnelKind.Vxlan, 7, LinkType.Ethernet);
        Opened.Raw(Bytes.Ipv6(47, Tunnel.Gre(0x6558, Tunnel.Frame, key: 3)[20..])).Holds(Tunnel.Frame, TunnelKind.Gre, 3, LinkType.Ethernet);
    }

    [Fact]
    public void Only_the_kinds_that_are_looked_for_are_opened()
    {
        Opened.Raw(Tunnel.Vxlan(7, Tunnel.Frame), TunnelKind.Geneve).Is(Encapsulation.Plain);
        Opened.Raw(Tunnel.Geneve(7, 0x0800, Tunnel.Packet), TunnelKind.Vxlan | TunnelKind.Gre).Is(Encapsulation.Plain);
        Opened.Raw(Tunnel.Erspan2(7, Tunnel.Frame), TunnelKind.Gre).Is(Encapsulation.Plain);
        Opened.Raw(Tunnel.Erspan2(7, Tunnel.Frame), TunnelKind.Gre | TunnelKind.Erspan).Holds(Tunnel.Frame, TunnelKind.Erspan, 7, LinkType.Ethernet);
    }

    [Fact]
    public void Of_a_tunnel_within_a_tunnel_the_outer_one_is_opened()
    {
        byte[] nested = Bytes.Ethernet(0x0800, Tunnel.Vxlan(8, Tunnel.Frame));

        Opened.Raw(Tunnel.Vxlan(7, nested)).Holds(nested, TunnelKind.Vxlan, 7, LinkType.Ethernet);
    }

    [Fact]
    public void What_comes_beside_a_tunnel_is_told_apart()
    {
        Opened.From(LinkType.Ethernet, Bytes.Ethernet(0x0806, new byte[46])).Is(Encapsulation.Beside);
        Opened.Raw(Bytes.Ipv4(1, Bytes.Icmp(3, 3, body: Tunnel.Vxlan(7, Tunnel.Frame)))).Is(Encapsulation.Beside); // nobody listens at 4789
        Opened.Raw(Bytes.Ipv4(1, Bytes.Icmp(3, 3, body: Bytes.Ipv4(17, Bytes.Udp())))).Is(Encapsulation.Plain);
        Opened.Raw(Bytes.Ipv4(1, Bytes.Icmp(8, 0))).Is(Encapsulation.Plain);
        Opened.Raw([0x45]).Is(Encapsulation.Plain);
    }

    [Fact]
    public void Padding_of_the_outer_frame_is_not_part_of_the_inner_one() =>
        Opened.Raw(Bytes.Join(Tunnel.Vxlan(7, Tunnel.Frame), new byte[9])).Holds(Tunnel.Frame, TunnelKind.Vxlan, 7, LinkType.Ethernet);
}
