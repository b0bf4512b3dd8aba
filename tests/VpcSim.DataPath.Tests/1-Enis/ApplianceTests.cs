namespace VpcSim.DataPath.Tests.Enis;

// Hosts in subnets a and b, an appliance in subnet m. The tables of a and b lead to each other through it.
public class ApplianceTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20", Appliance = "10.0.3.30", Outside = "203.0.113.7";

    [Fact] // VPC guide, "Middlebox routing wizard", inspection between subnets: through the appliance, recorded both ways at its interface
    public void A_packet_goes_on_through_the_appliance()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered(to: "server").ShouldBeRecorded(
            $"client egress ACCEPT {Client} {Server} {Client} {Server}",
            $"appliance ingress ACCEPT {Client} {Appliance} {Client} {Server}",
            $"appliance egress ACCEPT {Appliance} {Server} {Client} {Server}",
            $"server ingress ACCEPT {Client} {Server} {Client} {Server}");
        run.Reply().ShouldBeDelivered(to: "client").ShouldBeRecorded(
            $"server egress ACCEPT {Server} {Client} {Server} {Client}",
            $"appliance ingress ACCEPT {Server} {Appliance} {Server} {Client}",
            $"appliance egress ACCEPT {Appliance} {Client} {Server} {Client}",
            $"client ingress ACCEPT {Server} {Client} {Server} {Client}");
    }

    [Fact] // not documented: the switch says whether the appliance sends on
    public void With_appliances_that_end_the_way_it_is_delivered_there() =>
        Start(settings: new DataPathSettings { Appliances = ApplianceMode.End }).Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered(to: "appliance")
            .ShouldBeRecorded("client egress ACCEPT", "appliance ingress ACCEPT");

    [Fact] // EC2 guide, "Elastic network interfaces", source/destination checking: an appliance with the check gets nothing that is not for it
    public void With_the_check_the_appliance_sends_nothing_on() =>
        Start(check: true).Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.EniSourceDestCheckRestriction, by: "appliance").ShouldBeRecorded("client egress ACCEPT");

    [Fact] // the contrast: what is for the appliance stays there
    public void What_is_for_the_appliance_stays_there() =>
        Start().Send(Tcp.Syn(Client, Appliance, 443)).ShouldBeDelivered(to: "appliance").ShouldBeRecorded("client egress ACCEPT", "appliance ingress ACCEPT");

    [Fact] // EC2 guide, "Security groups": the groups of the appliance's interface apply to what it passes on
    public void The_appliances_groups_apply_both_ways()
    {
        Start(rules: ["in tcp 80 from 0.0.0.0/0", "out all to 0.0.0.0/0"]).Send(Tcp.Syn(Client, Server, 443))
            .ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "appliance").ShouldBeRecorded("client egress ACCEPT", "appliance ingress REJECT");
        Start(rules: ["in all from 0.0.0.0/0", "out tcp 80 to 0.0.0.0/0"]).Send(Tcp.Syn(Client, Server, 443))
            .ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "appliance").ShouldBeRecorded("client egress ACCEPT", "appliance ingress ACCEPT", "appliance egress REJECT");
    }

    [Fact] // EC2 guide, "Security group connection tracking": the appliance tracks what it passes on, on the way in and on the way out
    public void Answers_pass_the_appliance_as_tracked()
    {
        Run run = Start(rules: ["in tcp 443 from 10.0.1.0/24", "out tcp 443 to 10.0.2.0/24"]);
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered(to: "server");
        run.Reply().ShouldBeDelivered(to: "client");
        run.Send(Tcp.Syn(Server, Client, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "appliance");
    }

    [Fact] // VPC guide, "Network ACLs": the appliance's subnet is crossed twice
    public void The_appliances_network_acl_applies_both_ways()
    {
        Start(acl: ["in 100 deny tcp 443 from 0.0.0.0/0", "in 200 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0"]).Send(Tcp.Syn(Client, Server, 443))
            .ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("client egress ACCEPT", "appliance ingress REJECT");
        Start(acl: ["in 100 allow all from 0.0.0.0/0", "out 100 deny tcp 443 to 0.0.0.0/0", "out 200 allow all to 0.0.0.0/0"]).Send(Tcp.Syn(Client, Server, 443))
            .ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("client egress ACCEPT", "appliance ingress ACCEPT", "appliance egress REJECT");
    }

    [Fact] // VPC guide, "Security group rules": references to groups do not match what an appliance passes on
    public void A_reference_to_the_senders_group_does_not_match_behind_an_appliance()
    {
        Run Through(string tableOfA) => Hosts(tableOfA, "in all from sg-clients", "out all to 0.0.0.0/0").Start();
        Through("through").Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        Through("main").Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered(to: "server");
    }

    [Fact] // VPC guide, "Route tables", routes more specific than local: not between hosts of one subnet
    public void Between_hosts_of_one_subnet_no_route_leads_through_an_appliance()
    {
        Run run = DesignBuilder.OneSubnet.Subnet("m", "10.0.3.0/24", table: "inner").Table("inner").Eni("client", Client).Eni("peer", "10.0.1.11")
            .Eni("appliance", Appliance, check: false).Main("10.0.1.0/24 appliance").Start();
        run.Send(Tcp.Syn(Client, "10.0.1.11", 443)).ShouldBeDelivered(to: "peer").ShouldBeRecorded("client egress ACCEPT", "peer ingress ACCEPT");
        run.Send(Tcp.Syn(Client, Appliance, 443)).ShouldBeDelivered(to: "appliance");
    }

    [Fact] // VPC guide, "Replace the target for a local route": all that leaves the subnet for the VPC goes to the interface
    public void A_replaced_local_route_leads_everything_within_the_vpc_through_the_appliance()
    {
        Run run = DesignBuilder.OneSubnet.Subnet("b", "10.0.2.0/24", table: "plain").Subnet("m", "10.0.3.0/24", table: "plain").Table("plain")
            .Eni("client", Client).Eni("server", Server).Eni("appliance", Appliance, check: false).Main("10.0.0.0/16 appliance").Start();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered(to: "server").ShouldBeRecorded(
            "client egress ACCEPT", "appliance ingress ACCEPT", "appliance egress ACCEPT", "server ingress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "client").ShouldBeRecorded("server egress ACCEPT", "client ingress ACCEPT"); // by its own subnet's local route
    }

    [Fact] // VPC guide, "Middlebox routing wizard": behind a firewall the internet gateway still translates the sender's own public address
    public void The_internet_gateway_translates_the_senders_public_address()
    {
        Run run = ToInternet(publicAddress: "198.51.100.10");
        Sent sent = run.Send(Tcp.Syn(Client, Outside, 443)).ShouldBeDelivered(to: "igw").ShouldBeRecorded(
            "client egress ACCEPT", "appliance ingress ACCEPT", "appliance egress ACCEPT");
        Assert.Equal([1, 8], sent.Seen.Where(seen => seen.Observation.Egress).Select(seen => (int)seen.Observation.TrafficPath));
    }

    [Fact] // VPC guide, "NAT instances": what a NAT instance sends is its own packet, which no design says; the walk ends there
    public void A_packet_that_would_have_to_be_translated_ends_at_the_nat_instance() =>
        ToInternet(publicAddress: null).Send(Tcp.Syn(Client, Outside, 443)).ShouldBeDelivered(to: "appliance").ShouldBeRecorded("client egress ACCEPT", "appliance ingress ACCEPT");

    [Fact] // the contrast of both: what the NAT instance sends for itself goes out
    public void What_a_nat_instance_sends_itself_goes_out() => ToInternet(publicAddress: null).Send(Tcp.Syn(Appliance, Outside, 443)).ShouldBeDelivered(to: "igw");

    [Fact] // not documented: a destination that the appliance's own route leads back to lies behind it (a container, a tunnel)
    public void What_lies_behind_the_appliance_ends_there() =>
        DesignBuilder.OneSubnet.Subnet("m", "10.0.3.0/24").Eni("client", Client).Eni("node", Appliance, check: false).Main("10.244.1.0/24 node").Start()
            .Send(Tcp.Syn(Client, "10.244.1.5", 443)).ShouldBeDelivered(to: "node").ShouldBeRecorded("client egress ACCEPT", "node ingress ACCEPT");

    [Fact] // the contrast: without a route the appliance cannot send it on
    public void Without_a_route_of_its_own_the_appliance_loses_it() =>
        DesignBuilder.OneSubnet.Subnet("m", "10.0.3.0/24", table: "inner").Table("inner").Eni("client", Client).Eni("appliance", Appliance, check: false)
            .Main("10.244.1.0/24 appliance").Start()
            .Send(Tcp.Syn(Client, "10.244.1.5", 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "inner")
            .ShouldBeRecorded("client egress ACCEPT", "appliance ingress ACCEPT", "appliance egress ACCEPT");

    [Fact] // not documented: an appliance takes one from the TTL, as a router does
    public void An_appliance_takes_one_from_the_ttl()
    {
        Run run = Start();
        run.Send(Udp.Datagram(Client, Server, 5000).WithTtl(2)).ShouldBeDelivered(to: "server");
        run.Send(Udp.Datagram(Client, Server, 5000).WithTtl(1)).ShouldBeDropped(DropReason.TtlExpired, by: "appliance");
    }

    [Fact] // two appliances whose tables lead to each other: the packet goes round until it may no longer
    public void A_loop_of_appliances_ends()
    {
        Run run = DesignBuilder.OneSubnet.Eni("client", Client)
            .Subnet("m", "10.0.3.0/24", table: "m").Subnet("n", "10.0.4.0/24", table: "n").Eni("one", Appliance, check: false).Eni("two", "10.0.4.40", check: false)
            .Table("m", "203.0.113.0/24 two").Table("n", "203.0.113.0/24 one").Main("203.0.113.0/24 one").Start();
        Sent sent = run.Send(Tcp.Syn(Client, Outside, 443)).ShouldBeDropped(DropReason.TtlExpired);
        Assert.InRange(sent.Seen.Length, 10, 20);
    }

    private static Run Start(bool check = false, string[]? rules = null, string[]? acl = null, DataPathSettings? settings = null)
    {
        DesignBuilder builder = new DesignBuilder().Vpc();
        if (rules is not null) builder.Group("appliance", rules);
        if (acl is not null) builder.Acl("acl", acl);
        return builder.Subnet("m", "10.0.3.0/24", acl: acl is null ? null : "acl")
            .Eni("appliance", Appliance, rules is null ? null : "appliance", check: check, type: "c5.large")
            .Table("of-a", "10.0.2.0/24 appliance").Table("of-b", "10.0.1.0/24 appliance")
            .Subnet("a", "10.0.1.0/24", table: "of-a").Subnet("b", "10.0.2.0/24", table: "of-b").Eni("client", Client).Eni("server", Server).Start(settings);
    }

    private static DesignBuilder Hosts(string tableOfA, params string[] serverRules) => new DesignBuilder().Vpc().Main().Subnet("m", "10.0.3.0/24")
        .Eni("appliance", Appliance, check: false).Table("through", "10.0.2.0/24 appliance").Subnet("a", "10.0.1.0/24", table: tableOfA).Subnet("b", "10.0.2.0/24")
        .Group("clients", "out all to 0.0.0.0/0").Group("servers", serverRules).Eni("client", Client, "clients").Eni("server", Server, "servers");

    private static Run ToInternet(string? publicAddress) => new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("m", "10.0.3.0/24")
        .Eni("appliance", Appliance, publicAddress: "198.51.100.30", check: false).Table("through", "0.0.0.0/0 appliance").Subnet("a", "10.0.1.0/24", table: "through")
        .Eni("client", Client, publicAddress: publicAddress).Start();
}
