namespace VpcSim.DataPath.Tests.Gateways.Vpn;

public class CloudHubTests
{
    private const string Paris = "192.168.1.5", London = "192.168.2.5", Data = "172.16.0.9", Web = "10.0.1.10";

    [Fact] // Site-to-Site VPN guide, "VPN CloudHub": sites with ASNs of their own reach each other and the VPC through one gateway
    public void Sites_reach_each_other_and_the_VPC_through_one_gateway()
    {
        Run run = Sites(65002).Start();
        run.Send(Tcp.Syn(Paris, London, 443)).ShouldBeDelivered(to: "vgw").ShouldGoBy("192.168.2.0/24 by london tunnel 1 (BGP, AS path 65002, MED 0)").ShouldNotBeRecorded();
        run.Reply().ShouldBeDelivered(to: "vgw").ShouldGoBy("192.168.1.0/24 by paris tunnel 1 (BGP, AS path 65001, MED 0)").ShouldNotBeRecorded();
        Assert.False(run.Send(Tcp.Data(Paris, London, 443)).ShouldBeDelivered(to: "vgw").Walked);
        run.Send(Tcp.Syn(Paris, Web, 443)).ShouldBeDelivered(to: "web");
    }

    [Fact] // Site-to-Site VPN guide, "VPN CloudHub": it works with or without a VPC
    public void It_works_without_a_VPC() =>
        new DesignBuilder().Vgw(attached: false).Connection("paris", 65001, "announce 192.168.1.0/24").Connection("london", 65002, "announce 192.168.2.0/24").Start()
            .Send(Tcp.Syn(Paris, London, 443)).ShouldBeDelivered(to: "vgw");

    [Fact] // Site-to-Site VPN guide, "VPN CloudHub": each site has a unique ASN
    public void Sites_of_one_ASN_do_not_reach_each_other() =>
        Assert.Equal(Outcome.NotInDesign, Sites(65001).Start().Send(Tcp.Syn(Paris, London, 443)).Verdict.Outcome);

    [Fact] // not documented: the gateway re-advertises what it learned by BGP alone
    public void Sites_with_static_routes_do_not_reach_each_other() =>
        Assert.Equal(Outcome.NotInDesign, DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, "static 192.168.1.0/24").Connection("london", 65002, "announce 192.168.2.0/24")
            .Start().Send(Tcp.Syn(Paris, London, 443)).Verdict.Outcome);

    [Fact] // both ends outside every VPC, and no gateway knows the other one
    public void Nobody_is_reached_whom_no_site_announces() =>
        Assert.Equal(Outcome.NotInDesign, Sites(65002).Start().Send(Tcp.Syn(Paris, "192.168.3.5", 443)).Verdict.Outcome);

    [Fact] // Site-to-Site VPN guide, "VPN CloudHub": sites on Direct Connect take part
    public void A_site_on_direct_connect_takes_part_unless_a_direct_connect_gateway_stands_between()
    {
        DesignBuilder design = Sites(65002).VirtualInterface("dx", 65009, lines: "announce 172.16.0.0/16");
        design.Start().Send(Tcp.Syn(Paris, Data, 443)).ShouldBeDelivered(to: "vgw").ShouldGoBy("172.16.0.0/16 by dx (Direct Connect, AS path 65009, MED 0)");
        Assert.Equal(Outcome.NotInDesign, design.OverDirectConnectGateway("dx").Start().Send(Tcp.Syn(Paris, Data, 443)).Verdict.Outcome);
    }

    [Fact] // Site-to-Site VPN guide, "VPN CloudHub": either site's tunnels may fail
    public void A_site_without_tunnels_is_not_reached_and_reaches_nobody()
    {
        Run run = DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, "announce 192.168.1.0/24").Connection("london", 65002, "announce 192.168.2.0/24", "down 1 60", "down 2 60").Start();
        run.Send(Tcp.Syn(Paris, London, 443)).ShouldBeDelivered();
        run.Wait(100).Send(Tcp.Data(Paris, London, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "vgw");
        run.Send(Tcp.Data(London, Paris, 40000, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "vgw");
    }

    private static DesignBuilder Sites(int asnOfLondon) => DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, "announce 192.168.1.0/24")
        .Connection("london", asnOfLondon, "announce 192.168.2.0/24").Eni("web", Web);
}
