using VpcSim.Model.Enis;

namespace VpcSim.DataPath.Tests.Services;

/// <summary>What a VPC offers by itself is filtered by nothing and logged nowhere. (VPC guide, "Infrastructure security" and "Flow log limitations")</summary>
public class VpcServiceTests
{
    private const string Web = "10.0.1.10", Web6 = "2001:db8:0:1::10";

    public static TheoryData<Packet, VpcService> OfServices => new()
    {
        { Udp.Datagram(Web, "10.0.0.2", 53), VpcService.AmazonDns },
        { Tcp.Syn(Web, "10.0.0.2", 53), VpcService.AmazonDns },
        { Udp.Datagram(Web, "169.254.169.253", 53), VpcService.AmazonDns },
        { Udp.Datagram(Web6, "fd00:ec2::253", 53), VpcService.AmazonDns },
        { Udp.Datagram(Web, "10.0.1.1", 67, sourcePort: 68), VpcService.Dhcp },
        { Udp.Datagram(Web, "255.255.255.255", 67, sourcePort: 68), VpcService.Dhcp },
        { Udp.Datagram(Web, "169.254.169.254", 67, sourcePort: 68), VpcService.Dhcp },
        { Udp.Datagram(Web6, "ff02::1:2", 547, sourcePort: 546), VpcService.Dhcp },
        { Tcp.Syn(Web, "169.254.169.254", 80), VpcService.InstanceMetadata },
        { Tcp.Syn(Web6, "fd00:ec2::254", 80), VpcService.InstanceMetadata },
        { Udp.Datagram(Web, "169.254.169.123", 123), VpcService.AmazonTimeSync },
        { Udp.Datagram(Web6, "fd00:ec2::123", 123), VpcService.AmazonTimeSync },
        { Tcp.Syn(Web, "169.254.169.250", 1688), VpcService.WindowsLicensing },
        { Tcp.Syn(Web, "169.254.169.251", 1688), VpcService.WindowsLicensing },
        { Icmp.Echo(Web, "10.0.1.1"), VpcService.Router },
        { Icmp.Echo(Web6, "2001:db8:0:1::1"), VpcService.Router },
        { Icmp.Message(Web6, "ff02::1:ff00:20", 135, 0), VpcService.Router },
        { Tcp.Syn(Web, "169.254.170.2", 80), VpcService.EcsTaskMetadata },
    };

    [Theory]
    [MemberData(nameof(OfServices))]
    public void A_service_is_neither_filtered_nor_logged(Packet packet, VpcService service)
    {
        Run run = Closed();
        run.Send(packet).ShouldBeConsumed(service).ShouldNotBeRecorded();
        run.Send(packet).ShouldBeConsumed(service).ShouldNotBeRecorded();
    }

    public static TheoryData<Packet> OfOthers => new()
    {
        Udp.Datagram(Web, "10.0.2.20", 53), // one's own DNS server
        Udp.Datagram(Web, "10.0.0.2", 54), // VPC+2 is DNS and nothing else
        Udp.Datagram(Web, "10.0.2.2", 53), // +2 of a subnet is not the VPC's
        Udp.Datagram(Web, "203.0.113.123", 123), // another NTP server
        Tcp.Syn(Web, "10.0.2.20", 1688), // another licence server
        Udp.Datagram(Web, "10.0.2.20", 67, sourcePort: 68), // somebody's DHCP server
        Udp.Datagram(Web, "203.0.113.67", 67, sourcePort: 68), // … outside the VPC
        Tcp.Syn(Web, "169.254.170.3", 80), // other link-local traffic is logged
        Icmp.Echo(Web, "10.0.2.9"),
    };

