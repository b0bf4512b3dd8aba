namespace VpcSim.DataPath.Tests.Trace;

/// <summary>Which interface records what. (VPC guide, "Flow log records" and "Flow log record examples")</summary>
public class RecordTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";
    private const string AllIn = "in 100 allow all from 0.0.0.0/0", AllOut = "out 100 allow all to 0.0.0.0/0";

    [Fact]
    public void All_allowed_is_accepted_on_both_sides() =>
        Start().Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered().ShouldBeRecorded("client egress ACCEPT", "server ingress ACCEPT");

    [Fact] // VPC guide, "Flow log record examples": the ports of a ping are 0
    public void The_ports_of_ICMP_are_0()
    {
        Run run = Start();
        Sent ping = run.Send(Icmp.Echo(Client, Server, sequence: 7)), pong = run.Reply(), syn = run.Send(Tcp.Syn(Client, Server, 443));
        Assert.All([.. ping.Seen, .. pong.Seen], seen => Assert.Equal((0, 0), (seen.Observation.SourcePort, seen.Observation.DestinationPort)));
        Assert.All(syn.Seen, seen => Assert.Equal((40_000, 443), (seen.Observation.SourcePort, seen.Observation.DestinationPort)));
    }

    [Fact]
    public void A_source_group_that_denies_rejects_at_the_source() =>
        Start(clientRules: ["out tcp 80 to 0.0.0.0/0"]).Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "client")
            .ShouldBeRecorded("client egress REJECT");

    [Fact]
    public void A_source_network_acl_that_denies_rejects_at_the_source() =>
        Start(clientAcl: [AllIn]).Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "client-acl")
            .ShouldBeRecorded("client egress REJECT");

    [Fact]
    public void A_destination_network_acl_that_denies_rejects_at_the_destination() =>
        Start(serverAcl: [AllOut]).Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "server-acl")
            .ShouldBeRecorded("client egress ACCEPT", "server ingress REJECT");

    [Fact]
    public void A_destination_group_that_denies_rejects_at_the_destination() =>
        Start(serverRules: []).Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server")
            .ShouldBeRecorded("client egress ACCEPT", "server ingress REJECT");

    [Fact]
    public void A_reply_that_the_responders_network_acl_denies_is_rejected_there()
    {
        Run run = Start(serverAcl: [AllIn]);
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeRecorded("client egress ACCEPT", "server ingress ACCEPT");
        run.Reply().ShouldBeRecorded("server egress REJECT");
    }

    [Fact]
    public void A_reply_that_the_requesters_network_acl_denies_is_rejected_there()
    {
        Run run = Start(clientAcl: [AllOut]);
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeRecorded("client egress ACCEPT", "server ingress ACCEPT");
        run.Reply().ShouldBeRecorded("server egress ACCEPT", "client ingress REJECT");
    }

    [Fact]
    public void A_reply_that_rules_deny_passes_while_it_is_tracked()
    {
        Run run = Start(clientRules: ["out all to 10.0.0.0/8"], serverRules: ["in all from 10.0.0.0/8"]);
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeRecorded("client egress ACCEPT", "server ingress ACCEPT");
        run.Reply().ShouldBeRecorded("server egress ACCEPT", "client ingress ACCEPT");
    }

    [Fact] // the guest's own refusal is a packet like any other: flags 2 and 4
    public void A_refused_connection_is_accepted_both_ways()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeRecorded("client egress ACCEPT", "server ingress ACCEPT");
        Sent reset = run.Send(Tcp.Reset(Server, Client, 40000, sourcePort: 443)).ShouldBeRecorded("server egress ACCEPT", "client ingress ACCEPT");
        Assert.All(reset.Seen, seen => Assert.Equal(4, seen.TcpFlags & 7));
    }

    [Fact]
    public void A_missing_route_leaves_the_sources_accept() =>
        Start().Send(Tcp.Syn(Client, "203.0.113.1", 443)).ShouldBeDropped(DropReason.NoRouteToDestination).ShouldBeRecorded("client egress ACCEPT");

    [Fact]
    public void An_address_that_nobody_owns_leaves_the_sources_accept() =>
        Start().Send(Tcp.Syn(Client, "10.0.2.99", 443)).ShouldBeDropped(DropReason.NoPossibleDestination, by: "vpc").ShouldBeRecorded("client egress ACCEPT");

    [Fact] // flow log record examples, "Security group and network ACL rules": a ping in, the reply denied by the network ACL out
    public void A_ping_whose_reply_the_network_acl_denies_is_recorded_as_in_AWSs_example()
    {
        Run run = Pinged(aclOut: "out 100 deny icmp to 0.0.0.0/0", rules: "in icmp from 0.0.0.0/0");
        for (int i = 0; i < 4; i++)
        {
            run.Send(Icmp.Echo("203.0.113.12", "172.31.16.139", sequence: (ushort)i)).ShouldBeDelivered();
            run.Reply().ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl", rule: "outbound 100 deny icmp all types 0.0.0.0/0");
        }
        Assert.Equal(["203.0.113.12 172.31.16.139 ACCEPT 4 336", "172.31.16.139 203.0.113.12 REJECT 4 336"], run.Meter.Totals.Select(Text));
    }

    [Fact] // the same example with the network ACL open: both ACCEPT; the security group's outbound rules do not matter
    public void A_ping_whose_reply_is_allowed_is_accepted_both_ways()
    {
        Run run = Pinged(aclOut: "out 100 allow icmp to 0.0.0.0/0", rules: "in icmp from 0.0.0.0/0");
        run.Send(Icmp.Echo("203.0.113.12", "172.31.16.139")).ShouldBeRecorded("instance ingress ACCEPT");
        run.Reply().ShouldBeRecorded("instance egress ACCEPT");
    }

    [Fact] // the same example: where the group denies the ping there is a single REJECT
    public void A_ping_that_the_group_denies_is_one_reject() =>
        Pinged(aclOut: "out 100 allow icmp to 0.0.0.0/0", rules: "in tcp 22 from 0.0.0.0/0").Send(Icmp.Echo("203.0.113.12", "172.31.16.139"))
            .ShouldBeRecorded("instance ingress REJECT");

    [Fact] // VPC guide, "Available fields", dstaddr: traffic to a secondary address shows the primary one
    public void Traffic_to_a_secondary_address_shows_the_primary_one()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("client", Client).Eni("server", $"{Server} 10.0.2.21").Start();
        run.Send(Tcp.Syn(Client, "10.0.2.21", 443)).ShouldBeRecorded(
            $"client egress ACCEPT {Client} 10.0.2.21 {Client} 10.0.2.21",
            $"server ingress ACCEPT {Client} {Server} {Client} 10.0.2.21");
        run.Reply().ShouldBeRecorded(
            $"server egress ACCEPT {Server} {Client} 10.0.2.21 {Client}",
            $"client ingress ACCEPT 10.0.2.21 {Client} 10.0.2.21 {Client}");
    }

    [Fact] // the same page, pkt-srcaddr and pkt-dstaddr: an appliance's own address, and the packet's behind it
    public void An_appliance_shows_its_own_address_and_the_packets()
    {
        Run run = DesignBuilder.TwoSubnets.Subnet("m", "10.0.3.0/24").Eni("client", Client).Eni("server", Server).Eni("appliance", "10.0.3.30", check: false)
            .Main("203.0.113.0/24 appliance").Start();
        run.Send(Tcp.Syn(Client, "203.0.113.9", 443)).ShouldBeRecorded(
            $"client egress ACCEPT {Client} 203.0.113.9 {Client} 203.0.113.9",
            $"appliance ingress ACCEPT {Client} 10.0.3.30 {Client} 203.0.113.9");
        run.SendFrom("appliance", Tcp.Syn(Client, Server, 443)).ShouldBeRecorded(
            $"appliance egress ACCEPT 10.0.3.30 {Server} {Client} {Server}",
            $"server ingress ACCEPT {Client} {Server} {Client} {Server}");
    }

    [Fact] // IPv6 addresses appear as in the packet
    public void IPv6_addresses_are_shown_as_they_are()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64")
            .Eni("client", $"{Client} 2001:db8:0:1::10").Eni("server", "10.0.1.20 2001:db8:0:1::20 2001:db8:0:1::21").Start();
        run.Send(Tcp.Syn("2001:db8:0:1::10", "2001:db8:0:1::21", 443)).ShouldBeRecorded(
            "client egress ACCEPT 2001:db8:0:1::10 2001:db8:0:1::21 2001:db8:0:1::10 2001:db8:0:1::21",
            "server ingress ACCEPT 2001:db8:0:1::10 2001:db8:0:1::21 2001:db8:0:1::10 2001:db8:0:1::21");
    }

    [Fact] // an instance that talks to itself stays inside the guest
    public void A_packet_to_ones_own_address_is_recorded_nowhere() =>
        Start().Send(Tcp.Syn(Client, Client, 443)).ShouldBeDelivered(to: "client").ShouldNotBeRecorded();

    private static string Text(Seen seen) =>
        $"{seen.Observation.Source} {seen.Observation.Destination} "
        + $"{(seen.Observation.Accepted ? "ACCEPT" : "REJECT")} {seen.Packets} {seen.Bytes}";

    private static Run Start(string[]? clientRules = null, string[]? serverRules = null, string[]? clientAcl = null, string[]? serverAcl = null) => new DesignBuilder()
        .Vpc().Acl("client-acl", clientAcl ?? [AllIn, AllOut]).Acl("server-acl", serverAcl ?? [AllIn, AllOut])
        .Subnet("a", "10.0.1.0/24", acl: "client-acl").Subnet("b", "10.0.2.0/24", acl: "server-acl")
        .Group("client", clientRules ?? ["in all from 0.0.0.0/0", "out all to 0.0.0.0/0"])
        .Group("server", serverRules ?? ["in all from 0.0.0.0/0", "out all to 0.0.0.0/0"])
        .Eni("client", Client, "client").Eni("server", Server, "server").Start();

    private static Run Pinged(string aclOut, string rules) => new DesignBuilder().Vpc(cidr: "172.31.0.0/16").InternetGateway().Main("0.0.0.0/0 igw")
        .Acl("acl", "in 100 allow icmp from 0.0.0.0/0", aclOut).Subnet("a", "172.31.16.0/20", acl: "acl")
        .Group("group", rules).Eni("instance", "172.31.16.139", "group", publicAddress: "198.51.100.10").Start();
}
