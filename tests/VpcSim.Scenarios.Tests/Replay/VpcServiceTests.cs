using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>The VPC's own services consume what goes to them, and what was captured from them; no flow log shows it. (VPC guide, "Flow log limitations")</summary>
public class VpcServiceTests
{
    private static readonly Trial Design = Trial.Of(Resources.Web, Resources.App);

    [Theory]
    [InlineData("10.0.0.2:53", "AmazonDns 2")]
    [InlineData("169.254.169.253:53", "AmazonDns 2")]
    [InlineData("169.254.169.123:123", "AmazonTimeSync 2")]
    [InlineData("10.0.1.1:67", "Router 2")]
    public void A_datagram_to_a_service_and_its_answer_are_consumed_unlogged(string service, string consumed)
    {
        Replayed result = Design.Run(new Capture().Add(Frame.Udp("10.0.1.10:40000", service), Frame.Udp(service, "10.0.1.10:40000")));

        Assert.Equal(("consumed 2", consumed), (result.Outcomes, result.Consumed));
        Assert.Empty(result.Meter.Counts);
    }

    [Theory]
    [InlineData("169.254.169.254:80", "InstanceMetadata 8")]
    [InlineData("169.254.169.250:1688", "WindowsLicensing 8")]
    [InlineData("169.254.169.251:1688", "WindowsLicensing 8")]
    public void A_connection_to_a_service_is_consumed_in_both_directions(string service, string consumed)
    {
        Replayed result = Design.Run(new Capture().Http("10.0.1.10:40000", service));

        Assert.Equal(("consumed 8", consumed), (result.Outcomes, result.Consumed));
        Assert.Empty(result.Meter.Counts);
    }

    [Fact] // not documented: the network answers ARP and neighbour discovery itself, delivers them to nobody and logs them nowhere
    public void Address_resolution_reaches_nobody_and_is_not_logged()
    {
        Replayed result = Design.Run(new Capture().Add(
            Frame.Arp(), Frame.Icmp("fe80::1", "ff02::1:ff00:10", 135), Frame.Icmp("fe80::1", "fe80::2", 136), Frame.Udp("10.0.1.10:40000", "10.0.1.100:9")));

        Assert.Equal(("consumed 2, not-ip 1", "Router 2"), (string.Join(", ", result.Outcomes.Split(", ").Where(part => !part.StartsWith("de", StringComparison.Ordinal) && !part.StartsWith("dr", StringComparison.Ordinal))), result.Consumed));
        Assert.All(result.Meter.Counts, count => Assert.Equal(4, count.Number));
        Assert.NotEmpty(result.Meter.Counts); // the contrast: a datagram to a neighbour
    }

    [Theory]
    [InlineData("198.51.100.7:53")]
    [InlineData("198.51.100.7:123")]
    [InlineData("198.51.100.7:1688")]
    public void Ones_own_server_on_a_services_port_is_no_service(string server)
    {
        Replayed result = Design.Run(new Capture().Add(Frame.Udp("10.0.1.10:40000", server), Frame.Udp(server, "10.0.1.10:40000")));

        Assert.Equal("delivered 2", result.Outcomes);
        Assert.Equal(2, result.Meter.Counts.Count);
    }

    [Fact]
    public void The_dns_address_consumes_dns_alone() =>
        Assert.Equal("NO_POSSIBLE_DESTINATION 1", Design.Run(new Capture().Add(Frame.Tcp("10.0.1.10:40000", "10.0.0.2:80", "S"))).Drops);

    [Fact]
    public void Where_dns_support_is_off_a_query_is_dropped_and_its_answer_not_sent()
    {
        // VPC guide, "DNS attributes for your VPC": with enableDnsSupport off the Amazon DNS server does not answer.
        Trial off = Trial.Of(Resources.Web.Replace("EnableDnsSupport: true, EnableDnsHostnames: true", "EnableDnsSupport: false", StringComparison.Ordinal));
        Capture capture = new Capture().Add(Frame.Udp("10.0.1.10:40000", "10.0.0.2:53"), Frame.Udp("10.0.0.2:53", "10.0.1.10:40000"));

        Assert.Equal("dropped not-sent", off.Story(capture));
        Assert.Equal("VPC_DNS_SUPPORT_DISABLED 1", off.Run(capture).Drops);
        Assert.Equal("consumed consumed", Design.Story(capture));
    }

    [Fact]
    public void A_host_without_an_address_yet_asks_dhcp()
    {
        Replayed result = Design.Run(new Capture().Add(
            Frame.Udp("0.0.0.0:68", "255.255.255.255:67", 300), Frame.Udp("10.0.1.1:67", "10.0.1.10:68", 300), Frame.Udp("10.0.1.10:68", "10.0.1.1:67", 300)));

        Assert.Equal(("consumed 3", "Dhcp 3"), (result.Outcomes, result.Consumed));
    }

    [Fact]
    public void Dhcp_needs_no_capture_interface_where_there_are_several_vpcs() =>
        Assert.Equal("Dhcp 1", Trial.Of(Resources.Web, Resources.Twin).Run(new Capture().Add(Frame.Udp("0.0.0.0:68", "255.255.255.255:67", 300))).Consumed);

    [Fact]
    public void Another_broadcast_of_a_host_without_an_address_is_not_in_the_design() =>
        Assert.Equal("not-in-design 1", Design.Run(new Capture().Add(Frame.Udp("0.0.0.0:68", "255.255.255.255:6767", 300))).Outcomes);

    [Fact]
    public void A_dhcp_server_elsewhere_is_no_service() =>
        Assert.Equal("delivered 1", Design.Run(new Capture().Add(Frame.Udp("10.0.1.10:68", "198.51.100.7:67", 300))).Outcomes);

    [Fact]
    public void The_routers_error_is_consumed_even_about_a_packet_that_was_dropped()
    {
        Frame probe = Frame.Udp("10.0.1.10:40000", "198.51.100.7:33434", ttl: 1);
        Capture router = new Capture().Add(probe, Frame.Error("10.0.1.1", "10.0.1.10", 11, 0, probe));
        Capture another = new Capture().Add(probe, Frame.Error("192.0.2.2", "10.0.1.10", 11, 0, probe));

        Assert.Equal("dropped consumed", Design.Story(router));
        Assert.Equal("dropped not-sent", Design.Story(another));
        Assert.Equal("consumed 1", Design.Run(new Capture().Add(Frame.Error("10.0.1.1", "10.0.1.10", 11, 0, probe))).Outcomes);
    }

    [Fact] // VPC guide, "Flow log limitations": ARP traffic
    public void ARP_leaves_no_record_and_a_datagram_beside_it_does()
    {
        Replayed arp = Design.Run(new Capture().Add(Frame.Arp()));
        Assert.Equal("not-ip 1", arp.Outcomes);
        Assert.Empty(arp.Meter.Counts);
        Assert.NotEmpty(Design.Run(new Capture().Add(Frame.Arp(), Frame.Udp("10.0.1.10:40000", "198.51.100.7:53"))).Meter.Counts);
    }
}
