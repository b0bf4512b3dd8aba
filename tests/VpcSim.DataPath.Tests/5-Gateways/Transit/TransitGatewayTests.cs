using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath.Tests.Gateways.Transit;

/// <summary>Between two VPCs: <c>near</c>, 10.0.0.0/16, and <c>far</c>, 10.1.0.0/16.</summary>
public class TransitGatewayTests
{
    private const string Near = "10.0.1.10", Far = "10.1.1.10";

    [Fact] // Transit Gateway guide, "How transit gateways work": attached VPCs reach each other by the default route table, with a route in each subnet's table
    public void Two_attached_vpcs_reach_each_other()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");
        run.Reply().ShouldBeDelivered(to: "near");
        string[] walked = [.. run.Send(Tcp.Data(Near, Far, 443)).ShouldBeDelivered(to: "far").AddressedRecords];
        Assert.False(run.Send(Tcp.Data(Near, Far, 443)).ShouldBeDelivered(to: "far").ShouldBeRecorded(walked).Walked);
    }

    [Fact] // Transit Gateway guide, "How transit gateways work": the subnet's table must have a route, on each side
    public void Without_a_route_back_the_answer_is_lost()
    {
        Run run = Start(farRoutes: []);
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");
        run.Reply().ShouldBeDropped(DropReason.NoRouteToDestination);
    }

    [Fact] // VPC guide, "Flow log records": a transit gateway attachment is a resource of the VPC, traffic-path 1
    public void A_transit_gateway_is_traffic_path_1() => Start().Send(Tcp.Syn(Near, Far, 443)).ShouldTakePath(1);

    [Fact] // VPC guide, "Flow log record examples": records at the gateway's interfaces in both VPCs
    public void Its_interfaces_record_in_both_vpcs()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeRecorded(
            "near egress ACCEPT", "near-attachment/near-t ingress ACCEPT", "far-attachment/far-t egress ACCEPT", "far ingress ACCEPT");
        run.Reply().ShouldBeRecorded(
            "far egress ACCEPT", "far-attachment/far-t ingress ACCEPT", "near-attachment/near-t egress ACCEPT", "near ingress ACCEPT");
    }

    [Fact] // Transit Gateway guide, "VPC attachments": an interface of the gateway in each subnet, which has no security group
    public void Its_interfaces_have_no_groups()
    {
        var interfaces = Builder().Complete().NetworkInterfaces.Where(eni => eni.Kind == Model.Enis.InterfaceKind.TransitGateway).ToArray();
        Assert.Equal(["near-attachment/near-t", "far-attachment/far-t"], interfaces.Select(eni => eni.Name).Order().Reverse());
        Assert.All(interfaces, eni => Assert.Empty(eni.SecurityGroupIds));
        Assert.All(interfaces, eni => Assert.Single(eni.PrivateAddresses));
    }

    [Fact] // EC2 API, Route.State: once the VPC is detached the route is a blackhole
    public void A_route_to_a_gateway_that_the_vpc_is_not_attached_to_is_a_blackhole()
    {
        Run run = new DesignBuilder().Transit()
            .Vpc("near").Main("10.1.0.0/16 tgw").Subnet("near-a", "10.0.1.0/24").Eni("near", Near).Start();
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDropped(DropReason.BadStateRoute, by: "main");
    }

    [Fact] // Transit Gateway guide, "Availability Zones": resources in zones without a subnet of the attachment cannot reach the gateway
    public void From_a_zone_without_an_attachment_subnet_the_gateway_is_out_of_reach()
    {
        Run run = Start(nearZone: 'b');
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDropped(DropReason.TgwRouteAzRestriction, by: "near-attachment").ShouldBeRecorded("near egress ACCEPT");
    }

    [Fact] // Transit Gateway guide, "Availability Zones": one subnet serves all subnets of its zone
    public void One_subnet_serves_all_of_its_zone()
    {
        Run run = new DesignBuilder().Transit()
            .Vpc("far", "10.1.0.0/16").Main("10.0.0.0/16 tgw").Subnet("far-a", "10.1.1.0/24", zone: 'a').Eni("far", Far).Attach("far-attachment", "far-a")
            .Vpc("near").Table("near-main", "10.1.0.0/16 tgw").Subnet("near-a", "10.0.1.0/24", zone: 'a', table: "near-main").Subnet("near-b", "10.0.2.0/24", zone: 'a', table: "near-main")
            .Eni("near", Near).Eni("other", "10.0.2.10").Attach("near-attachment", "near-b").Start();
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");
        run.Send(Tcp.Syn("10.0.2.10", Far, 443)).ShouldBeDelivered(to: "far");
    }

    [Fact] // Transit Gateway guide, "Quotas": 8500 bytes between VPCs; path MTU discovery tells the sender
    public void The_mtu_between_vpcs_is_8500_bytes_and_the_sender_is_told()
    {
        Run run = Start();
        run.Send(Udp.Datagram(Near, Far, 5000).OfLength(8500).DontFragment()).ShouldBeDelivered(to: "far");
        Assert.Equal(0, run.DataPath.Generated);
        run.Send(Udp.Datagram(Near, Far, 5000).OfLength(8501).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "tgw")
            .ShouldBeRecorded("near egress ACCEPT", "near-attachment/near-t ingress ACCEPT");
        Assert.Equal(1, run.DataPath.Generated);
    }

    [Fact] // Transit Gateway guide, "Transit Gateway Flow Log records": packets whose TTL has expired are lost
    public void A_ttl_that_ends_at_the_gateway_drops_the_packet()
    {
        Run run = Start();
        run.Send(Udp.Datagram(Near, Far, 5000).WithTtl(2)).ShouldBeDelivered(to: "far");
        run.Send(Udp.Datagram(Near, Far, 5000).WithTtl(1)).ShouldBeDropped(DropReason.TtlExpired, by: "tgw");
    }

    [Theory] // EC2 API, CreateTransitGatewayVpcAttachmentRequestOptions: Ipv6Support is disabled by default
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void IPv6_passes_where_the_attachment_supports_it(bool supported, bool delivered)
    {
        Run run = new DesignBuilder().Transit()
            .Vpc("far", "10.1.0.0/16", ipv6: "2001:db8:1::/56").Main("2001:db8::/56 tgw")
            .Subnet("far-a", "10.1.1.0/24", "2001:db8:1:1::/64", zone: 'a').Eni("far", "10.1.1.10 2001:db8:1:1::10").Attach("far-attachment", "far-a", ipv6: true)
            .Vpc("near", ipv6: "2001:db8::/56").Table("near-main", "2001:db8:1::/56 tgw")
            .Subnet("near-a", "10.0.1.0/24", "2001:db8:0:1::/64", zone: 'a', table: "near-main").Eni("near", "10.0.1.10 2001:db8:0:1::10").Attach("near-attachment", "near-a", ipv6: supported)
            .Start();
        Sent sent = run.Send(Tcp.Syn("2001:db8:0:1::10", "2001:db8:1:1::10", 443, mss: 8941));
        if (delivered) Assert.Equal(8440, sent.ShouldBeDelivered(to: "far").Arrived.Mss); // 8500 bytes without the larger header
        else sent.ShouldBeDropped(DropReason.ProtocolRestriction, by: "near-attachment");
    }

    [Fact] // Transit Gateway guide, "VPC attachments": with security group referencing on, inbound rules may name groups of other attached VPCs
    public void A_group_of_another_attached_vpc_may_be_named_where_the_gateway_supports_it()
    {
        Run run = Referencing(gateway: true).Start();
        run.Send(Tcp.Syn(Near, Far, 5432)).ShouldBeDelivered(to: "far");
        run.Send(Tcp.Syn("10.0.1.11", Far, 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "far");
    }

    [Theory] // Transit Gateway guide, "VPC attachments": off by default at the gateway, and both attachments must have it on
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Without_referencing_support_such_a_rule_is_refused(bool gateway, bool attachment)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Referencing(gateway, attachment).Complete());
        Assert.Contains("InvalidGroup.NotFound", refused.Message);
    }

    [Fact] // Transit Gateway guide, "Transit gateway route tables": a change applies to live flows
    public void A_route_that_becomes_a_blackhole_cuts_a_live_flow()
    {
        Run run = Builder(defaults: false, tables: b => b.TransitTable("table", "tgw", "associate near-attachment", "associate far-attachment", "propagate near-attachment", "propagate far-attachment")).Start();
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");
        run.Reply().ShouldBeDelivered(to: "near");
        run.Change(design => design with
        {
            TransitGatewayRouteTables = [design.TransitGatewayRouteTables[0] with
            {
                Routes = [new Model.Transit.TransitGatewayRoute { Destination = Model.Addressing.Cidr.Parse("10.1.1.0/24"), State = RouteState.Blackhole }],
            }],
        });
        run.Send(Tcp.Data(Near, Far, 443)).ShouldBeDropped(DropReason.TgwRtbBadStateRoute, by: "table", rule: "10.1.1.0/24 -> blackhole");
    }

    [Fact] // Transit Gateway guide, "VPC attachments": security group referencing is for inbound rules alone
    public void An_outbound_rule_that_names_a_group_across_the_gateway_is_refused()
    {
        DesignBuilder Naming(string rule) => Referencing(gateway: true).Group("more", rule).Eni("another", "10.1.1.11", "more");
        Assert.Contains("InvalidGroup.NotFound", Assert.Throws<InvalidOperationException>(() => Naming("out tcp 5432 to sg-app").Complete()).Message);
        Naming("in tcp 5432 from sg-app").Complete();
    }

    private static DesignBuilder Referencing(bool gateway, bool attachment = true) => new DesignBuilder().Transit(references: gateway)
        .Vpc("near").Table("near-main", "10.1.0.0/16 tgw").Subnet("near-a", "10.0.1.0/24", zone: 'a', table: "near-main").Group("app", "out all 0.0.0.0/0").Eni("near", Near, "app").Eni("other", "10.0.1.11")
        .Attach("near-attachment", "near-a", references: attachment)
        .Vpc("far", "10.1.0.0/16").Main("10.0.0.0/16 tgw").Subnet("far-a", "10.1.1.0/24", zone: 'a').Group("db", "in tcp 5432 from sg-app").Eni("far", Far, "db").Attach("far-attachment", "far-a");

    private static DesignBuilder Builder(string[]? farRoutes = null, char nearZone = 'a', bool defaults = true, Func<DesignBuilder, DesignBuilder>? tables = null)
    {
        DesignBuilder attached = new DesignBuilder().Transit(defaults: defaults)
            .Vpc("far", "10.1.0.0/16").Table("far-main", farRoutes ?? ["10.0.0.0/16 tgw"]).Subnet("far-a", "10.1.1.0/24", zone: 'a', table: "far-main").Subnet("far-t", "10.1.9.0/28", zone: 'a', table: "far-main")
            .Eni("far", Far).Attach("far-attachment", "far-t")
            .Vpc("near").Table("near-main", "10.1.0.0/16 tgw").Subnet("near-a", "10.0.1.0/24", zone: nearZone, table: "near-main").Subnet("near-t", "10.0.9.0/28", zone: 'a', table: "near-main")
            .Eni("near", Near).Attach("near-attachment", "near-t");
        return tables is null ? attached : tables(attached);
    }

    private static Run Start(string[]? farRoutes = null, char nearZone = 'a') => Builder(farRoutes, nearZone).Start();
}
