using System.Buffers.Binary;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Tests.EndToEnd;

/// <summary>What segmentation and receive offload leave in captures of a Linux host: segments above the MTU both ways, IP lengths of 0, checksums that nobody made.</summary>
/// <remarks>The numbers of segments and of payload bytes are tshark's: for each packet <c>tcp.len</c> over the SYNs' segment size (1460; IPv6 1440), rounded up, at least 1.</remarks>
public class OffloadTests
{
    private const int EthernetHeader = 14, Handshake = 60, Segment = 52, Ipv6 = 20;

    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);

    [Fact]
    public void Segments_that_offload_joined_are_logged_as_those_of_the_wire_both_ways()
    {
        Replayed replayed = ThreeTier.RunFiles(Repository.Capture("offload-both.pcap"));

        Assert.Equal("delivered 96", replayed.Outcomes);
        Assert.Equal(
            [
                ("egress ACCEPT 10.0.1.10:80 > 198.51.100.7:43660", 73, 100_237 + 73 * Segment + (Handshake - Segment)),
                ("ingress ACCEPT 198.51.100.7:80 > 10.0.1.10:54508", 74, 100_237 + 74 * Segment + (Handshake - Segment)),
                ("egress ACCEPT 2600:1f18:1a4c:9501::4:80 > 2001:db8:7::7:47028", 75, 100_237 + 75 * (Segment + Ipv6) + (Handshake - Segment)),
                ("ingress ACCEPT 2001:db8:7::7:80 > 2600:1f18:1a4c:9501::4:52194", 75, 100_237 + 75 * (Segment + Ipv6) + (Handshake - Segment)),
            ],
            SentByServers(replayed));
    }

    [Fact]
    public void Segments_whose_ip_length_is_0_are_as_long_as_their_frames()
    {
        string capture = Repository.Capture("big-tcp.pcap");
        Replayed replayed = ThreeTier.RunFiles(capture);

        Assert.Equal(5, CountOf(capture, static ip => ip[0] >> 4 == 4 && BinaryPrimitives.ReadUInt16BigEndian(ip[2..]) == 0));
        Assert.Equal("delivered 180", replayed.Outcomes);
        Assert.Equal(
            [
                ("egress ACCEPT 10.0.1.10:80 > 198.51.100.7:43666", 625, 900_237 + 625 * Segment + (Handshake - Segment)),
                ("ingress ACCEPT 198.51.100.7:80 > 10.0.1.10:54514", 632, 900_237 + 632 * Segment + (Handshake - Segment)),
                ("egress ACCEPT 2600:1f18:1a4c:9501::4:80 > 2001:db8:7::7:47044", 636, 900_237 + 636 * (Segment + Ipv6) + (Handshake - Segment)),
            ],
            SentByServers(replayed));
    }

    [Theory]
    [InlineData("offload-both.pcap")]
    [InlineData("big-tcp.pcap")]
    public void Taken_strictly_they_are_dropped_for_their_size(string capture)
    {
        Replayed strict = ThreeTier.StrictMtu.RunFiles(Repository.Capture(capture));

        Assert.StartsWith("PACKET_TOO_BIG ", strict.Drops, StringComparison.Ordinal);
        Assert.Equal("", ThreeTier.RunFiles(Repository.Capture(capture)).Drops);
    }

    [Fact]
    public void The_shared_segment_of_big_tcp_stands_for_its_segments()
    {
        string shared = Path.Combine(Repository.Root, "..", "shared", "captures", "jumbo-bigtcp.pcap");
        if (!File.Exists(shared)) Assert.Skip("the shared captures are not beside the repository");
        Replayed replayed = ThreeTier.Open.Map("10.25.132.13=AppServer").Map("10.25.132.11=198.51.100.7").RunFiles(shared);

        // 80,000 bytes in segments of 1460, each behind headers of 52 bytes.
        Assert.Equal("delivered 1", replayed.Outcomes);
        Assert.All(replayed.Meter.Counts, static count => Assert.Equal((55, 80_000 + 55 * Segment), (count.Packets, count.Bytes)));
        Assert.NotEmpty(replayed.Meter.Counts);
    }

    [Theory]
    [InlineData("web-session.pcapng")]
    [InlineData("app-db.pcap")]
    [InlineData("offload-both.pcap")]
    public void No_checksum_ever_drops_a_packet(string capture)
    {
        using var folder = new TemporaryFolder();
        Replayed right = ThreeTier.RunFiles(Repository.Capture(capture));
        foreach (ushort checksum in new ushort[] { 0, 0xDEAD })
        {
            Replayed wrong = ThreeTier.RunFiles(folder.Write($"{checksum}.pcapng", Altered.WithTransportChecksums(capture, checksum)));

            Assert.Equal(right.Outcomes, wrong.Outcomes);
            Assert.Equal(right.Meter.Counts, wrong.Meter.Counts);
        }
    }

    /// <summary>By conversation, what left port 80: packets and bytes as counted at the web server's interface.</summary>
    private static (string Line, int Packets, long Bytes)[] SentByServers(Replayed replayed) =>
    [
        .. replayed.Meter.Counts.Where(static count => count.Seen.SourcePort == 80).GroupBy(static count => count.Line)
            .Select(static group => (group.Key, group.Sum(static count => count.Packets), group.Sum(static count => count.Bytes))),
    ];

    private static int CountOf(string capture, Func<ReadOnlySpan<byte>, bool> isSuch)
    {
        using CaptureReader reader = CaptureReader.Open(capture);
        int count = 0;
        while (reader.TryRead(out CapturedFrame frame))
            if (frame.Link == LinkType.Ethernet && isSuch(frame.Bytes[EthernetHeader..])) count++;
        return count;
    }
}
