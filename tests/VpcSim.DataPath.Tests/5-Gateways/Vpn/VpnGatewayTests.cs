namespace VpcSim.DataPath.Tests.Gateways.Vpn;

public class VpnGatewayTests
{
    private const string Web = "10.0.1.10", OnPremises = "192.168.5.5", S3 = "52.216.0.1";

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority"; VPC guide, "Available fields": traffic-path 3
    public void Packets_to_a_known_prefix_leave_by_path_3()
    {
        Run run = Start("192.168.0.0/16");
        run.Send(Tcp.Syn(Web, OnPremises, 443)).ShouldBeDelivered(to: "vgw").ShouldBeRecorded("web egress ACCEPT").ShouldTakePath(3);
        run.Reply().ShouldBeDelivered(to: "web").ShouldBeRecorded("web ingress ACCEPT");
    }

    [Fact] // the same page: the gateway forwards only to prefixes that it knows
    public void Packets_to_an_unknown_prefix_are_dropped() =>
        Start("192.168.0.0/16").Send(Tcp.Syn(Web, "172.20.0.1", 443)).ShouldBeDropped(DropReason.VgwPrefixUnknown, by: "vgw").ShouldBeRecorded("web egress ACCEPT");

    [Fact] // what BGP advertises no design says: what routes send to the gateway is believed
    public void A_gateway_by_bgp_is_believed_to_know_its_prefixes() =>
        Start().Send(Tcp.Syn(Web, "172.20.0.1", 443)).ShouldBeDelivered(to: "vgw");

