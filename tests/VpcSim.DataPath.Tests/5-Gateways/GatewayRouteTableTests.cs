namespace VpcSim.DataPath.Tests.Gateways;

// A subnet a with the web server, a subnet m with the appliance; the gateways' own tables lead what enters for subnet a through the appliance.
public class GatewayRouteTableTests
{
    private const string Web = "10.0.1.10", Public = "198.51.100.10", Db = "10.0.2.20", Appliance = "10.0.3.30", Outside = "203.0.113.7", Office = "192.168.5.5";
    private const string WebIPv6 = "2001:db8:0:1::10", OutsideIPv6 = "2001:db8:ffff::1";

    [Fact] // VPC guide, "Gateway route tables": traffic that enters through an internet gateway is redirected to an appliance
    public void What_enters_through_the_internet_gateway_goes_through_the_appliance()
    {
        Run run = Start("10.0.1.0/24 appliance");
        run.Send(Tcp.Syn(Outside, Public, 443)).ShouldBeDelivered(to: "web").ShouldBeRecorded(
            $"appliance ingress ACCEPT {Outside} {Appliance} {Outside} {Web}",
            $"appliance egress ACCEPT {Appliance} {Web} {Outside} {Web}",
            $"web ingress ACCEPT {Outside} {Web} {Outside} {Web}");
    }

    [Fact] // the contrast: a gateway without a table of its own delivers at once
    public void Without_a_gateway_route_table_it_is_delivered_at_once() =>
        Start(null).Send(Tcp.Syn(Outside, Public, 443)).ShouldBeDelivered(to: "web").ShouldBeRecorded("web ingress ACCEPT");

    [Fact] // VPC guide, "Middlebox routing wizard": the answer goes back through the appliance by the subnet's table, and out by the internet gateway
    public void The_answer_goes_back_through_the_appliance()
    {
        Run run = Start("10.0.1.0/24 appliance");
        run.Send(Tcp.Syn(Outside, Public, 443)).ShouldBeDelivered(to: "web");
        run.Reply().ShouldBeDelivered(to: "igw").ShouldBeRecorded(
            $"web egress ACCEPT {Web} {Outside} {Web} {Outside}",
            $"appliance ingress ACCEPT {Web} {Appliance} {Web} {Outside}",
            $"appliance egress ACCEPT {Appliance} {Outside} {Web} {Outside}");
    }

    [Fact] // VPC guide, "Gateway route tables": a subnet's route is more specific than local; the other subnets use the local route
    public void Other_subnets_use_the_local_route() =>
        Start("10.0.1.0/24 appliance").Send(Tcp.Syn(Outside, "198.51.100.20", 443)).ShouldBeDelivered(to: "db").ShouldBeRecorded("db ingress ACCEPT");

    [Fact] // VPC guide, "Gateway route tables": the local route's target replaced, everything that enters goes through the appliance
    public void With_the_local_route_replaced_everything_goes_through_the_appliance() =>
        Start("10.0.0.0/16 appliance").Send(Tcp.Syn(Outside, "198.51.100.20", 443)).ShouldBeDelivered(to: "db")
            .ShouldBeRecorded("appliance ingress ACCEPT", "appliance egress ACCEPT", "db ingress ACCEPT");

    [Fact] // VPC guide, "Gateway route tables": the target interface must have a public IP address for what comes by the internet gateway
    public void The_appliance_needs_a_public_address_for_what_comes_from_the_internet() =>
        Start("10.0.1.0/24 appliance", appliancePublic: null).Send(Tcp.Syn(Outside, Public, 443))
            .ShouldBeDropped(DropReason.GatewayRouteTargetWithoutPublicIp, by: "edge", rule: "10.0.1.0/24 -> eni-appliance").ShouldNotBeRecorded();

    [Fact] // VPC guide, "Gateway route tables": the target interface must be attached to a running instance
    public void The_target_must_be_attached_to_an_instance() =>
        new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Eni("web", Web, publicAddress: Public)
            .Eni("spare", "10.0.1.40", publicAddress: "198.51.100.40").GatewayTable("edge", "igw", "10.0.1.0/24 spare").Start()
            .Send(Tcp.Syn(Outside, Public, 443)).ShouldBeDropped(DropReason.BadStateRoute, by: "edge", rule: "10.0.1.0/24 -> eni-spare");

    [Fact] // VPC guide, "Gateway route tables": IPv6 as IPv4
    public void IPv6_from_the_internet_goes_through_the_appliance_too()
    {
        Start("2001:db8:0:1::/64 appliance").Send(Tcp.Syn(OutsideIPv6, WebIPv6, 443)).ShouldBeDelivered(to: "web")
            .ShouldBeRecorded("appliance ingress ACCEPT", "appliance egress ACCEPT", "web ingress ACCEPT");
        Start("10.0.1.0/24 appliance").Send(Tcp.Syn(OutsideIPv6, WebIPv6, 443)).ShouldBeDelivered(to: "web").ShouldBeRecorded("web ingress ACCEPT");
    }

