namespace VpcSim.DataPath.Tests.RouteTables;

public class RouteTableTests
{
    private const string Web = "10.0.1.10", Outside = "203.0.113.7";

    [Fact] // VPC guide, "Route tables": a subnet without an association of its own uses the main table
    public void A_subnet_uses_the_main_table_unless_it_has_its_own()
    {
        Run run = WithGateways().Main("0.0.0.0/0 igw").Table("private").Subnet("b", "10.0.2.0/24", table: "private")
            .Eni("web", Web, publicAddress: "198.51.100.10").Eni("db", "10.0.2.20", publicAddress: "198.51.100.20").Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "igw");
        run.Send(Tcp.Syn("10.0.2.20", Outside, 443))
            .ShouldBeDropped(DropReason.NoRouteToDestination, by: "private", rule: "no route").ShouldBeRecorded("db egress ACCEPT").ShouldTakePath(0);
    }

    [Fact] // VPC guide, "Route priority": the most specific route that matches
    public void The_most_specific_route_wins()
    {
        Run run = WithGateways().Main("0.0.0.0/0 igw", "203.0.0.0/8 vgw", "203.0.113.0/24 igw").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "igw");
        run.Send(Tcp.Syn(Web, "203.9.9.9", 443)).ShouldBeDelivered(to: "vgw");
        run.Send(Tcp.Syn(Web, "192.0.2.1", 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // VPC guide, "Route priority": static before propagated for the same destination
    public void A_static_route_beats_a_propagated_one()
    {
        Run run = WithGateways("192.0.2.0/24").Main("192.0.2.0/24 igw", "propagate vgw").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Web, "192.0.2.1", 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // the contrast: the more specific one wins whatever its kind
    public void A_more_specific_propagated_route_beats_a_static_one()
    {
        Run run = WithGateways("192.0.2.0/24").Main("192.0.0.0/16 igw", "propagate vgw").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Web, "192.0.2.1", 443)).ShouldBeDelivered(to: "vgw");
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": propagated routes enter only tables with propagation on
    public void A_table_without_propagation_knows_no_vpn_route()
    {
        Run run = WithGateways("192.0.2.0/24").Main().Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, "192.0.2.1", 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "main");
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": a propagated route never beats local, even more specific
    public void A_propagated_route_never_beats_the_local_route()
    {
        Run run = WithGateways("10.0.2.0/24").Main("propagate vgw").Subnet("b", "10.0.2.0/24").Eni("web", Web).Eni("db", "10.0.2.20").Start();
        run.Send(Tcp.Syn(Web, "10.0.2.20", 443)).ShouldBeDelivered(to: "db").ShouldTakePath(1);
    }

    [Fact] // VPC guide, "Route priority": a static CIDR route beats an equal one of a prefix list
    public void A_static_route_beats_an_equally_specific_prefix_list()
    {
        Run run = WithGateways().PrefixList("list", "203.0.113.0/24").Main("pl-list vgw", "203.0.113.0/24 igw").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // the contrast: an entry of the list that is more specific
    public void A_more_specific_prefix_list_entry_beats_a_static_route()
    {
        Run run = WithGateways().PrefixList("list", "203.0.113.0/25").Main("pl-list vgw", "203.0.113.0/24 igw").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "vgw");
        run.Send(Tcp.Syn(Web, "203.0.113.200", 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // VPC guide, "Route priority": a prefix list's route beats a propagated one
    public void A_prefix_list_beats_an_equal_propagated_route()
    {
        Run run = WithGateways("192.0.2.0/24").PrefixList("list", "192.0.2.0/24").Main("pl-list igw", "propagate vgw").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Web, "192.0.2.1", 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // VPC guide, "Route priority": of two prefix lists with the same block AWS picks one at random and keeps it; here a setting picks
    public void Of_two_prefix_lists_with_the_same_block_one_decides()
    {
        DesignBuilder design = WithGateways().PrefixList("one", "203.0.113.0/24").PrefixList("two", "203.0.113.0/24").Main("pl-two vgw", "pl-one igw").Eni("web", Web, publicAddress: "198.51.100.10");
        design.Start().Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "igw");
        design.Start(new DataPathSettings { HighestOfEqualPrefixLists = true }).Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "vgw");
    }

    [Fact] // EC2 API, Route.State: a blackhole's target is gone; the most specific route still decides
    public void A_blackhole_drops_even_where_a_shorter_route_would_carry()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().InternetGateway("gone", attached: false)
            .Main("0.0.0.0/0 igw", "203.0.113.0/24 gone").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Web, Outside, 443))
            .ShouldBeDropped(DropReason.BadStateRoute, by: "main", rule: "203.0.113.0/24 -> igw-gone").ShouldBeRecorded("web egress ACCEPT");
        run.Send(Tcp.Syn(Web, "192.0.2.1", 443)).ShouldBeDelivered(to: "igw");
    }

    [Theory] // EC2 API, "Route", State: blackhole where the target is not available, whatever its kind
    [InlineData("gone")]
    [InlineData("vgw-elsewhere")]
    [InlineData("pcx-pending")]
    [InlineData("unattached")]
    public void A_target_that_is_not_available_is_a_blackhole_of_any_kind(string target)
    {
        Run run = new DesignBuilder().Vpc("other", "10.9.0.0/16").Vpn("vgw-elsewhere", "192.0.2.0/24").Vpc().InternetGateway("gone", attached: false)
            .Peering("pcx-pending", "vpc", "other", active: false).Subnet("a", "10.0.1.0/24").Eni("unattached", "10.0.1.40").Main($"203.0.113.0/24 {target}").Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDropped(DropReason.BadStateRoute, by: "main").ShouldBeRecorded("web egress ACCEPT");
    }

    [Fact] // EC2 API, "Route", State: the route of a detached gateway stays, a blackhole from then on
    public void A_detached_gateway_cuts_live_flows_at_its_blackhole()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Udp.Datagram(Web, Outside, 53)).ShouldBeDelivered(to: "igw");
        run.Send(Udp.Datagram(Web, Outside, 53)).ShouldBeDelivered(to: "igw");
        run.Change(design => design with { InternetGateways = [design.InternetGateways[0] with { VpcId = null }] });
        run.Send(Udp.Datagram(Web, Outside, 53)).ShouldBeDropped(DropReason.BadStateRoute, by: "main", rule: "0.0.0.0/0 -> igw-igw");
        run.Change(design => design with { InternetGateways = [design.InternetGateways[0] with { VpcId = "vpc-vpc" }] });
        run.Send(Udp.Datagram(Web, Outside, 53)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // VPC guide, "NAT gateways": the route of a deleted NAT gateway stays, a blackhole
    public void A_deleted_nat_gateway_is_a_blackhole()
    {
        DesignBuilder design = DesignBuilder.OneSubnet.Elsewhere("nat-deleted", Model.RouteTables.RouteTargetKind.NatGateway).Main("0.0.0.0/0 nat-deleted").Eni("web", Web);
        design.Start().Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDropped(DropReason.BadStateRoute, by: "main", rule: "0.0.0.0/0 -> nat-deleted");
    }

    [Fact] // VPC guide, "Replace the target for a local route": a replaced target is restored
    public void A_restored_local_route_delivers_at_once_again()
    {
        Run run = DesignBuilder.OneSubnet.Subnet("b", "10.0.2.0/24", table: "plain").Subnet("m", "10.0.3.0/24", table: "plain").Table("plain").Eni("web", Web).Eni("db", "10.0.2.20")
            .Eni("appliance", "10.0.3.30", check: false).Main("10.0.0.0/16 appliance").Start();
        run.Send(Tcp.Syn(Web, "10.0.2.20", 443)).ShouldBeRecorded("web egress ACCEPT", "appliance ingress ACCEPT", "appliance egress ACCEPT", "db ingress ACCEPT");
        run.Change(design => design with { RouteTables = [.. design.RouteTables.Select(table => table with { Routes = [] })] });
        run.Send(Tcp.Data(Web, "10.0.2.20", 443)).ShouldBeDelivered(to: "db").ShouldBeRecorded("web egress ACCEPT", "db ingress ACCEPT");
    }

    [Fact] // VPC guide, "Route tables": a route that covers a reserved link-local range does not carry packets to it
    public void Link_local_addresses_are_not_forwarded()
    {
        Run run = WithGateways().Main("0.0.0.0/0 vgw").Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, "169.254.168.5", 443)).ShouldBeDropped(DropReason.NoRouteToDestination).ShouldBeRecorded("web egress ACCEPT");
        run.Send(Tcp.Syn(Web, "169.253.168.5", 443)).ShouldBeDelivered(to: "vgw");
    }

    [Fact] // VPC guide, "Route tables": IPv4 and IPv6 routes are independent
    public void An_ipv4_default_route_carries_no_ipv6()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").InternetGateway()
            .Main("0.0.0.0/0 igw").Eni("web", $"{Web} 2001:db8:0:1::10", publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn("2001:db8:0:1::10", "2001:db8:ffff::1", 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "main");
    }

    [Fact] // VPC guide, "Route tables": the local route covers every block of the VPC
    public void The_local_route_covers_secondary_blocks()
    {
        Run run = new DesignBuilder().Vpc(more: ["10.1.0.0/16"]).Subnet("a", "10.0.1.0/24").Subnet("b", "10.1.2.0/24")
            .Eni("web", Web).Eni("db", "10.1.2.20").Start();
        run.Send(Tcp.Syn(Web, "10.1.2.20", 443)).ShouldBeDelivered(to: "db");
        run.Send(Tcp.Syn(Web, "10.1.2.21", 443)).ShouldBeDropped(DropReason.NoPossibleDestination, by: "vpc").ShouldBeRecorded("web egress ACCEPT");
    }

    [Fact] // VPC guide, "Middlebox routing": a route of a whole subnet leads through an appliance
    public void A_subnet_route_to_an_appliance_beats_local()
    {
        Run run = DesignBuilder.OneSubnet.Subnet("b", "10.0.2.0/24").Subnet("m", "10.0.3.0/24", table: "inner").Table("inner").Eni("web", Web).Eni("db", "10.0.2.20")
            .Eni("appliance", "10.0.3.30", check: false).Main("10.0.2.0/24 appliance").Start();
        run.Send(Tcp.Syn(Web, "10.0.2.20", 443)).ShouldBeDelivered(to: "db").ShouldBeRecorded(
            "web egress ACCEPT", "appliance ingress ACCEPT", "appliance egress ACCEPT", "db ingress ACCEPT");
        run.Send(Tcp.Syn(Web, "10.0.3.30", 443)).ShouldBeDelivered(to: "appliance").ShouldBeRecorded("web egress ACCEPT", "appliance ingress ACCEPT");
    }

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": one's own route of the identical range beats the endpoint's
    public void An_identical_static_route_beats_the_endpoints()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("52.216.0.0/15 igw").GatewayEndpoint("s3", "s3", "main").Eni("web", Web, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Web, "52.216.0.1", 443)).ShouldBeDelivered(to: "igw");
        run.Send(Tcp.Syn(Web, "3.5.0.1", 443)).ShouldBeDelivered(to: "s3"); // the contrast: another range of the list
    }

    [Fact] // VPC guide, "Route tables": a subnet's route may lead to a NAT gateway
    public void A_subnet_route_may_lead_through_a_nat_gateway()
    {
        Run run = DesignBuilder.OneSubnet.Subnet("b", "10.0.2.0/24", table: "plain").Subnet("n", "10.0.9.0/24", table: "plain").Table("plain").Nat("nat", "n", "10.0.9.220", null)
            .Main("10.0.2.0/24 nat").Eni("web", Web).Eni("db", "10.0.2.20").Start();
        run.Send(Tcp.Syn(Web, "10.0.2.20", 443)).ShouldBeDelivered(to: "db").ShouldBeRecorded(
            $"web egress ACCEPT {Web} 10.0.2.20 {Web} 10.0.2.20", $"nat ingress ACCEPT {Web} 10.0.9.220 {Web} 10.0.2.20",
            "nat egress ACCEPT 10.0.9.220 10.0.2.20 10.0.9.220 10.0.2.20", "db ingress ACCEPT 10.0.9.220 10.0.2.20 10.0.9.220 10.0.2.20");
        run.Send(Tcp.Syn("10.0.2.20", Web, 443)).ShouldBeDelivered(to: "web").ShouldBeRecorded("db egress ACCEPT", "web ingress ACCEPT"); // b's own table
    }

    [Fact] // VPC guide, "Route tables": fd00:ec2::/32 is not forwarded by a wider route either
    public void The_IPv6_service_range_is_not_forwarded()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").InternetGateway().Main("::/0 igw", "fd00::/8 igw").Eni("web", $"{Web} 2001:db8:0:1::10").Start();
        run.Send(Tcp.Syn("2001:db8:0:1::10", "fd00:ec2::99", 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "main");
        run.Send(Tcp.Syn("2001:db8:0:1::10", "fd00:ec3::99", 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // VPC guide, "Subnet sizing" and "DHCP option sets": neither broadcast nor multicast
    public void Multicast_and_broadcast_are_not_carried()
    {
        Run run = WithGateways().Main("0.0.0.0/0 vgw").Eni("web", Web).Start();
        run.Send(Udp.Datagram(Web, "239.1.2.3", 5000)).ShouldBeDropped(DropReason.MulticastNotSupported, by: "vpc");
        run.Send(Udp.Datagram(Web, "255.255.255.255", 5000)).ShouldBeDropped(DropReason.MulticastNotSupported, by: "vpc");
        run.Send(Udp.Datagram(Web, "10.0.1.255", 5000)).ShouldBeDropped(DropReason.NoPossibleDestination, by: "vpc");
        run.Send(Udp.Datagram(Web, "223.1.2.3", 5000)).ShouldBeDelivered(to: "vgw");
    }

    [Fact] // VPC guide, "Subnet sizing": nor multicast by IPv6, whatever route covers it
    public void IPv6_multicast_is_not_carried()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().Main("::/0 igw").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Eni("web", "10.0.1.10 2001:db8:0:1::10").Start();
        run.Send(Udp.Datagram("2001:db8:0:1::10", "ff0e::101", 5000)).ShouldBeDropped(DropReason.MulticastNotSupported, by: "vpc");
        run.Send(Udp.Datagram("2001:db8:0:1::10", "2001:db8:ffff::1", 5000)).ShouldBeDelivered(to: "igw");
    }

    private static DesignBuilder WithGateways(params string[] vpnPrefixes) => DesignBuilder.OneSubnet.InternetGateway().Vpn("vgw", vpnPrefixes);
}
