using CsCheck;
using PacketDotNet;
using VpcSim.TestSupport;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Rewriting;

namespace VpcSim.Wire.Tests.Rewriting;

/// <summary>A rewritten packet is byte for byte what a full computation over the new fields gives. A failure prints its seed (CsCheck).</summary>
public class PacketRewriterTests
{
    private static readonly byte[] _odd = Bytes.Hex("01 0204 05B4 000000"); // the MSS's value begins at an odd place
    private static readonly byte[] _even = Bytes.Hex("0204 05B4 0101 0402");

    private static readonly Gen<byte[]> _payload = Gen.Byte.Array[0, 41];

    private static readonly Gen<Sample> _sample = Gen.Select(Gen.Int[0, 11], _payload, (kind, payload) => kind switch
    {
        0 => new Sample(Summed.V4(6, Bytes.Tcp(options: _even, payload: payload)), 20, 6),
        1 => new Sample(Summed.V4(6, Bytes.Tcp(options: _odd, payload: payload), options: new byte[8]), 28, 6),
        2 => new Sample(Summed.V4(17, Bytes.Udp(payload)), 20, 17),
        3 => new Sample(Summed.V4(1, Bytes.Icmp(8, 0, 77, 5, payload)), 20, 1),
        4 => new Sample(Summed.V6(6, Bytes.Tcp(options: _odd, payload: payload)), 40, 6),
        5 => new Sample(Summed.V6(17, Bytes.Udp(payload)), 40, 17),
        6 => new Sample(Summed.V6(58, Bytes.Icmp(129, 0, 77, 5, payload)), 40, 58),
        7 => new Sample(Summed.V6Behind(60, 6, Bytes.Tcp(options: _even, payload: payload)), 48, 6),
        8 => new Sample(Summed.V6Behind(0, 17, Bytes.Udp(payload)), 48, 17),
        9 => new Sample(Summed.V4(136, Bytes.Udp(payload, length: 0)), 20, 136),
        10 => new Sample(Summed.V4(33, Bytes.Join(Bytes.Udp(length: 0x0400), [.. new byte[8], .. payload])), 20, 33),
        _ => new Sample(Summed.V4(1, Bytes.Icmp(0, 0, 0, 0, new byte[payload.Length])), 20, 1),
    });

    private static readonly Gen<ushort> _word = Gen.OneOf(Gen.UShort, Gen.Const((ushort)0), Gen.Const(ushort.MaxValue));

    private static readonly Gen<Fields> _fields = Gen.Select(
        Gen.Byte.Array[16], Gen.Byte.Array[16], _word, _word, _word, Gen.Byte, (source, destination, from, to, size, ttl) => new Fields(source, destination, from, to, size, ttl));

    [Fact] // RFC 1624 equation 3, against the full computation of RFC 1071
    public void Every_checksum_of_a_rewritten_packet_is_that_of_a_full_computation() => Gen.Select(_sample, _fields).Sample(
        (sample, fields) =>
        {
            byte[] packet = [.. sample.Packet];
            Rewrite(packet, fields);
            Assert.Equal(fields.TimeToLive, packet[packet[0] >> 4 == 4 ? 8 : 7]);
            Assert.Equal(Convert.ToHexString(Summed.Packet(packet, sample.TransportAt, sample.Protocol)), Convert.ToHexString(packet));
            AgreesWithDecoder(packet, fields);
        },
        iter: 20_000);

    [Fact]
    public void Rewriting_back_gives_the_original_bytes() => Gen.Select(_sample, _fields).Sample(
        (sample, fields) =>
        {
            byte[] packet = [.. sample.Packet];
            Fields original = Fields.Of(packet);
            Rewrite(packet, fields);
            Rewrite(packet, original);
            Assert.Equal(Convert.ToHexString(sample.Packet), Convert.ToHexString(packet));
        },
        iter: 20_000);

    [Fact]
    public void PacketDotNet_finds_the_checksums_right()
    {
        int compared = 0;
        Gen.Select(_sample.Where(sample => sample.Protocol is 6 or 17), _fields).Sample(
            (sample, fields) =>
            {
                byte[] packet = [.. sample.Packet];
                Rewrite(packet, fields);
                if (IsRightForPacketDotNet(packet) is bool right)
                {
                    Interlocked.Increment(ref compared);
                    Assert.True(right);
                }
            },
            iter: 2_000);
        Assert.True(compared > 500, $"PacketDotNet had an opinion on {compared} packets only");
    }

