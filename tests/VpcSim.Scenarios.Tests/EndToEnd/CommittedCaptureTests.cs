using VpcSim.Scenarios.Tests.Making;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Tests.EndToEnd;

/// <summary>What AWS makes of the repository's captures in the three-tier design, counted by hand from <c>captures/README.md</c> and the template.</summary>
public class CommittedCaptureTests
{
    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);

    [Theory]
    // Allowed: HTTP, HTTPS and echo requests to web, everything from web but 5432 at db. Dropped: eleven SYNs and three datagrams of scanner, and
    // web's SYN to db (whose ACL takes it for an answer, and whose group does not); what would have followed them is not sent.
    [InlineData("web-session.pcapng", "delivered 280, dropped 15, not-sent 26, consumed 64, not-ip 10")]
    // DHCP 11, DNS at 10.0.0.2 and 169.254.169.253 16 each; erp's own server 16.
    [InlineData("dns-dhcp.pcap", "delivered 16, consumed 43, not-ip 2")]
    [InlineData("ntp.pcap", "delivered 4, consumed 8, not-ip 4")]
    [InlineData("kms-1688.pcap", "delivered 10, consumed 20")]
    // Probes with a TTL of 1 end at the internet gateway (2 each of UDP, ICMP, TCP), customer's four UDP probes at WebSg, whose port-unreachable
    // answers are not sent. Consumed: four messages of neighbour discovery, six time-exceeded of the router.
    [InlineData("ping-traceroute.pcap", "delivered 86, dropped 10, not-sent 4, consumed 10, not-ip 3")]
    // Connect scan: 13 of 15 ports dropped; SYN scan: all 30; FIN scan: 22 and 23, while WebSg lets a FIN to 80 pass; UDP: all 9.
    [InlineData("port-scan.pcap", "delivered 9, dropped 54, not-sent 53, consumed 4")]
    // Dropped: a probe with a hop limit of 1, SYNs to 22 and 5432.
    [InlineData("ipv6.pcapng", "delivered 71, dropped 3, not-sent 4, consumed 27")]
    // Dropped: three pings to db, a SYN from customer over IPv6.
    [InlineData("app-db.pcap", "delivered 138, dropped 4, not-sent 12, consumed 4, not-ip 2")]
    // 203.0.113.66 is outside of AdminCidr: its SYN and two pings are dropped.
    [InlineData("bastion.pcap", "delivered 126, dropped 3, not-sent 43, not-ip 2")]
    [InlineData("two-interfaces.pcapng", "delivered 46")]
    // SYNs to 22 and 5432 are dropped; the ping on the loopback interface is nobody's.
    [InlineData("cooked-any.pcap", "delivered 24, dropped 2, not-sent 4, consumed 2, not-in-design 2")]
    [InlineData("cooked-v1.pcap", "delivered 24, dropped 2, not-sent 4, consumed 2")]
    [InlineData("vlan.pcap", "delivered 24, dropped 2, not-sent 4, consumed 2")]
    [InlineData("raw-ip.pcap", "delivered 18")]
    // Three fragments of scanner's UDP are dropped, web's port-unreachable is not sent.
    [InlineData("fragments.pcap", "delivered 32, dropped 3, not-sent 1")]
    [InlineData("offload.pcap", "delivered 23")]
    [InlineData("snapped.pcap", "delivered 39")]
    [InlineData("web-http.pcap.gz", "delivered 100")]
    [InlineData("web-http-two-sections.pcapng", "delivered 100")]
    public void Outcomes_are_those_that_the_design_allows(string capture, string outcomes) =>
        Assert.Equal(outcomes, ThreeTier.RunFiles(Repository.Capture(capture)).Outcomes);

    [Theory]
    [InlineData("web-session.pcapng")]
    [InlineData("port-scan.pcap")]
    [InlineData("app-db.pcap")]
    [InlineData("cooked-any.pcap")]
    public void Open_replay_sends_every_packet(string capture)
    {
        Replayed open = ThreeTier.Open.RunFiles(Repository.Capture(capture)), causal = ThreeTier.RunFiles(Repository.Capture(capture));

        Assert.DoesNotContain("not-sent", open.Outcomes, StringComparison.Ordinal);
        Assert.Contains("not-sent", causal.Outcomes, StringComparison.Ordinal);
        Assert.Equal(causal.Summary.PacketsRead, open.Summary.PacketsRead);
        Assert.Equal(open.Summary.PacketsRead, open.Summary.Outcomes.Sum(pair => pair.Packets));
    }

    [Theory]
    [InlineData("web-session.pcapng", "ENI_SG_RULES_MISMATCH 15")]
    [InlineData("app-db.pcap", "SUBNET_ACL_RESTRICTION 3, EIGW_BLOCKS_NEW_CONNECTIONS 1")]
    [InlineData("bastion.pcap", "ENI_SG_RULES_MISMATCH 3")]
    [InlineData("ping-traceroute.pcap", "TTL_EXPIRED 6, ENI_SG_RULES_MISMATCH 4")]
    [InlineData("ipv6.pcapng", "ENI_SG_RULES_MISMATCH 2, TTL_EXPIRED 1")]
    [InlineData("fragments.pcap", "ENI_SG_RULES_MISMATCH 3")]
    [InlineData("port-scan.pcap", "ENI_SG_RULES_MISMATCH 54")]
    public void Drops_have_the_reason_that_the_template_gives_them(string capture, string drops) =>
        Assert.Equal(drops, ThreeTier.RunFiles(Repository.Capture(capture)).Drops);

    [Theory]
    [InlineData("web-session.pcapng", "AmazonDns 6, Dhcp 6, InstanceMetadata 20, AmazonTimeSync 8, WindowsLicensing 10, Router 14")]
    [InlineData("dns-dhcp.pcap", "AmazonDns 32, Dhcp 11")]
    [InlineData("ntp.pcap", "AmazonTimeSync 8")]
    [InlineData("kms-1688.pcap", "WindowsLicensing 20")]
    [InlineData("ping-traceroute.pcap", "Router 10")]
    [InlineData("ipv6.pcapng", "AmazonDns 2, InstanceMetadata 20, AmazonTimeSync 4, Router 1")]
    public void Services_of_the_vpc_consume_what_goes_to_them_and_comes_from_them(string capture, string consumed) =>
        Assert.Equal(consumed, ThreeTier.RunFiles(Repository.Capture(capture)).Consumed);

    [Theory]
    [InlineData("web-http-truncated.pcap", 99, CaptureEnd.CutOff)]
    [InlineData("web-http-truncated.pcapng", 99, CaptureEnd.CutOff)]
    [InlineData("web-http-damaged.pcap", 40, CaptureEnd.Damaged)]
    [InlineData("web-http.pcap.gz", 100, CaptureEnd.Complete)]
    public void Every_packet_before_the_damage_is_replayed(string capture, long packets, CaptureEnd end)
    {
        Replayed result = ThreeTier.RunFiles(Repository.Capture(capture));

        Assert.Equal($"delivered {packets}", result.Outcomes);
        Assert.Equal(end, result.Summary.Captures[0].End);
        Assert.Equal(packets, result.Summary.Captures[0].Packets);
        Assert.Equal(end == CaptureEnd.Complete, result.Summary.Captures[0].Problem is null);
    }

    [Fact]
    public void A_time_exceeded_of_the_internet_gateway_is_generated_outside_the_sum()
    {
        Replayed result = ThreeTier.RunFiles(Repository.Capture("ping-traceroute.pcap"));

        Assert.Equal(6, result.Summary.Generated);
        Assert.Equal(113, result.Summary.Outcomes.Sum(pair => pair.Packets));
    }
}
