using CsCheck;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Tests.Tunnels;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Tests;

/// <summary>Every header, written with any values, is decoded to these values. A failure prints its seed (CsCheck).</summary>
public class HeaderPropertyTests
{
    private static readonly int[] _tags = [0x8100, 0x88A8, 0x9100, 0x9200];

    /// <summary>Extension headers that have a length in units of eight bytes behind the first eight.</summary>
    private static readonly byte[] _extensions = [0, 43, 60, 135, 139, 140];

    private static readonly Gen<byte[]> _payload = Gen.Byte.Array[0, 40];

    [Fact]
    public void Ethernet_with_any_VLAN_tags() => Gen.Select(Gen.Byte.Array[12], Gen.Select(Gen.Int[0, 3], Gen.UShort).Array[0, 5], _payload).Sample((addresses, tags, payload) =>
    {
        byte[] packet = Bytes.Ipv4(17, Bytes.Udp(payload));
        byte[] frame = Bytes.Join([addresses, .. tags.Select(tag => Bytes.Join(Bytes.Be16(_tags[tag.Item1]), Bytes.Be16(tag.Item2))), Bytes.Be16(0x0800), packet]);
        Assert.Equal(Decoded.Raw(packet), Decoded.Ethernet(frame));
    });

    [Fact]
    public void ARP_is_no_IP_whatever_it_says() => Gen.Select(Gen.Byte.Array[12], Gen.Byte.Array[0, 60]).Sample((addresses, message) =>
        Decoded.Ethernet(Bytes.Join(addresses, Bytes.Be16(0x0806), message)).IsNotIp());

    [Fact]
    public void IPv4_with_options() =>
        Gen.Select(Gen.Byte.Array[8], Gen.Select(Gen.Byte, Gen.Byte, Gen.UShort, Gen.UShort), Gen.Int[0, 10], Gen.Byte.Array[40], _payload).Sample((addresses, fields, words, options, payload) =>
        {
            (byte protocol, byte ttl, ushort id, ushort fragment) = fields;
            byte[] packet = Bytes.Ipv4(protocol, payload, id: id, fragment: fragment, options: options[..(words * 4)], ttl: ttl);
            addresses.CopyTo(packet, 12);
            Assert.Equal(Undecodable.None, Ipv4View.Read(packet, out Ipv4View ip));
            Assert.Equal((protocol, ttl, id), (ip.Protocol, ip.TimeToLive, ip.Identification));
            Assert.Equal(((fragment & 0x4000) != 0, (fragment & 0x2000) != 0, fragment & 0x1FFF), (ip.DontFragment, ip.MoreFragments, ip.FragmentOffset));
            Assert.Equal((20 + (words * 4), packet.Length), (ip.HeaderLength, ip.TotalLength));
            Assert.Equal((Bytes.Address(addresses[..4]), Bytes.Address(addresses[4..])), (ip.Source, ip.Destination));
            if (protocol is 1 or 6 or 17 or 33 or 132 or 136) return; // what these hold is no header of theirs
            PacketHeader read = Decoded.Raw(packet).IsDecoded().Header;
            Assert.Equal(((byte)4, protocol, ttl, (uint)id, packet.Length, 20 + (words * 4)), (read.Version, read.Protocol, read.Ttl, read.FragmentId, read.Length, read.HeaderLength));
            Assert.Equal((ip.Source, ip.Destination), (read.Source, read.Destination));
        });

