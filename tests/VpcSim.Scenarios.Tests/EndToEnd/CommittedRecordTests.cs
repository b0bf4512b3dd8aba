using System.Text;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Formats;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.EndToEnd;

/// <summary>Flow-log records of the repository's captures, field by field. (VPC guide, "Flow log records" and "Flow log record examples")</summary>
public class CommittedRecordTests
{
    private const string Way = "instance-id srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr packets bytes action flow-direction traffic-path";

    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);

    private static string Web => InstanceId("WebServer");

    private static string App => InstanceId("AppServer");

    [Fact]
    public void Dns_at_ones_own_server_is_logged_and_amazon_dns_and_dhcp_are_not()
    {
        // The 61 packets hold 32 of DNS at 10.0.0.2 and 169.254.169.253 and 11 of DHCP too; the way to the office is the VPN's (3).
        Assert.Equal(
            [
                $"{Web} 10.0.1.10 192.168.10.5 42953 53 10.0.1.10 192.168.10.5 1 84 ACCEPT egress 3",
                $"{Web} 192.168.10.5 10.0.1.10 53 42953 192.168.10.5 10.0.1.10 1 88 ACCEPT ingress -",
                $"{Web} 10.0.1.10 192.168.10.5 40370 53 10.0.1.10 192.168.10.5 1 84 ACCEPT egress 3",
                $"{Web} 192.168.10.5 10.0.1.10 53 40370 192.168.10.5 10.0.1.10 1 100 ACCEPT ingress -",
                $"{Web} 10.0.1.10 192.168.10.5 33835 53 10.0.1.10 192.168.10.5 1 88 ACCEPT egress 3",
                $"{Web} 192.168.10.5 10.0.1.10 53 33835 192.168.10.5 10.0.1.10 1 76 ACCEPT ingress -",
                $"{Web} 10.0.1.10 192.168.10.5 44823 53 10.0.1.10 192.168.10.5 6 378 ACCEPT egress 3",
                $"{Web} 192.168.10.5 10.0.1.10 53 44823 192.168.10.5 10.0.1.10 4 278 ACCEPT ingress -",
            ],
            Records("dns-dhcp.pcap", Way));
    }

    [Fact]
    public void Port_1688_is_logged_where_it_is_not_the_licensing_service() => Assert.Equal(
        [
            $"{Web} 10.0.1.10 192.168.10.5 53654 1688 10.0.1.10 192.168.10.5 6 339 ACCEPT egress 3",
            $"{Web} 192.168.10.5 10.0.1.10 1688 53654 192.168.10.5 10.0.1.10 4 235 ACCEPT ingress -",
        ],
        Records("kms-1688.pcap", Way));

    [Fact]
    public void Time_sync_is_not_logged_and_ones_own_time_server_is() => Assert.Equal(
        ["10.0.1.10 192.168.10.5 33643", "192.168.10.5 10.0.1.10 123", "10.0.1.10 192.168.10.5 47842", "192.168.10.5 10.0.1.10 123"],
        Records("ntp.pcap", "srcaddr dstaddr srcport"));

    [Fact]
    public void Through_the_nat_gateway_both_of_its_legs_are_logged_at_its_interface()
    {
        string[] legs = [.. Records("app-db.pcap", Way).Where(record => record.Contains(" 198.51.100.7 ", StringComparison.Ordinal))];
        string port = legs.Single(record => record.StartsWith("- 10.0.1.100 198.51.100.7 ", StringComparison.Ordinal)).Split(' ')[3];

        // Bytes by the capture: 6 packets of app (60 + 4 x 52 + 136), 4 of the server (60 + 2 x 52 + 203).
        Assert.Equal(
            new[]
            {
                // At the instance's interface: no trace of the gateway; the route to it stays in the VPC (1).
                $"{App} 10.0.2.10 198.51.100.7 53994 80 10.0.2.10 198.51.100.7 6 404 ACCEPT egress 1",
                $"{App} 198.51.100.7 10.0.2.10 80 53994 198.51.100.7 10.0.2.10 4 367 ACCEPT ingress -",
                // At the gateway's: in from the instance, out to the internet (8), the answer in, and on to the instance (1).
                "- 10.0.2.10 10.0.1.100 53994 80 10.0.2.10 198.51.100.7 6 404 ACCEPT ingress -",
                $"- 10.0.1.100 198.51.100.7 {port} 80 10.0.1.100 198.51.100.7 6 404 ACCEPT egress 8",
                $"- 198.51.100.7 10.0.1.100 80 {port} 198.51.100.7 10.0.1.100 4 367 ACCEPT ingress -",
                "- 10.0.1.100 10.0.2.10 80 53994 198.51.100.7 10.0.2.10 4 367 ACCEPT egress 1",
            }.Order(StringComparer.Ordinal),
            legs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Through_the_gateway_endpoint_only_the_instances_interface_sees_s3() => Assert.Equal(
        [
            $"{App} 10.0.2.10 52.216.8.10 35494 443 - S3 ACCEPT egress 7",
            $"{App} 52.216.8.10 10.0.2.10 443 35494 S3 - ACCEPT ingress -",
        ],
        Records("app-db.pcap", "instance-id srcaddr dstaddr srcport dstport pkt-src-aws-service pkt-dst-aws-service action flow-direction traffic-path")
            .Where(record => record.Contains("52.216.8.10", StringComparison.Ordinal)));

    [Fact]
    public void An_interface_endpoint_has_records_of_its_own()
    {
        string[] records = [.. Records("app-db.pcap", "instance-id srcaddr dstaddr srcport dstport action flow-direction traffic-path")
            .Where(record => record.Contains("10.0.2.4", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        Assert.Equal(
            new[]
            {
                $"{App} 10.0.2.10 10.0.2.4 59092 443 ACCEPT egress 1",
                $"{App} 10.0.2.4 10.0.2.10 443 59092 ACCEPT ingress -",
                "- 10.0.2.10 10.0.2.4 59092 443 ACCEPT ingress -",
                "- 10.0.2.4 10.0.2.10 443 59092 ACCEPT egress 1",
            }.Order(StringComparer.Ordinal),
            records);
    }

    [Fact]
    public void A_ping_that_the_receivers_network_acl_denies_is_accept_at_the_sender_and_reject_at_the_receiver() => Assert.Equal(
        [
            $"{App} 10.0.2.10 10.0.3.10 0 0 1 3 252 ACCEPT egress",
            $"{InstanceId("Database")} 10.0.2.10 10.0.3.10 0 0 1 3 252 REJECT ingress",
        ],
        Records("app-db.pcap", "instance-id srcaddr dstaddr srcport dstport protocol packets bytes action flow-direction")
            .Where(record => record.Contains(" 1 3 ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .OrderBy(record => record.Contains("REJECT", StringComparison.Ordinal)));

    [Fact]
    public void What_an_egress_only_gateway_refuses_is_in_no_record() =>
        Assert.DoesNotContain(Records("app-db.pcap", "srcaddr srcport"), record => record == "2001:db8:7::7 35800");

    [Fact]
    public void What_goes_out_through_an_egress_only_gateway_has_traffic_path_8() => Assert.Contains(
        "2600:1f18:1a4c:9502::4 2001:db8:7::7 49078 80 6 ACCEPT egress 8",
        Records("app-db.pcap", "srcaddr dstaddr srcport dstport packets action flow-direction traffic-path"));

    [Fact]
    public void Neighbours_of_a_subnet_have_traffic_path_1() => Assert.Equal(
        ["10.0.1.20 10.0.1.10 egress 1", "10.0.1.20 10.0.1.10 ingress -", "10.0.1.10 10.0.1.20 ingress -", "10.0.1.10 10.0.1.20 egress 1"],
        Records("bastion.pcap", "srcaddr dstaddr flow-direction traffic-path")
            .Where(record => record.Contains("10.0.1.10", StringComparison.Ordinal))
            .OrderBy(record => record.StartsWith("10.0.1.10", StringComparison.Ordinal))
            .ThenBy(record => record.StartsWith("10.0.1.10", StringComparison.Ordinal) == record.Contains("egress", StringComparison.Ordinal)));

    [Fact]
    public void Who_is_refused_by_the_group_has_one_reject_record_and_no_answer() => Assert.Equal(
        ["203.0.113.66 10.0.1.20 45660 22 6 1 60 REJECT 2", "203.0.113.66 10.0.1.20 0 0 1 2 168 REJECT 0"],
        Records("bastion.pcap", "srcaddr dstaddr srcport dstport protocol packets bytes action tcp-flags")
            .Where(record => record.Contains("203.0.113.66", StringComparison.Ordinal)));

    [Fact]
    public void Fragments_behind_the_first_are_logged_with_ports_0() => Assert.Equal(
        [
            // UDP of 5,000 bytes to erp: 1500 with ports, 1500 + 1500 + 588 without; the same back, where the VPN connection's
            // 1446 bytes make 1444 + 76 of each fragment of 1500. Scanner's: 1500, 1500 + 68.
            "10.0.1.10 192.168.10.5 54250 7 1 1500 ACCEPT", "10.0.1.10 192.168.10.5 0 0 3 3588 ACCEPT",
            "192.168.10.5 10.0.1.10 7 54250 1 1444 ACCEPT", "192.168.10.5 10.0.1.10 0 0 6 3704 ACCEPT",
            "203.0.113.66 10.0.1.10 37465 9999 1 1500 REJECT", "203.0.113.66 10.0.1.10 0 0 2 1568 REJECT",
        ],
        Records("fragments.pcap", "srcaddr dstaddr srcport dstport packets bytes action protocol")
            .Where(record => record.EndsWith(" 17", StringComparison.Ordinal)).Select(record => record[..^3]));

    [Fact]
    public void Two_replays_write_the_same_bytes() => Assert.Equal(Log("web-session.pcapng", Way), Log("web-session.pcapng", Way));

    private static string[] Records(string capture, string format) =>
        [.. Log(capture, format).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Where(record => !record.Contains("- - -", StringComparison.Ordinal))];

    private static string Log(string capture, string format)
    {
        using var text = new MemoryStream();
        using var log = new FlowLogRun(ThreeTier.Design, new FlowLogOptions { Format = LogFormat.Parse(format), IntervalSeconds = 600, Text = text });
        ReplaySummary summary = ThreeTier.With(log.Meter).Run([Repository.Capture(capture)], null, TestContext.Current.CancellationToken);
        log.Finish(summary.LastPacketNs!.Value);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static string InstanceId(string name) => ThreeTier.Design.Instances.Single(instance => instance.Name == name).Id;
}