    [Fact]
    public void A_wrong_checksum_stays_wrong_by_the_same_difference()
    {
        byte[] right = Summed.V4(6, Bytes.Tcp(payload: [1, 2, 3]));
        byte[] wrong = [.. right];
        Summed.Put(wrong, 36, Summed.Word(wrong, 36) ^ 0x0100);
        int difference = OnesDifference(Summed.Word(right, 36), Summed.Word(wrong, 36));

        Open(right).SetSourcePort(1024);
        Open(wrong).SetSourcePort(1024);

        Assert.Equal(difference, OnesDifference(Summed.Word(right, 36), Summed.Word(wrong, 36)));
        Assert.NotEqual(Summed.Word(right, 36), Summed.Word(wrong, 36));
    }

    [Fact] // RFC 768: zero is no checksum
    public void Udp_without_a_checksum_stays_without()
    {
        byte[] packet = Summed.V4(17, Bytes.Udp([1, 2, 3]));
        Summed.Put(packet, 26, 0);

        Rewrite(packet, Fields.Of(Summed.V4(17, Bytes.Udp(from: 7, to: 9))));

        Assert.Equal(0, Summed.Word(packet, 26));
        Assert.Equal(7, Summed.Word(packet, 20));
    }

    [Fact] // RFC 768: a computed zero is sent as all ones; TCP's is not
    public void A_udp_checksum_that_becomes_zero_is_all_ones()
    {
        byte[] udp = Summed.V4(17, Bytes.Udp(from: 0));
        byte[] tcp = Summed.V4(6, Bytes.Tcp(from: 0));
        ushort toUdp = Summed.Word(udp, 26); // the port that takes the checksum to zero
        ushort toTcp = Summed.Word(tcp, 36);

        Assert.True(Open(udp).SetSourcePort(toUdp));
        Assert.True(Open(tcp).SetSourcePort(toTcp));

        Assert.Equal(ushort.MaxValue, Summed.Word(udp, 26));
        Assert.Equal(0, Summed.Word(tcp, 36));
    }

    [Fact]
    public void A_later_fragment_has_no_transport_header()
    {
        foreach (byte[] packet in new[]
        {
            Bytes.Ipv4(17, Bytes.Udp([1, 2, 3]), fragment: 0x00B9),
            Bytes.Ipv6(44, Bytes.Join([17, 0, 0, 9, 0, 0, 0, 1], Bytes.Udp([1, 2, 3]))),
        })
        {
            byte[] payload = packet[^11..];
            PacketRewriter rewriter = Open(packet);
            Assert.False(rewriter.SetSourcePort(1));
            Assert.False(rewriter.SetDestinationPort(1));
            Assert.True(rewriter.SetSource(Decoded.Raw(packet).Header.Destination));
            Assert.Equal(payload, packet[^11..]);
        }
    }

    [Fact]
    public void A_first_fragment_gets_the_checksum_of_the_whole_datagram()
    {
        byte[] whole = Summed.V4(17, Bytes.Udp([1, 2, 3, 4, 5, 6, 7, 8, 9]));
        byte[] first = [.. whole[..36]];
        Summed.Put(first, 2, 36);
        Summed.Put(first, 6, 0x2000);
        Fields fields = Fields.Of(Summed.V4(17, Bytes.Udp(from: 7, to: 9)), source: [1, 2, 3, 4]);

        Rewrite(whole, fields);
        Rewrite(first, fields);

        Assert.Equal(Summed.Packet(whole, 20, 17), whole);
        Assert.Equal(whole[20..36], first[20..]);
    }

    [Fact]
    public void A_cut_packet_is_rewritten_as_far_as_it_is_there() => Gen.Select(_sample, _fields).Sample(
        (sample, fields) =>
        {
            byte[] whole = [.. sample.Packet];
            Rewrite(whole, fields);
            int smallest = sample.Packet[0] >> 4 == 4 ? (sample.Packet[0] & 15) * 4 : 40;
            for (int length = 0; length < whole.Length; length++)
            {
                byte[] cut = sample.Packet[..length];
                bool isOpen = PacketRewriter.Read(cut, out _) == Undecodable.None;
                Assert.Equal(length >= smallest, isOpen);
                if (isOpen)
                {
                    Rewrite(cut, fields);
                    int agreed = Math.Min(length, smallest);
                    Assert.Equal(whole[..agreed], cut[..agreed]);
                    if (length >= sample.TransportAt + 28) // with TCP's options everything that is rewritten is there
                    {
                        Assert.Equal(whole[..length], cut);
                    }
                }
            }
        },
        iter: 300);

    [Fact]
    public void Any_bytes_are_rewritten_or_refused() => Gen.Select(Gen.Byte.Array[0, 120], Gen.Int[0, 2], _fields).Sample(
        (bytes, version, fields) =>
        {
            if (bytes.Length > 0 && version > 0)
            {
                bytes[0] = version == 1 ? (byte)(0x40 | (bytes[0] & 15)) : (byte)0x60;
            }

            if (PacketRewriter.Read(bytes, out PacketRewriter packet) == Undecodable.None)
            {
                Rewrite(bytes, fields);
                if (packet.TryReadQuote(out PacketRewriter quote))
                {
                    Set(quote, fields, bytes[0] >> 4 == 4);
                }
            }
        },
        iter: 50_000);