    [Fact]
    public void IPv6_with_extension_headers() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte, Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3], Gen.Byte.Array[32]).Array[0, 5], Gen.Select(Gen.UShort, Gen.UShort)).Sample((addresses, hops, extensions, ports) =>
        {
            byte[] rest = Bytes.Udp([1, 2, 3], from: ports.Item1, to: ports.Item2);
            byte next = 17;
            int length = 40;
            foreach ((int kind, int units, byte[] content) in extensions.Reverse())
            {
                byte[] header = [next, (byte)units, .. content[..((units * 8) + 6)]];
                if (_extensions[kind] == 43) header[3] = 0; // no segments left
                (rest, next) = (Bytes.Join(header, rest), _extensions[kind]);
                length += header.Length;
            }
            byte[] packet = Bytes.Ipv6(next, rest, hopLimit: hops);
            addresses.CopyTo(packet, 8);
            PacketHeader read = Decoded.Raw(packet).IsDecoded().Header;
            Assert.Equal((6, 17, hops, length + 8, packet.Length), (read.Version, read.Protocol, read.Ttl, read.HeaderLength, read.Length));
            Assert.Equal((Bytes.Address(addresses[..16]), Bytes.Address(addresses[16..])), (read.Source, read.Destination));
            Assert.Equal(ports, (read.SourcePort, read.DestinationPort));
        });

    [Fact]
    public void IPv6_fragments() => Gen.Select(Gen.UInt, Gen.Int[0, 0x1FFF], Gen.Bool).Sample((id, offset, more) =>
    {
        byte[] fragment = Bytes.Join([17, 0], Bytes.Be16((offset << 3) | (more ? 1 : 0)), Bytes.Be32(id), Bytes.Udp(new byte[8]));
        Decoded read = Decoded.Raw(Bytes.Ipv6(44, fragment)).IsDecoded();
        Assert.Equal((id, offset > 0, offset == 0 && more), (read.Header.FragmentId, read.Has(PacketTraits.LaterFragment), read.Has(PacketTraits.FirstFragment)));
        Assert.Equal(offset == 0, read.Has(PacketTraits.HasPorts));
    });

    [Fact]
    public void TCP_with_options() => Gen.Select(Gen.UShort, Gen.UShort, Gen.Byte, Gen.UShort, Gen.Int[0, 5], Gen.Select(_payload, Gen.Bool)).Sample((from, to, flags, mss, words, rest) =>
    {
        byte[] options = rest.Item2 ? [.. Enumerable.Repeat((byte)1, words * 4), 2, 4, .. Bytes.Be16(mss)] : [.. Enumerable.Repeat((byte)1, words * 4)];
        PacketHeader read = Decoded.Raw(Bytes.Ipv4(6, Bytes.Tcp(flags, options, rest.Item1, from: from, to: to))).IsDecoded().Header;
        Assert.Equal((from, to, flags), (read.SourcePort, read.DestinationPort, read.TcpFlags));
        Assert.Equal(rest.Item2 && (flags & 2) != 0 ? mss : 0, read.Mss);
    });

    [Fact]
    public void UDP_UDP_Lite_SCTP_and_DCCP_have_their_ports_in_the_same_place() => Gen.Select(Gen.UShort, Gen.UShort, Gen.Int[0, 3], Gen.Bool).Sample((from, to, which, isIPv4) =>
    {
        byte protocol = (byte)(which switch { 0 => 17, 1 => 136, 2 => 132, _ => 33 });
        byte[] message = protocol switch
        {
            17 => Bytes.Udp([1, 2], from: from, to: to),
            136 => Bytes.Udp([1, 2], length: 8, from: from, to: to),
            132 => Bytes.Join(Bytes.Be16(from), Bytes.Be16(to), new byte[12]),
            _ => Bytes.Join(Bytes.Be16(from), Bytes.Be16(to), [4, 0, 0, 0, 4, 0, 0, 0], new byte[8]),
        };
        Decoded read = Decoded.Raw(isIPv4 ? Bytes.Ipv4(protocol, message) : Bytes.Ipv6(protocol, message)).IsDecoded();
        Assert.True(read.Has(PacketTraits.HasPorts));
        Assert.Equal((protocol, from, to), (read.Header.Protocol, read.Header.SourcePort, read.Header.DestinationPort));
    });

    [Fact]
    public void ICMP_and_ICMPv6() => Gen.Select(Gen.Byte, Gen.Byte, Gen.UShort, Gen.UShort, Gen.Bool).Sample((type, code, id, sequence, isIPv4) =>
    {
        byte[] message = Bytes.Icmp(type, code, id, sequence, new byte[12]);
        Decoded read = Decoded.Raw(isIPv4 ? Bytes.Ipv4(1, message) : Bytes.Ipv6(58, message)).IsDecoded();
        Assert.Equal((type, code), (read.Header.IcmpType, read.Header.IcmpCode));
        bool request = type == (isIPv4 ? 8 : 128), reply = type == (isIPv4 ? 0 : 129);
        Assert.Equal((request, reply), (read.Has(PacketTraits.EchoRequest), read.Has(PacketTraits.EchoReply)));
        if (request || reply) Assert.Equal((id, sequence), (read.Header.IcmpIdentifier, read.Header.IcmpSequence));
    });

    [Fact]
    public void What_an_ICMP_error_quotes() => Gen.Select(Gen.UShort, Gen.UShort, Gen.Bool, Gen.Bool).Sample((from, to, isTcp, isIPv4) =>
    {
        byte protocol = isTcp ? (byte)6 : (byte)17;
        byte[] quoted = isTcp ? Bytes.Tcp(from: from, to: to) : Bytes.Udp(from: from, to: to);
        byte[] packet = isIPv4 ? Bytes.Ipv4(1, Bytes.Icmp(3, 1, body: Bytes.Ipv4(protocol, quoted))) : Bytes.Ipv6(58, Bytes.Icmp(1, 0, body: Bytes.Ipv6(protocol, quoted)));
        Decoded read = Decoded.Raw(packet).IsDecoded();
        Assert.True(read.Has(PacketTraits.QuotesPacket));
        Assert.Equal((protocol, from, to), (read.Quote.Protocol, read.Quote.SourcePort, read.Quote.DestinationPort));
    });

    [Fact]
    public void GRE_VXLAN_and_Geneve_hold_what_was_put_in() => Gen.Select(Gen.UInt, Gen.UInt.Nullable(), Gen.Bool, Gen.Byte.Array[0, 63], _payload).Sample((key, sequence, checksum, options, payload) =>
    {
        byte[] packet = Bytes.Ipv4(17, Bytes.Udp(payload)), frame = Bytes.Ethernet(0x0800, packet);
        uint vni = key >> 8;
        Opened.Raw(Tunnel.Gre(0x0800, packet, key: key, sequence: sequence, checksum: checksum)).Holds(packet, TunnelKind.Gre, key, LinkType.Ipv4);
        Opened.Raw(Tunnel.Vxlan(vni, frame)).Holds(frame, TunnelKind.Vxlan, vni, LinkType.Ethernet);
        Opened.Raw(Tunnel.Geneve(vni, 0x6558, frame, options[..(options.Length & ~3)])).Holds(frame, TunnelKind.Geneve, vni, LinkType.Ethernet);
    });

    [Fact]
    public void ESP_and_AH_pass_by_their_protocol() => Gen.Select(Gen.Byte.Array[8, 60], Gen.Bool).Sample((message, isIPv4) =>
    {
        PacketHeader read = Decoded.Raw(isIPv4 ? Bytes.Ipv4(50, message) : Bytes.Ipv6(50, message)).IsDecoded().Header;
        Assert.Equal((50, 0, 0), (read.Protocol, read.SourcePort, read.DestinationPort));
    });
}