    [Fact] // VPC guide, "Gateway route tables": a virtual private gateway's table; no public address is needed there
    public void What_enters_through_a_virtual_private_gateway_goes_through_the_appliance()
    {
        Run run = Start("10.0.1.0/24 appliance", gateway: "vgw", appliancePublic: null);
        run.Send(Tcp.Syn(Office, Web, 443)).ShouldBeDelivered(to: "web").ShouldBeRecorded("appliance ingress ACCEPT", "appliance egress ACCEPT", "web ingress ACCEPT");
        run.Send(Tcp.Syn(Office, Db, 443)).ShouldBeDelivered(to: "db").ShouldBeRecorded("db ingress ACCEPT");
        run.Send(Tcp.Syn(Outside, Public, 443)).ShouldBeDelivered(to: "web").ShouldBeRecorded("web ingress ACCEPT");
    }

    [Fact] // VPC guide, "Gateway route tables": only what enters by the associated gateway; a peering or the VPC's own traffic is not intercepted
    public void A_gateway_route_table_intercepts_nothing_else() =>
        Start("10.0.1.0/24 appliance").Send(Tcp.Syn(Db, Web, 443)).ShouldBeDelivered(to: "web").ShouldBeRecorded("db egress ACCEPT", "web ingress ACCEPT");

    [Fact] // VPC guide, "Gateway route tables": behind a virtual private gateway a Gateway Load Balancer endpoint drops
    public void A_gateway_load_balancer_endpoint_behind_a_virtual_private_gateway_drops() =>
        WithEndpoint("vgw").Send(Tcp.Syn(Office, Web, 443)).ShouldBeDropped(DropReason.VgwGatewayLoadBalancerEndpoint, by: "edge").ShouldNotBeRecorded();

    [Fact] // the contrast: behind an internet gateway it inspects
    public void A_gateway_load_balancer_endpoint_behind_an_internet_gateway_inspects() =>
        WithEndpoint("igw").Send(Tcp.Syn(Outside, Public, 443)).ShouldBeDelivered(to: "web").ShouldBeRecorded(
            $"gwlbe ingress ACCEPT {Outside} {Appliance} {Outside} {Web}",
            $"gwlbe egress ACCEPT {Appliance} {Web} {Outside} {Web}",
            $"web ingress ACCEPT {Outside} {Web} {Outside} {Web}");

    [Fact] // the network ACL and the groups of the appliance apply to what enters
    public void The_appliances_group_judges_what_enters()
    {
        Run run = new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Subnet("m", "10.0.3.0/24")
            .Group("only-https", "in tcp 443 from 0.0.0.0/0", "out all to 0.0.0.0/0")
            .Eni("web", Web, publicAddress: Public).Eni("appliance", Appliance, "only-https", "198.51.100.30", check: false)
            .GatewayTable("edge", "igw", "10.0.1.0/24 appliance").Start();
        run.Send(Tcp.Syn(Outside, Public, 443)).ShouldBeDelivered(to: "web");
        run.Send(Tcp.Syn(Outside, Public, 22)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "appliance").ShouldBeRecorded("appliance ingress REJECT");
    }

    private static Run Start(string? edgeRoute, string gateway = "igw", string? appliancePublic = "198.51.100.30")
    {
        DesignBuilder builder = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().Vpn("vgw", "192.168.0.0/16").Main("0.0.0.0/0 igw", "::/0 igw", "192.168.0.0/16 vgw")
            .Subnet("m", "10.0.3.0/24", "2001:db8:0:3::/64").Eni("appliance", $"{Appliance} 2001:db8:0:3::30", publicAddress: appliancePublic, check: false)
            .Table("through", "0.0.0.0/0 appliance", "::/0 appliance", "192.168.0.0/16 appliance")
            .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64", table: "through").Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64")
            .Eni("web", $"{Web} {WebIPv6}", publicAddress: Public).Eni("db", Db, publicAddress: "198.51.100.20");
        return (edgeRoute is null ? builder : builder.GatewayTable("edge", gateway, edgeRoute)).Start();
    }

    private static Run WithEndpoint(string gateway) => new DesignBuilder().Vpc().InternetGateway().Vpn("vgw", "192.168.0.0/16").Main("0.0.0.0/0 igw", "192.168.0.0/16 vgw")
        .Subnet("a", "10.0.1.0/24").Subnet("m", "10.0.3.0/24").Eni("web", Web, publicAddress: Public).InspectionEndpoint("gwlbe", Appliance)
        .GatewayTable("edge", gateway, "10.0.1.0/24 gwlbe").Start();
}
