using VpcSim.Model.Gateways;

namespace VpcSim.DataPath.Tests.Gateways.Nat;

/// <summary>A regional NAT gateway: of the VPC, with addresses in each zone and a route table of its own.</summary>
public class RegionalNatGatewayTests
{
    private const string InA = "10.0.1.5", InB = "10.0.2.5", PublicA = "198.51.100.20", PublicB = "198.51.100.21", Host = "203.0.113.5", Spoke = "10.7.1.10";

    [Fact] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": it needs no subnet; EC2 API, "NatGatewayAddress": its addresses are Elastic IPs
    public void A_conversation_through_it_is_recorded_with_its_public_address()
    {
        Run run = Start("a " + PublicA, "b " + PublicB);
        run.Send(Tcp.Syn(InA, Host, 443)).ShouldBeDelivered(to: "igw").ShouldBeRecorded(
            $"in-a egress ACCEPT {InA} {Host} {InA} {Host}",
            $"nat/us-east-1a ingress ACCEPT {InA} {PublicA} {InA} {Host}",
            $"nat/us-east-1a egress ACCEPT {PublicA} {Host} {PublicA} {Host}");
        run.Reply().ShouldBeDelivered(to: "in-a").ShouldBeRecorded(
            $"nat/us-east-1a ingress ACCEPT {Host} {PublicA} {Host} {PublicA}",
            $"nat/us-east-1a egress ACCEPT {PublicA} {InA} {Host} {InA}",
            $"in-a ingress ACCEPT {Host} {InA} {Host} {InA}");
    }