    [Fact] // RFC 5508 section 4: the quoted packet, its header checksum and the error's checksum
    public void The_packet_that_an_error_quotes_is_rewritten_too() => Gen.Select(_sample, _fields, Gen.Int[20, 90]).Sample(
        (sample, fields, cut) =>
        {
            byte[] quoted = sample.Packet[..Math.Min(sample.Packet.Length, Math.Max(cut, sample.TransportAt))];
            byte[] error = Summed.ErrorAbout(quoted);
            bool isVersion4 = error[0] >> 4 == 4;
            int at = isVersion4 ? 20 : 40;
            Assert.True(Open(error).TryReadQuote(out PacketRewriter quote));

            Set(quote, fields, isVersion4);

            byte[] expected = [.. quoted];
            Rewrite(expected, fields);
            Assert.Equal(expected, error[(at + 8)..]);
            Assert.Equal(Summed.Packet(error, at, (byte)(isVersion4 ? 1 : 58)), error);
        },
        iter: 10_000);

    [Fact]
    public void Only_errors_quote()
    {
        Assert.False(Open(Summed.V4(1, Bytes.Icmp(8, 0, body: Bytes.Ipv4(17, Bytes.Udp())))).TryReadQuote(out _));
        Assert.False(Open(Summed.V4(17, Bytes.Udp(Bytes.Ipv4(17, Bytes.Udp())))).TryReadQuote(out _));
        Assert.False(Open(Summed.V4(1, Bytes.Icmp(3, 0, body: Bytes.Ipv6(17, Bytes.Udp())))).TryReadQuote(out _));
    }

    [Theory]
    [InlineData(2, "0204 05B4", true)]
    [InlineData(18, "0204 05B4", true)] // SYN and ACK
    [InlineData(16, "0204 05B4", false)] // no SYN
    [InlineData(2, "0101 0402", false)] // no such option
    [InlineData(2, "01 0204 05B4 000000", true)]
    public void The_segment_size_of_a_syn_is_set(byte flags, string options, bool isSet)
    {
        byte[] packet = Summed.V4(6, Bytes.Tcp(flags, Bytes.Hex(options)));

        Assert.Equal(isSet, Open(packet).SetMaximumSegmentSize(1379));

        Assert.Equal(isSet ? 1379 : 0, Decoded.Raw(packet).Header.Mss);
        Assert.Equal(Summed.Packet(packet, 20, 6), packet);
    }

    [Fact] // RFC 8200 section 8.1: the checksum covers the last destination, which stands in the routing header
    public void With_segments_left_the_checksum_does_not_follow_the_destination()
    {
        byte[] packet = Bytes.Ipv6(43, Bytes.Join([17, 0, 0, 1, .. new byte[4]], Bytes.Udp([1])));
        Summed.Put(packet, 54, 0x1234);

        Assert.True(Open(packet).SetDestination(new WireAddress(1, 2)));
        Assert.Equal(0x1234, Summed.Word(packet, 54));
        Assert.True(Open(packet).SetSource(new WireAddress(1, 2)));
        Assert.NotEqual(0x1234, Summed.Word(packet, 54));
    }

    [Fact]
    public void What_is_not_there_is_not_set()
    {
        byte[] packet = Summed.V4(17, Bytes.Udp());
        byte[] before = [.. packet];
        PacketRewriter rewriter = Open(packet);

        Assert.False(rewriter.SetSource(new WireAddress(1, 2))); // an IPv6 address
        Assert.False(rewriter.SetIcmpIdentifier(1));
        Assert.False(rewriter.SetMaximumSegmentSize(1));
        Assert.False(Open(Bytes.Ipv4(132, new byte[20])).SetSourcePort(1)); // SCTP
        Assert.Equal(before, packet);
    }

    [Fact]
    public void What_follows_the_ip_length_is_not_touched()
    {
        byte[] packet = [.. Bytes.Ipv4(17, []), .. new byte[26]];

        Assert.False(Open(packet).SetSourcePort(1));
        Assert.Equal(new byte[26], packet[20..]);
    }

