using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>What captures show of a packet's size is not what the network carries: offload, snapped captures, lengths of zero.</summary>
public class SizeTests
{
    private const string Client = "203.0.113.9:40000", Web = "10.0.1.10:80";

    private static readonly Trial Design = Trial.Of(Resources.Web, Resources.Vpn);

    private static Capture WithHandshake(string client, int mss, Frame large) =>
        new Capture().Add(Frame.Tcp(client, Web, "S", mss: mss), Frame.Tcp(Web, client, "S.", mss: mss > 0 ? 8961 : 0), large);

    [Theory]
    // Through an internet gateway, MTU 1500: the lower MSS of both SYNs, else 1500 - 40.
    [InlineData(1200, 25)]
    [InlineData(1460, 21)]
    [InlineData(0, 21)]
    public void A_tcp_packet_above_the_mtu_stands_for_its_segments(int mss, int segments)
    {
        Replayed result = Design.Run(WithHandshake(Client, mss, Frame.Tcp(Web, Client, "P.", 30_000)));

        Assert.Equal("delivered 3", result.Outcomes);
        Assert.Equal((segments, 30_000 + segments * 40L), (result.Meter.Counts[^1].Packets, result.Meter.Counts[^1].Bytes));
    }

    [Fact]
    public void Over_a_vpn_connection_segments_are_those_of_its_mtu()
    {
        // Site-to-Site VPN guide, "Site-to-Site VPN quotas": MTU 1446.
        Replayed result = Design.Run(WithHandshake("192.168.10.5:40000", 0, Frame.Tcp(Web, "192.168.10.5:40000", "P.", 30_000)));

        Assert.Equal(22, result.Meter.Counts[^1].Packets);
    }

    [Fact]
    public void Repeated_packets_of_a_flow_count_as_the_first_one_did()
    {
        Frame large = Frame.Tcp(Web, Client, "P.", 30_000);
        Replayed result = Design.Run(WithHandshake(Client, 1460, large).Add(large, large, large));

        Assert.True(result.Summary.Walks < 6);
        Assert.All(result.Meter.Counts.Skip(2), count => Assert.Equal((21, 30_840), (count.Packets, count.Bytes)));
    }

    [Fact]
    public void A_packet_within_the_mtu_of_its_path_stays_one()
    {
        // EC2 guide, "Network MTU": 9001 within a VPC.
        Replayed result = Trial.Of(Resources.Web, Resources.App).Run(new Capture().Add(
            Frame.Tcp("10.0.1.10:40000", "10.0.2.10:8080", "S", mss: 1460), Frame.Tcp("10.0.1.10:40000", "10.0.2.10:8080", "P.", 8961)));

        Assert.All(result.Meter.Counts, count => Assert.Equal(1, count.Packets));
        Assert.Equal(9001, result.Meter.Counts[^1].Bytes);
    }

    [Fact]
    public void With_strict_mtu_it_is_dropped_instead()
    {
        Capture capture = WithHandshake(Client, 1460, Frame.Tcp(Web, Client, "P.", 30_000));
        Replayed strict = Design.StrictMtu.Run(capture);

        Assert.Equal(("delivered 2, dropped 1", "PACKET_TOO_BIG 1"), (strict.Outcomes, strict.Drops));
        Assert.Equal("delivered 3", Design.StrictMtu.Run(WithHandshake(Client, 1460, Frame.Tcp(Web, Client, "P.", 1460))).Outcomes);
    }

    [Fact]
    public void Other_protocols_are_dropped_above_the_mtu_if_they_must_not_be_fragmented()
    {
        Frame may = Frame.Udp("10.0.1.10:40000", "198.51.100.7:53", 2000), mustNot = Frame.Udp("10.0.1.10:40001", "198.51.100.7:53", 2000, dontFragment: true);
        Replayed result = Design.Run(new Capture().Add(may, mustNot));

        Assert.Equal(("delivered 1, dropped 1", "PACKET_TOO_BIG 1"), (result.Outcomes, result.Drops));
        Assert.Equal(1, result.Summary.Generated);
    }

    [Fact]
    public void Where_the_ip_length_is_0_the_original_length_less_the_link_header_counts()
    {
        Frame large = Frame.Tcp(Web, Client, "P.", 70_000).WithoutIpLength();
        Replayed result = Design.Run(WithHandshake(Client, 1460, large.Snapped(96)));

        Assert.Equal("delivered 3", result.Outcomes);
        Assert.Equal((48, 70_000 + 48 * 40L), (result.Meter.Counts[^1].Packets, result.Meter.Counts[^1].Bytes));
    }

    [Fact]
    public void A_snapped_packet_whose_headers_are_there_is_whole()
    {
        Frame answer = Frame.Tcp(Web, Client, "P.", 1000);
        Replayed result = Design.Run(WithHandshake(Client, 0, answer.Snapped(14 + 40)).Add(answer));

        Assert.Equal([1040, 1040], result.Meter.Counts.Skip(2).Select(count => count.Bytes));
    }

    [Fact]
    public void A_snapped_packet_whose_headers_are_not_there_is_undecodable()
    {
        Replayed result = Design.Run(WithHandshake(Client, 0, Frame.Tcp(Web, Client, "P.", 1000).Snapped(14 + 39)));

        Assert.Equal("delivered 2, undecodable 1", result.Outcomes);
        Assert.Equal(1, result.Summary.UndecodableCauses.Single().Packets);
    }
}
