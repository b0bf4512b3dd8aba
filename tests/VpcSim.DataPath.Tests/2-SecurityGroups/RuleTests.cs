namespace VpcSim.DataPath.Tests.SecurityGroups;

public class RuleTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact] // VPC guide, "Security group rules": a new group has no inbound rule, so nothing that comes unasked is allowed
    public void A_group_without_inbound_rules_lets_nothing_in() =>
        Guarded("out all 0.0.0.0/0").Send(Tcp.Syn(Client, Server, 443))
            .ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server", rule: "no inbound rule of server (sg-server)")
            .ShouldBeRecorded("client egress ACCEPT", "server ingress REJECT");

    [Fact]
    public void An_inbound_rule_lets_in_what_it_names()
    {
        Run run = Guarded("in tcp 443 from 10.0.1.0/24");
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered(to: "server");
        run.Send(Tcp.Syn(Client, Server, 80)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        run.Send(Udp.Datagram(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Fact] // VPC guide, "Security group rules": a group without outbound rules lets nothing out
    public void A_group_without_outbound_rules_lets_nothing_out() =>
        Guarded("in all 0.0.0.0/0").Send(Tcp.Syn(Server, Client, 443))
            .ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server", rule: "no outbound rule of server (sg-server)")
            .ShouldBeRecorded("server egress REJECT");

    [Fact] // the contrast: a new group's one outbound rule allows all
    public void The_default_outbound_rule_lets_everything_out() =>
        Guarded("out all 0.0.0.0/0").Send(Tcp.Syn(Server, Client, 443)).ShouldBeDelivered(to: "client");

    [Fact] // VPC guide, "Security group rules": the rules of all groups of an interface add up
    public void All_groups_of_an_interface_apply()
    {
        Run run = DesignBuilder.TwoSubnets
            .Group("web", "in tcp 80 from 0.0.0.0/0").Group("ssh", "in tcp 22 from 10.0.1.0/24").Group("other", "in tcp 8080 from 0.0.0.0/0")
            .Eni("client", Client).Eni("server", Server, "web ssh").Start();
        run.Send(Tcp.Syn(Client, Server, 80)).ShouldBeDelivered();
        run.Send(Tcp.Syn(Client, Server, 22)).ShouldBeDelivered();
        run.Send(Tcp.Syn(Client, Server, 8080)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // VPC guide, "Default security groups for your VPCs": members talk to each other and to everybody outside
    public void The_default_group_allows_its_own_members_and_everything_outbound()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("one", Client, "default").Eni("two", Server, "default").Eni("stranger", "10.0.1.11").Start();
        run.Send(Tcp.Syn(Client, Server, 5432)).ShouldBeDelivered(to: "two");
        run.Send(Tcp.Syn(Client, "10.0.1.11", 5432)).ShouldBeDelivered(to: "stranger");
        run.Send(Tcp.Syn("10.0.1.11", Server, 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "two");
    }

    [Fact] // VPC guide, "Security group rules": a reference stands for the private addresses of the group's interfaces, secondary ones too
    public void A_group_reference_matches_the_private_addresses_of_members()
    {
        Run run = Referencing();
        run.Send(Tcp.Syn(Client, Server, 5432)).ShouldBeDelivered();
        run.Send(Tcp.Syn("10.0.1.11", Server, 5432)).ShouldBeDelivered();
        run.Send(Tcp.Syn("10.0.1.99", Server, 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // the same page: what arrives from a member's public address is not its private one
    public void A_group_reference_does_not_match_the_public_addresses_of_members()
    {
        Run run = DesignBuilder.TwoSubnets.InternetGateway().Main("0.0.0.0/0 igw")
            .Group("app", "out all 0.0.0.0/0").Group("db", "in tcp 5432 from sg-app")
            .Eni("member", Client, "app", publicAddress: "198.51.100.10").Eni("server", Server, "db", publicAddress: "198.51.100.20").Start();
        run.Send(Tcp.Syn(Client, "198.51.100.20", 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        run.Send(Tcp.Syn(Client, Server, 5432)).ShouldBeDelivered(to: "server");
    }

    [Fact] // VPC guide, "Security group rules": behind a middlebox a reference to a group allows nothing, an address does
    public void A_group_reference_does_not_match_what_a_middlebox_forwards()
    {
        Run run = Middlebox("in tcp 5432 from sg-app");
        run.SendFrom("appliance", Tcp.Syn(Client, Server, 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        Middlebox("in tcp 5432 from 10.0.1.10/32").SendFrom("appliance", Tcp.Syn(Client, Server, 5432)).ShouldBeDelivered(to: "server");
    }

    [Fact] // VPC guide, "Managed prefix lists": a rule may name a list, whose entries all count
    public void A_prefix_list_matches_each_of_its_entries()
    {
        Run run = DesignBuilder.TwoSubnets.PrefixList("offices", "10.0.1.10/32", "10.0.1.12/31")
            .Group("server", "in tcp 22 from pl-offices")
            .Eni("client", $"{Client} 10.0.1.11 10.0.1.13").Eni("server", Server, "server").Start();
        run.Send(Tcp.Syn(Client, Server, 22)).ShouldBeDelivered();
        run.Send(Tcp.Syn("10.0.1.13", Server, 22)).ShouldBeDelivered();
        run.Send(Tcp.Syn("10.0.1.11", Server, 22)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Theory] // EC2 guide, "Security group rules for different use cases": ping needs type 8; a rule may name type and code
    [InlineData("in icmp 8 from 0.0.0.0/0", 8, 0, true)]
    [InlineData("in icmp 8 from 0.0.0.0/0", 13, 0, false)]
    [InlineData("in icmp 3/4 from 0.0.0.0/0", 3, 4, true)]
    [InlineData("in icmp 3/4 from 0.0.0.0/0", 3, 1, false)]
    [InlineData("in icmp from 0.0.0.0/0", 13, 0, true)]
    [InlineData("in tcp from 0.0.0.0/0", 8, 0, false)]
    public void An_icmp_rule_names_type_and_code(string rule, byte type, byte code, bool allowed)
    {
        Sent sent = Guarded(rule).Send(Icmp.Message(Client, Server, type, code));
        Assert.Equal(allowed ? Outcome.Delivered : Outcome.Dropped, sent.Verdict.Outcome);
    }

    [Theory] // EC2 API, IpPermission: for a protocol other than TCP, UDP, ICMP and ICMPv6 all ports are meant
    [InlineData("in 47 from 0.0.0.0/0", 47, true)]
    [InlineData("in 47 from 0.0.0.0/0", 50, false)]
    [InlineData("in 47 8080 from 0.0.0.0/0", 47, true)]
    [InlineData("in all from 0.0.0.0/0", 50, true)]
    public void A_protocol_number_covers_the_whole_protocol(string rule, int protocol, bool allowed)
    {
        Sent sent = Guarded(rule).Send(Ip.Of(Client, Server, protocol));
        Assert.Equal(allowed ? Outcome.Delivered : Outcome.Dropped, sent.Verdict.Outcome);
    }

    [Fact] // EC2 guide, "Security group rules": IPv4 and IPv6 traffic are ruled apart
    public void IPv4_rules_and_IPv6_rules_never_match_across()
    {
        Run fourOnly = DualStack("in all from 0.0.0.0/0"), sixOnly = DualStack("in all from ::/0");
        fourOnly.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        fourOnly.Send(Tcp.Syn("2001:db8:0:1::10", "2001:db8:0:2::20", 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        sixOnly.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        sixOnly.Send(Tcp.Syn("2001:db8:0:1::10", "2001:db8:0:2::20", 443)).ShouldBeDelivered();
    }

    [Fact] // EC2 guide, "Security group rules for different use cases": ICMPv6 is a protocol of its own
    public void An_icmp_rule_does_not_cover_icmpv6()
    {
        DualStack("in icmp from 0.0.0.0/0", "in 1 from ::/0").Send(Icmp.Echo("2001:db8:0:1::10", "2001:db8:0:2::20"))
            .ShouldBeDropped(DropReason.EniSgRulesMismatch);
        DualStack("in icmpv6 128/0 from ::/0").Send(Icmp.Echo("2001:db8:0:1::10", "2001:db8:0:2::20")).ShouldBeDelivered();
    }

    [Fact] // VPC guide, "Security groups": they guard neighbours of one subnet from each other
    public void Security_groups_apply_inside_a_subnet()
    {
        Run run = DesignBuilder.OneSubnet.Group("server", "in tcp 443 from 0.0.0.0/0").Eni("client", Client).Eni("server", "10.0.1.20", "server").Start();
        run.Send(Tcp.Syn(Client, "10.0.1.20", 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn(Client, "10.0.1.20", 80)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    private static Run Guarded(params string[] rules) =>
        DesignBuilder.TwoSubnets.Group("server", rules).Eni("client", Client).Eni("server", Server, "server").Start();

    private static Run Referencing() => DesignBuilder.TwoSubnets
        .Group("app", "out all 0.0.0.0/0").Group("db", "in tcp 5432 from sg-app")
        .Eni("member", $"{Client} 10.0.1.11", "app").Eni("stranger", "10.0.1.99").Eni("server", Server, "db").Start();

    private static Run Middlebox(string rule) => DesignBuilder.TwoSubnets
        .Group("app", "out all 0.0.0.0/0").Group("db", rule)
        .Eni("member", Client, "app").Eni("appliance", "10.0.1.50", check: false).Eni("server", Server, "db").Start();

    private static Run DualStack(params string[] rules) => new DesignBuilder()
        .Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64")
        .Group("server", rules).Eni("client", $"{Client} 2001:db8:0:1::10").Eni("server", $"{Server} 2001:db8:0:2::20", "server").Start();
}