    [Fact]
    public void Rewriting_allocates_nothing()
    {
        byte[][] packets =
        [
            Summed.V4(6, Bytes.Tcp(options: _odd)),
            Summed.V6(17, Bytes.Udp()),
            Summed.V4(1, Bytes.Icmp(0, 0)),
            Summed.ErrorAbout(Summed.V6(58, Bytes.Icmp(128, 0))),
        ];
        WireAddress[] addresses = [Bytes.Address(Bytes.Client), Bytes.Address(Bytes.Server), Bytes.Address(Bytes.Client6), Bytes.Address(Bytes.Server6)];
        int opened = 0;
        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < 4_000; i++)
            {
                opened += PacketRewriter.Read(packets[i % packets.Length], out PacketRewriter packet) == Undecodable.None ? 1 : 0;
                SetAll(packet, addresses[i & 3], addresses[(i + 1) & 3], (ushort)i);
                if (packet.TryReadQuote(out PacketRewriter quote))
                {
                    SetAll(quote, addresses[i & 3], addresses[(i + 1) & 3], (ushort)i);
                }
            }
        });

        Assert.True(opened > 0);
        Assert.Equal(0, allocated);
    }

    private static void SetAll(PacketRewriter packet, WireAddress source, WireAddress destination, ushort value)
    {
        packet.SetSource(source);
        packet.SetDestination(destination);
        packet.SetSourcePort(value);
        packet.SetDestinationPort(value);
        packet.SetIcmpIdentifier(value);
        packet.SetMaximumSegmentSize(value);
        packet.SetTimeToLive((byte)value);
    }

    private static PacketRewriter Open(byte[] packet)
    {
        Assert.Equal(Undecodable.None, PacketRewriter.Read(packet, out PacketRewriter rewriter));
        return rewriter;
    }

    private static void Rewrite(byte[] packet, Fields fields) => Set(Open(packet), fields, packet[0] >> 4 == 4);

    private static void Set(PacketRewriter packet, Fields fields, bool isVersion4) =>
        SetFields(packet, fields.Address(fields.Source, isVersion4), fields.Address(fields.Destination, isVersion4), fields);

    private static void SetFields(PacketRewriter packet, WireAddress source, WireAddress destination, Fields fields)
    {
        Assert.True(packet.SetSource(source));
        Assert.True(packet.SetDestination(destination));
        packet.SetTimeToLive(fields.TimeToLive);
        if (!packet.SetSourcePort(fields.From))
        {
            packet.SetIcmpIdentifier(fields.From);
        }

        packet.SetDestinationPort(fields.To);
        packet.SetMaximumSegmentSize(fields.Size);
    }

    private static void AgreesWithDecoder(byte[] packet, Fields fields)
    {
        bool isVersion4 = packet[0] >> 4 == 4;
        PacketHeader header = Decoded.Raw(packet).IsDecoded().Header;
        Assert.Equal(fields.Address(fields.Source, isVersion4), header.Source);
        Assert.Equal(fields.Address(fields.Destination, isVersion4), header.Destination);
        Assert.Equal(fields.From, (header.Traits & PacketTraits.HasPorts) != 0 ? header.SourcePort : header.IcmpIdentifier);
        Assert.Equal(header.Protocol == 6 ? fields.Size : 0, header.Mss);
    }

    private static bool? IsRightForPacketDotNet(byte[] packet)
    {
        try
        {
            IPPacket ip = Packet.ParsePacket(LinkLayers.Raw, packet).Extract<IPPacket>();
            bool? transport = ip.PayloadPacket switch
            {
                { HasPayloadPacket: true } => null, // it took the payload for another packet by a port (L2TP's 1701 for one), and sums up what it would write of that
                TcpPacket tcp => tcp.ValidTcpChecksum,
                UdpPacket udp => udp.ValidUdpChecksum,
                _ => null,
            };
            return transport & (ip is not IPv4Packet four || four.ValidIPChecksum);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or InvalidOperationException or NotSupportedException)
        {
            return null; // it guesses what the payload is, and may guess wrongly
        }
    }

    private static int OnesDifference(ushort one, ushort other) => (other - one + 0xFFFF) % 0xFFFF;

    private sealed record Sample(byte[] Packet, int TransportAt, byte Protocol);

    private sealed record Fields(byte[] Source, byte[] Destination, ushort From, ushort To, ushort Size, byte TimeToLive)
    {
        public static Fields Of(byte[] packet, byte[]? source = null)
        {
            PacketHeader header = Decoded.Raw(packet).IsDecoded().Header;
            (int at, int length) = packet[0] >> 4 == 4 ? (12, 4) : (8, 16);
            ushort from = (header.Traits & PacketTraits.HasPorts) != 0 ? header.SourcePort : header.IcmpIdentifier;
            return new Fields(
                source ?? packet[at..(at + length)], packet[(at + length)..(at + 2 * length)], from, header.DestinationPort, header.Mss, header.Ttl);
        }

        public WireAddress Address(byte[] bytes, bool isVersion4) => Bytes.Address(isVersion4 ? bytes[..4] : bytes);
    }
}
