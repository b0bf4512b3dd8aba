using System.Globalization;
using VpcSim.Wire.Captures;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>The captures shared beside the repository, with what its MANIFEST.md and Wireshark say of each.</summary>
public class SharedCaptureTests
{
    /// <summary>File, packets, link types, decode statuses (in that order: decoded, not IP, undecodable), and the reason of those.</summary>
    public static TheoryData<string, int, string, int, int, string> Rows => new()
    {
        { "dhcp.pcap", 9, "Ethernet", 9, 0, "" },
        { "dns-tcp.pcap", 11, "Ethernet", 11, 0, "" },
        { "empty-no-packets.pcap", 0, "", 0, 0, "" },
        { "endian-big-nano.pcap", 10, "Ethernet", 10, 0, "" },
        { "esp.pcap", 8, "Ethernet", 8, 0, "" },
        { "gre-ppp.pcap", 28, "Ethernet", 26, 2, "" },
        { "icmp-flood-10k.pcap", 10000, "Ethernet", 9998, 2, "" },
        { "icmp-frag-needed-smtp.pcap", 125, "Ethernet", 125, 0, "" },
        { "icmp-ping.pcap", 10, "Ethernet", 10, 0, "" },
        { "icmp-ttl-exceeded.pcap", 1, "Ethernet", 1, 0, "" },
        { "icmp6-mixed.pcap", 49, "Ethernet", 49, 0, "" },
        { "icmp6-too-big.pcap", 1, "Ethernet", 1, 0, "" },
        { "ike-natt.pcap", 35, "Ethernet", 27, 8, "" },
        { "ipv4-frag-nfs.pcap", 53, "Ethernet", 53, 0, "" },
        { "ipv6-ext-headers.pcap", 6, "Ethernet", 6, 0, "" },
        { "ipv6-frag-dns.pcap", 8, "Ethernet", 8, 0, "" },
        { "jumbo-bigtcp.pcap", 1, "Ethernet", 1, 0, "" },
        { "link-null.pcap", 3, "Null", 2, 1, "" },
        { "link-radiotap-unsupported.pcap", 3, "127", 0, 0, "LinkTypeNotRead" },
        { "link-raw.pcap", 100, "Raw", 100, 0, "" },
        { "link-sll2.pcap", 6, "LinuxSll2", 4, 2, "" },
        { "mal-ip-header-len.pcap", 1, "Ethernet", 0, 0, "IpHeaderInvalid" },
        { "mal-tcp-short-header.pcap", 2, "Ethernet", 0, 0, "TransportHeaderInvalid" },
        { "mixed-browse.pcap", 121, "Ethernet", 121, 0, "" },
        { "mixed-many-protocols.pcap", 4709, "Ethernet", 4699, 10, "" },
        { "mixed-multicast-igmp.pcap", 81, "Ethernet", 79, 2, "" },
        { "ng-mixed-links.pcapng", 64, "Ethernet Null", 64, 0, "" },
        { "ng-multi-interface.pcapng", 6, "Ethernet", 6, 0, "" },
        { "ng-option-too-long.pcapng", 0, "", 0, 0, "" },
        { "ng-options-be.pcapng", 5, "Ethernet Null", 5, 0, "" },
        { "ntp.pcap", 32, "Ethernet", 32, 0, "" },
        { "sctp.pcap", 74, "Ethernet", 74, 0, "" },
        { "tcp-http-get.pcap", 14, "Ethernet", 14, 0, "" },
        { "tcp-http-half.pcap", 21, "Ethernet", 21, 0, "" },
        { "tcp-ssh.pcap", 94, "Ethernet", 94, 0, "" },
        { "tcp-syn-rst.pcap", 2, "Ethernet", 2, 0, "" },
        { "tcp-tls12.pcap", 22, "Ethernet", 22, 0, "" },
        { "trunc-ip4.pcap", 1, "Ethernet", 0, 0, "IpHeaderCut" },
        { "trunc-snaplen-tcp.pcap", 878, "Ethernet", 878, 0, "" },
        { "vlan-qinq.pcap", 5, "Ethernet", 4, 1, "" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_shared_capture_is_read_to_its_end(string name, int packets, string links, int decoded, int notIp, string why)
    {
        string path = Path.Combine(Repository.SharedFolder, name);
        Assert.SkipUnless(File.Exists(path), "the shared captures are not beside this checkout");
        var header = default(PacketHeader);
        var quote = default(QuotedPacket);
        var linksSeen = new SortedSet<LinkType>();
        var reasons = new SortedSet<Undecodable>();
        int[] statuses = new int[3];

        using CaptureReader reader = CaptureReader.Open(path);
        while (reader.TryRead(out CapturedFrame frame))
        {
            PacketDecoder.Decode(frame.Link, frame.Bytes, frame.OriginalLength, ref header, ref quote, out Undecodable reason);
            linksSeen.Add(frame.Link);
            statuses[(int)header.Status]++;
            if (reason != Undecodable.None)
            {
                reasons.Add(reason);
            }
        }

        Assert.Equal(packets, reader.PacketsRead);
        Assert.Equal(links.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), linksSeen.Select(link => link.ToString()).Order());
        Assert.Equal([decoded, notIp, packets - decoded - notIp], statuses);
        Assert.Equal(why, string.Join(' ', reasons));
        Assert.Equal(name == "ng-option-too-long.pcapng" ? CaptureEnd.Damaged : CaptureEnd.Complete, reader.End);
    }

    [Fact]
    public void No_shared_capture_is_without_a_row()
    {
        Assert.SkipUnless(Repository.SharedCaptures.Count > 0, "the shared captures are not beside this checkout");
        IEnumerable<string> rows = Rows.Select(row => row.Data.Item1);

        Assert.Equal(Repository.SharedCaptures.Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_jumbo_segment_of_total_length_0_has_its_frames_length() =>
        Assert.Equal(80_052, FirstHeader("jumbo-bigtcp.pcap").Header.Length);

    [Fact]
    public void The_time_exceeded_message_quotes_its_packet()
    {
        Decoded decoded = FirstHeader("icmp-ttl-exceeded.pcap");

        Assert.True(decoded.Has(PacketTraits.QuotesPacket));
        Assert.Equal(11, decoded.Header.IcmpType);
        Assert.Equal(decoded.Header.Destination, decoded.Quote.Source);
    }

    [Fact]
    public void The_capture_of_many_years_keeps_its_gap()
    {
        ReadCapture read = Read("mixed-many-protocols.pcap");
        long seconds = (read.Packets.Max(p => p.TimeNs) - read.Packets.Min(p => p.TimeNs)) / 1_000_000_000;

        Assert.Equal("142449834", seconds.ToString(CultureInfo.InvariantCulture));
    }

    private static Decoded FirstHeader(string name)
    {
        Packet first = Read(name).Packets[0];
        return Decoded.From(first.Link, Convert.FromHexString(first.Hex), first.OriginalLength);
    }

    private static ReadCapture Read(string name)
    {
        string path = Path.Combine(Repository.SharedFolder, name);
        Assert.SkipUnless(File.Exists(path), "the shared captures are not beside this checkout");
        return ReadCapture.From(CaptureReader.Open(path));
    }
}