    [Fact] // the same, on the fast path
    public void The_next_packets_are_recorded_alike()
    {
        Run run = Start("a " + PublicA, "b " + PublicB);
        run.Send(Tcp.Syn(InB, Host, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        string[] walked = [.. run.Send(Tcp.Data(InB, Host, 443)).ShouldBeDelivered().AddressedRecords];
        Assert.False(run.Send(Tcp.Data(InB, Host, 443)).ShouldBeRecorded(walked).Walked);
    }

    [Fact] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": zonal affinity, what a zone sends is served in that zone
    public void Each_zone_leaves_by_the_addresses_of_its_own_zone()
    {
        Run run = Start("a " + PublicA, "b " + PublicB);
        run.Send(Tcp.Syn(InA, Host, 443)).ShouldBeRecorded("in-a egress ACCEPT", "nat/us-east-1a ingress ACCEPT", "nat/us-east-1a egress ACCEPT");
        run.Send(Tcp.Syn(InB, Host, 443)).ShouldBeRecorded("in-b egress ACCEPT", "nat/us-east-1b ingress ACCEPT", "nat/us-east-1b egress ACCEPT");
    }

    [Fact] // the same page: until the gateway has expanded to a zone, another one serves it
    public void A_zone_that_it_is_not_in_is_served_by_another()
    {
        Run run = Start("a " + PublicA);
        run.Send(Tcp.Syn(InB, Host, 443)).ShouldBeDelivered(to: "igw").ShouldBeRecorded("in-b egress ACCEPT", "nat/us-east-1a ingress ACCEPT", "nat/us-east-1a egress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "in-b");
    }

    [Fact] // the same page: in automatic mode AWS gives it addresses in each zone
    public void In_automatic_mode_each_zone_has_an_address_that_AWS_gives()
    {
        Run run = Start();
        string a = run.Send(Tcp.Syn(InA, Host, 443)).ShouldBeDelivered(to: "igw").Seen[^1].Observation.PacketSource.ToString();
        run.Reply().ShouldBeDelivered(to: "in-a");
        string b = run.Send(Tcp.Syn(InB, Host, 443)).ShouldBeDelivered(to: "igw").Seen[^1].Observation.PacketSource.ToString();
        run.Reply().ShouldBeDelivered(to: "in-b");
        Assert.NotEqual(a, b);
    }

    [Fact] // the same page: up to 32 addresses in a zone; which of them a connection takes is not documented
    public void The_addresses_of_a_zone_share_its_connections()
    {
        Run run = Start($"a {PublicA} 198.51.100.30", "b " + PublicB);
        string[] taken = [.. Enumerable.Range(1000, 50).Select(port => run.Send(Udp.Datagram(InA, Host, 53, sourcePort: (ushort)port)).Seen[^1].Observation.PacketSource.ToString())];
        Assert.Equal([PublicA, "198.51.100.30"], taken.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact] // VPC guide, "NAT gateways": the internet cannot initiate
    public void Unsolicited_inbound_traffic_is_logged_as_accepted_and_then_dropped() =>
        Start("a " + PublicA, "b " + PublicB).Send(Tcp.Syn(Host, PublicB, 443)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat")
            .ShouldBeRecorded($"nat/us-east-1b ingress ACCEPT {Host} {PublicB} {Host} {PublicB}");

    [Fact] // VPC guide, "Network ACLs": they guard subnets, and it lies in none; the contrast is NatGatewayTests.A_network_acl_rejects_at_the_gateways_interface_on_the_way_out
    public void No_network_acl_stands_before_it()
    {
        Run run = new DesignBuilder().Vpc().InternetGateway().Acl("acl", "in 100 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0").RegionalNat("nat", "a " + PublicA)
            .Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24", acl: "acl").Eni("in-a", InA).Start();
        Sent sent = run.Send(Tcp.Syn(InA, Host, 443)).ShouldBeDelivered(to: "igw");
        Assert.Single(sent.Trail, static record => record.Stage == Stage.NetworkAcl);
    }

    [Fact] // an ICMP error about what it sent out reaches who sent it
    public void An_icmp_error_about_an_outbound_packet_reaches_the_instance()
    {
        Run run = Start("a " + PublicA, "b " + PublicB);
        Packet asked = Udp.Datagram(InB, Host, 33434);
        run.Send(asked).ShouldBeDelivered();
        run.Send(asked.ErrorFrom("192.0.2.99", 11, 0)).ShouldBeDelivered(to: "in-b");
    }

    [Fact] // and one of the instance about an answer goes out
    public void An_icmp_error_about_an_answer_leaves_through_the_gateway()
    {
        Run run = Start("a " + PublicA, "b " + PublicB);
        run.Send(Udp.Datagram(InB, Host, 53)).ShouldBeDelivered();
        Sent answer = run.Reply().ShouldBeDelivered();
        run.Send(answer.Packet.ErrorFrom(InB, 3, 3)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // captured on the internet side an answer carries the gateway's address and the translated port
    public void Answers_to_the_gateways_own_address_find_their_instance_by_port()
    {
        Run run = Start("a " + PublicA, "b " + PublicB);
        ushort port = run.Send(Udp.Datagram(InB, Host, 53)).ShouldBeDelivered().Seen[^1].Observation.SourcePort;
        run.Send(Udp.Datagram(Host, PublicB, port, sourcePort: 53)).ShouldBeDelivered(to: "in-b");
        run.Send(Udp.Datagram(Host, PublicA, port, sourcePort: 53)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat");
    }

    [Fact] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": its route table can hold return routes to middleboxes
    public void A_route_of_its_own_table_takes_answers_through_a_middlebox()
    {
        Run run = Start(["10.0.1.0/24 box"], "a " + PublicA);
        run.Send(Tcp.Syn(InA, Host, 443)).ShouldBeDelivered(to: "igw");
        run.Reply().ShouldBeDelivered(to: "in-a").ShouldBeRecorded(
            "nat/us-east-1a ingress ACCEPT", "nat/us-east-1a egress ACCEPT", "box ingress ACCEPT", "box egress ACCEPT", "in-a ingress ACCEPT");
    }

    [Fact] // the same page: transit gateways are valid targets of its route table
    public void A_route_to_a_transit_gateway_brings_answers_back_to_a_spoke()
    {
        Run run = Central("10.7.0.0/16 tgw");
        run.Send(Tcp.Syn(Spoke, Host, 443)).ShouldBeDelivered(to: "igw");
        run.Reply().ShouldBeDelivered(to: "spoke");
    }

    [Fact] // the contrast: the route to the internet gateway, which is there by itself, does not lead to a spoke
    public void Without_such_a_route_a_spokes_answers_are_lost()
    {
        Run run = Central();
        run.Send(Tcp.Syn(Spoke, Host, 443)).ShouldBeDelivered(to: "igw");
        run.Reply().ShouldBeDropped(DropReason.IgwDestinationPrivateForEgress, by: "igw");
    }

    [Fact] // VPC guide, "NAT gateways": the VPC needs an internet gateway
    public void Without_an_internet_gateway_its_table_leads_nowhere()
    {
        Run run = new DesignBuilder().Vpc().RegionalNat("nat").Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24").Eni("in-a", InA).Start();
        run.Send(Tcp.Syn(InA, Host, 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "nat/route-table");
    }

    [Fact] // VPC guide, "NAT gateway basics": 350 idle seconds
    public void An_idle_connection_is_forgotten_after_350_seconds()
    {
        Run run = Start("a " + PublicA);
        run.Send(Tcp.Syn(InA, Host, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        run.Wait(351).Send(Tcp.Data(InA, Host, 443)).ShouldBeDropped(DropReason.NgwIdleTimeout, by: "nat");
    }

    [Fact] // its bindings outlast a change of the design, whatever is made beside it
    public void A_connection_goes_on_while_another_gateway_is_made()
    {
        var run = new Run(Build([], "a " + PublicA, "b " + PublicB).Complete(), DataPathSettings.Default);
        run.Send(Tcp.Syn(InB, Host, 443)).ShouldBeDelivered();
        run.Change(design => design with
        {
            NatGateways = design.NatGateways.Add(new NatGateway { Name = "other", Id = "nat-other", SubnetId = "subnet-a", IsPublic = false }),
        });
        run.Reply().ShouldBeDelivered(to: "in-b");
    }

    private static Run Start(params string[] zones) => Start([], zones);

    private static Run Start(string[] routes, params string[] zones) => Build(routes, zones).Start();

    private static DesignBuilder Build(string[] routes, params string[] zones) => new DesignBuilder().Vpc().InternetGateway().RegionalNat("nat", zones).Main("0.0.0.0/0 nat")
        .Subnet("a", "10.0.1.0/24", zone: 'a').Eni("in-a", InA).Subnet("b", "10.0.2.0/24", zone: 'b').Eni("in-b", InB)
        .Table("boxes").Subnet("boxes", "10.0.9.0/24", zone: 'a', table: "boxes").Eni("box", "10.0.9.9", check: false).Table("nat", routes);

    // The spoke, 10.7.0.0/16, goes out by the central VPC, whose attachment leads to the gateway.
    private static Run Central(params string[] back) => new DesignBuilder().Transit(defaults: false)
        .Vpc("spoke", "10.7.0.0/16").Table("spoke-main", "0.0.0.0/0 tgw").Subnet("spoke-a", "10.7.1.0/24", zone: 'a', table: "spoke-main").Eni("spoke", Spoke).Attach("spoke-attachment", "spoke-a")
        .Vpc("central", "10.9.0.0/16").InternetGateway().RegionalNat("nat", "a " + PublicA).Table("inside", "0.0.0.0/0 nat").Subnet("central-t", "10.9.9.0/24", zone: 'a', table: "inside")
        .Attach("central-attachment", "central-t").Table("nat", back)
        .TransitTable("spokes", "tgw", "associate spoke-attachment", "0.0.0.0/0 central-attachment").TransitTable("hub", "tgw", "associate central-attachment", "propagate spoke-attachment").Start();
}