    [Theory] // the contrast: the exclusion is by the special service, not by port
    [MemberData(nameof(OfOthers))]
    public void Anybody_elses_service_is_filtered_and_logged(Packet packet) =>
        Closed().Send(packet).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "web").ShouldBeRecorded("web egress REJECT");

    [Fact] // where nothing filters, they are logged as accepted
    public void Ones_own_dns_server_is_logged()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("web", Web).Eni("dns", "10.0.2.20").Start();
        run.Send(Udp.Datagram(Web, "10.0.2.20", 53)).ShouldBeDelivered(to: "dns").ShouldBeRecorded("web egress ACCEPT", "dns ingress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "web").ShouldBeRecorded("dns egress ACCEPT", "web ingress ACCEPT");
    }

    public static TheoryData<Packet, VpcService> Answers =>
        [.. OfServices.Select(row => row.Data).Where(asked => !IsForMany(asked.Item1)).Select(asked => (asked.Item1.Reply(), asked.Item2))];

    [Theory] // an answer comes from the address that was asked
    [MemberData(nameof(Answers))]
    public void An_answer_of_a_service_is_neither_filtered_nor_logged(Packet packet, VpcService service) =>
        Closed().Send(packet).ShouldBeConsumed(service).ShouldNotBeRecorded();

    [Fact] // VPC guide, "DNS attributes for your VPC": with enableDnsSupport off the Amazon DNS server does not answer
    public void Amazon_dns_is_silent_where_it_is_switched_off()
    {
        Run run = new DesignBuilder().Vpc(dnsSupport: false).Subnet("a", "10.0.1.0/24").Eni("web", Web).Start();
        run.Send(Udp.Datagram(Web, "10.0.0.2", 53)).ShouldBeDropped(DropReason.VpcDnsSupportDisabled, by: "vpc").ShouldNotBeRecorded();
        run.Send(Tcp.Syn(Web, "169.254.169.254", 80)).ShouldBeConsumed(VpcService.InstanceMetadata);
    }

    [Fact] // VPC peering guide: the Amazon DNS server of the peer is out of reach
    public void The_amazon_dns_of_a_peer_is_out_of_reach()
    {
        Run run = new DesignBuilder().Vpc("far", "10.1.0.0/16").Subnet("far-a", "10.1.0.0/24").Peering("pcx", "near", "far")
            .Vpc("near").Main("10.1.0.0/16 pcx").Subnet("a", "10.0.1.0/24").Eni("web", Web).Start();
        run.Send(Udp.Datagram(Web, "10.1.0.2", 53)).ShouldBeDropped(DropReason.NoPossibleDestination, by: "far").ShouldBeRecorded("web egress ACCEPT");
    }

    [Fact] // VPC guide, "DNS attributes for your VPC": the Amazon DNS server serves the VPC; from on premises only inbound endpoints of the resolver are reached
    public void The_amazon_dns_is_out_of_reach_from_on_premises()
    {
        Run run = DesignBuilder.OneSubnet.Vpn("vgw", "192.168.0.0/16").Main("192.168.0.0/16 vgw").Eni("web", Web).Eni("resolver", "10.0.1.53").Start();
        run.SendThrough(EntryPoint.VpnGateway(0), Udp.Datagram("192.168.5.5", "10.0.0.2", 53)).ShouldBeDropped(DropReason.VgwPrivateIpAssociationForIngress, by: "vgw");
        run.Send(Udp.Datagram("192.168.5.5", "10.0.1.53", 53)).ShouldBeDelivered(to: "resolver");
        run.Send(Udp.Datagram(Web, "10.0.0.2", 53)).ShouldBeConsumed(VpcService.AmazonDns);
    }

    private static bool IsForMany(Packet packet) =>
        packet.Destination.IsIPv4 ? packet.Destination.IPv4Bits == uint.MaxValue : packet.Destination.High >> 56 == 0xFF;

    private static Run Closed() => new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Acl("closed").Group("closed")
        .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64", acl: "closed").Subnet("b", "10.0.2.0/24").Subnet("z", "10.0.0.0/24", acl: "closed")
        .Eni("web", $"{Web} {Web6}", "closed", metadata: new MetadataOptions { HttpProtocolIpv6 = true }).Eni("other", "10.0.2.20").Start();
}
