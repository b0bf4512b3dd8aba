using CsCheck;
using VpcSim.TestSupport;
using VpcSim.Wire.Checksums;
using VpcSim.Wire.Ethernet;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Rewriting;

namespace VpcSim.Wire.Tests.Rewriting;

/// <summary>What is built is held against packets with right checksums, computed over the whole. A failure prints its seed (CsCheck).</summary>
public class PacketCopyTests
{
    private static readonly WireAddress _inside4 = WireAddress.FromIPv4(0x0A000105), _outside4 = WireAddress.FromIPv4(0xC6336407);
    private static readonly WireAddress _inside6 = new(0x2001_0DB8_0000_0001, 5), _outside6 = new(0x0064_FF9B_0000_0000, 0xC6336407);

    private static readonly Gen<(byte Protocol, byte[] Payload)> _message = Gen.Select(Gen.Int[0, 3], Gen.Byte.Array[0, 1300], (kind, data) => kind switch
    {
        0 => ((byte)6, Bytes.Join(Bytes.Tcp(), data)),
        1 => ((byte)17, Bytes.Udp(data)),
        2 => ((byte)58, Bytes.Icmp(128, 0, body: data)),
        _ => ((byte)58, Bytes.Icmp(129, 0, body: data)),
    });

    [Fact]
    public void A_packet_of_IPv6_becomes_one_of_IPv4_with_right_checksums_and_back() => _message.Sample(message =>
    {
        (byte protocol, byte[] payload) = message;
        byte[] before = Summed.V6(protocol, payload);
        var copy = new PacketCopy();
        copy.Take(before, before.Length);

        Assert.True(copy.Translate(_inside4, _outside4, identification: 7));

        byte[] translated = copy.Bytes.ToArray();
        Assert.Equal(before.Length - 20, translated.Length);
        Assert.Equal(translated.Length, copy.WireLength);
        Assert.Equal(translated, Summed.Packet(translated, 20, protocol == 58 ? (byte)1 : protocol));
        Decoded decoded = Decoded.From(LinkType.Raw, translated);
        Assert.Equal((_inside4, _outside4, protocol == 58 ? (byte)1 : protocol), (decoded.Header.Source, decoded.Header.Destination, decoded.Header.Protocol));
        Assert.Equal(translated.Length > 1260, (decoded.Header.Traits & PacketTraits.DontFragment) != 0);

        Assert.True(copy.Translate(_outside6, _inside6, identification: 0));
        byte[] back = copy.Bytes.ToArray();
        Assert.Equal(back, Summed.Packet(back, 40, protocol));
        Assert.Equal(before[40], back[40]);
        Assert.Equal(before.Length, back.Length);
    });

    [Theory] // RFC 1624 section 3: a sum of nothing but zeros has the checksum 0xFFFF
    [InlineData(0, 0xFFFF)]
    [InlineData(0xFFFF, 0)]
    public void An_echo_reply_of_zeros_has_a_checksum_of_ones(ushort sequence, ushort checksum)
    {
        byte[] reply = Summed.V6(58, Bytes.Icmp(129, 0, body: [0, 0, (byte)(sequence >> 8), (byte)sequence, 0, 0, 0]));
        var copy = new PacketCopy();
        copy.Take(reply, reply.Length);
        Assert.True(copy.Translate(_inside4, _outside4, identification: 7));
        Assert.Equal(checksum, Summed.Word(copy.Bytes.ToArray(), 22));

        Assert.True(copy.Translate(_outside6, _inside6, identification: 0));
        Assert.Equal(copy.Bytes.ToArray(), Summed.Packet(copy.Bytes.ToArray(), 40, 58));
    }

    [Fact]
    public void A_datagram_without_a_checksum_gets_one_in_IPv6()
    {
        byte[] datagram = Bytes.Ipv4(17, Bytes.Udp(new byte[9]));
        datagram[26] = datagram[27] = 0;
        var copy = new PacketCopy();
        copy.Take(datagram, datagram.Length);
        Assert.True(copy.Translate(_outside6, _inside6, identification: 0));

        byte[] translated = copy.Bytes.ToArray();
        Assert.Equal(translated, Summed.Packet(translated, 40, 17));
    }