    [Fact] // Site-to-Site VPN guide: no IPv6 on a virtual private gateway
    public void No_IPv6_passes()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Vpn("vgw")
            .Main("::/0 vgw", "0.0.0.0/0 vgw").Eni("web", $"{Web} 2001:db8:0:1::10").Start();
        run.Send(Tcp.Syn("2001:db8:0:1::10", "2001:db8:ffff::1", 443)).ShouldBeDropped(DropReason.VgwIpv6NotSupported, by: "vgw");
        run.Send(Tcp.Syn(Web, OnPremises, 443)).ShouldBeDelivered(to: "vgw");
    }

    [Theory] // Site-to-Site VPN guide, quotas: 1446 bytes, and no path MTU discovery
    [InlineData(1446, Outcome.Delivered)]
    [InlineData(1447, Outcome.Dropped)]
    public void The_mtu_is_1446_bytes(int bytes, Outcome outcome)
    {
        Run run = Start("192.168.0.0/16");
        Assert.Equal(outcome, run.Send(Udp.Datagram(Web, OnPremises, 5000).OfLength(bytes).DontFragment()).Verdict.Outcome);
        Assert.Equal(0, run.DataPath.Generated);
    }

    [Fact] // VPC guide, "VPC endpoints" and "NAT gateways": what comes by VPN reaches interfaces of the VPC and nothing beyond
    public void What_comes_by_vpn_reaches_interfaces_only()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Vpn("vgw", "192.168.0.0/16").Main("0.0.0.0/0 igw", "192.168.0.0/16 vgw")
            .GatewayEndpoint("s3", "s3", "main").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(OnPremises, Web, 22)).ShouldBeDelivered(to: "web");
        run.SendThrough(EntryPoint.VpnGateway(0), Tcp.Syn(OnPremises, S3, 443)).ShouldBeDropped(DropReason.VgwPrivateIpAssociationForIngress, by: "vgw").ShouldNotBeRecorded();
        run.SendThrough(EntryPoint.VpnGateway(0), Tcp.Syn(OnPremises, "203.0.113.1", 443)).ShouldBeDropped(DropReason.VgwPrivateIpAssociationForIngress, by: "vgw");
        run.Send(Tcp.Syn(OnPremises, "10.0.1.99", 22)).ShouldBeDropped(DropReason.VgwPrivateIpAssociationForIngress, by: "vgw");
    }

    [Fact] // VPC guide, "Security groups" and "Network ACLs" guard this way too
    public void What_comes_by_vpn_is_filtered()
    {
        Run run = DesignBuilder.OneSubnet.Vpn("vgw", "192.168.0.0/16").Group("web", "in tcp 22 from 192.168.0.0/16").Eni("web", Web, "web").Start();
        run.Send(Tcp.Syn(OnPremises, Web, 22)).ShouldBeDelivered(to: "web").ShouldBeRecorded("web ingress ACCEPT");
        run.Send(Tcp.Syn(OnPremises, Web, 23)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "web").ShouldBeRecorded("web ingress REJECT");
    }

    [Fact] // VPC guide, "Control subnet traffic with network access control lists": they guard what enters the subnet, by VPN too
    public void What_comes_by_vpn_meets_the_network_acl()
    {
        Run run = new DesignBuilder().Vpc().Acl("acl", "in 100 allow tcp 22 from 192.168.0.0/16", "out 100 allow all to 0.0.0.0/0").Subnet("a", "10.0.1.0/24", acl: "acl")
            .Vpn("vgw", "192.168.0.0/16").Main("192.168.0.0/16 vgw").Eni("web", Web).Start();
        run.Send(Tcp.Syn(OnPremises, Web, 22)).ShouldBeDelivered(to: "web");
        run.Reply().ShouldBeDelivered(to: "vgw");
        run.Send(Tcp.Syn(OnPremises, Web, 23)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web ingress REJECT");
    }

    [Fact] // EC2 API, "VpnConnectionOptionsSpecification": the blocks on both sides that may communicate over the tunnels; all by default
    public void A_connection_carries_packets_between_its_blocks()
    {
        DesignBuilder Site(params string[] lines) => DesignBuilder.TwoSubnets.Vgw().Connection("paris", 65001, [.. lines, "announce 192.168.0.0/16"])
            .Main("192.168.0.0/16 vgw").Eni("web", Web).Eni("app", "10.0.2.20");
        Run run = Site("between 192.168.5.0/24 10.0.1.0/24").Start();
        run.Send(Tcp.Syn(Web, OnPremises, 443)).ShouldBeDelivered(to: "vgw");
        run.Reply().ShouldBeDelivered(to: "web");
        run.Send(Tcp.Syn(Web, "192.168.6.5", 443)).ShouldBeDropped(DropReason.VpnTrafficSelectorMismatch, by: "vgw").ShouldBeRecorded("web egress ACCEPT");
        run.Send(Tcp.Syn("10.0.2.20", OnPremises, 443)).ShouldBeDropped(DropReason.VpnTrafficSelectorMismatch, by: "vgw");
        run.Send(Tcp.Syn(OnPremises, "10.0.2.20", 22)).ShouldBeDropped(DropReason.VpnTrafficSelectorMismatch, by: "vgw").ShouldNotBeRecorded();
        Run open = Site().Start();
        open.Send(Tcp.Syn(Web, "192.168.6.5", 443)).ShouldBeDelivered();
        open.Send(Tcp.Syn(OnPremises, "10.0.2.20", 22)).ShouldBeDelivered(to: "app");
    }

    [Theory] // Site-to-Site VPN guide, "Quotas": 1446 bytes in this direction too, and nobody is told
    [InlineData(1446, Outcome.Delivered)]
    [InlineData(1447, Outcome.Dropped)]
    public void The_mtu_on_the_way_in_is_1446_bytes(int bytes, Outcome outcome)
    {
        Run run = Start("192.168.0.0/16");
        Sent sent = run.Send(Udp.Datagram(OnPremises, Web, 5000).OfLength(bytes).DontFragment());
        Assert.Equal((outcome, 0L), (sent.Verdict.Outcome, run.DataPath.Generated));
        if (outcome == Outcome.Dropped) sent.ShouldBeDropped(DropReason.PacketTooBig, by: "vgw").ShouldBeRecorded();
    }

    private static Run Start(params string[] prefixes) =>
        DesignBuilder.OneSubnet.Vpn("vgw", prefixes).Main("0.0.0.0/0 vgw").Eni("web", Web).Start();
}