    [Fact]
    public void A_fragment_stays_one_in_the_other_family()
    {
        byte[] fragment = Bytes.Ipv4(17, new byte[64], fragment: 0x2005);
        var copy = new PacketCopy();
        copy.Take(fragment, fragment.Length);
        Assert.True(copy.Translate(_outside6, _inside6, identification: 0));
        Assert.Equal((byte)44, copy.Bytes[6]);
        Assert.Equal(5 * 8 + 1, Summed.Word(copy.Bytes.ToArray(), 42));

        Assert.True(copy.Translate(_outside4, _inside4, identification: 0));
        Assert.Equal(0x2005, Summed.Word(copy.Bytes.ToArray(), 6));
        Assert.Equal(Summed.Word(fragment, 4), Summed.Word(copy.Bytes.ToArray(), 4));
    }

    [Fact]
    public void A_packet_that_the_capture_cut_keeps_its_length_on_the_wire()
    {
        byte[] whole = Summed.V6(6, Bytes.Join(Bytes.Tcp(), new byte[500]));
        var copy = new PacketCopy();
        copy.Take(whole.AsSpan(0, 64), whole.Length);
        Assert.True(copy.Translate(_inside4, _outside4, identification: 0));

        Assert.Equal((44, whole.Length - 20), (copy.Bytes.Length, copy.WireLength));
        Assert.Equal(whole.Length - 20, Summed.Word(copy.Bytes.ToArray(), 2));
    }

    [Fact]
    public void Headers_that_are_not_whole_are_not_translated()
    {
        var copy = new PacketCopy();
        copy.Take(Bytes.Ipv6(44, [17]), 41);
        Assert.False(copy.Translate(_inside4, _outside4, identification: 0));
        Assert.Equal(41, copy.Bytes.Length);
    }

    [Theory]
    [InlineData(2000, 1500, 2)]
    [InlineData(9001, 1500, 7)]
    [InlineData(9001, 8500, 2)]
    public void Fragments_together_are_the_packet(int length, int mtu, int count)
    {
        byte[] packet = Summed.V4(17, Bytes.Udp([.. Enumerable.Range(0, length - 28).Select(i => (byte)i)]), fragment: 0);
        int largest = 20 + ((mtu - 20) / 8 * 8);
        var whole = new PacketCopy();
        whole.Take(packet, packet.Length);
        var piece = new PacketCopy();
        var payload = new List<byte>();
        for (int i = 0; i < count; i++)
        {
            Assert.True(piece.TakeFragment(whole, largest, i, count));
            byte[] fragment = piece.Bytes.ToArray();
            Assert.InRange(fragment.Length, 21, mtu);
            Assert.Equal(fragment.Length, Summed.Word(fragment, 2));
            Assert.Equal((payload.Count / 8) | (i == count - 1 ? 0 : 0x2000), Summed.Word(fragment, 6));
            Assert.Equal(0, InternetChecksum.Compute(fragment.AsSpan(0, 20)));
            payload.AddRange(fragment[20..]);
        }

        Assert.False(piece.TakeFragment(whole, largest, count, count));
        Assert.Equal(packet[20..], payload);
    }

    [Fact]
    public void A_frame_has_an_Ethernet_header_of_its_own_and_nothing_beyond_the_packet()
    {
        byte[] packet = Bytes.Ipv4(6, Bytes.Tcp());
        var copy = new PacketCopy();
        copy.Take(Bytes.Join(packet, new byte[6]), packet.Length);

        byte[] frame = copy.Frame(new MacAddress(0x0200_0000_0002), new MacAddress(0x0200_0000_0001)).ToArray();

        Assert.Equal(Bytes.Join([2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0], packet), frame);
        copy.Take(Bytes.Ipv6(6, Bytes.Tcp()), 60);
        Assert.Equal(0x86DD, Summed.Word(copy.Frame(default, default).ToArray(), 12));
    }

    [Fact]
    public void Nothing_is_allocated_per_packet()
    {
        byte[] packet = Summed.V6(6, Bytes.Tcp());
        var copy = new PacketCopy();

        Assert.Equal(0, Allocation.Of(() =>
        {
            copy.Take(packet, packet.Length);
            copy.Translate(_inside4, _outside4, identification: 1);
            copy.Frame(default, default);
        }));
    }
}
