namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>What a changed design does to flows under way: tracked, untracked, and what network ACLs guard.</summary>
public class LiveChangeTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";
    private const string OutAll = "out all to 0.0.0.0/0";

    [Fact] // EC2 guide, "Amazon EC2 security groups": a rule that is added or removed applies to all interfaces of the group at once
    public void A_changed_rule_applies_at_once_to_new_connections()
    {
        Run run = Guarded("in tcp 80 from 10.0.1.0/24");
        Packet syn = Tcp.Syn(Client, Server, 443);
        for (int i = 0; i < 2; i++) run.Send(syn).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        run.Change(design => design.WithGroup("server", "in tcp 443 from 10.0.1.0/24"));
        run.Send(syn).ShouldBeDelivered(to: "server");
        run.Send(Tcp.Syn(Client, "10.0.2.21", 443)).ShouldBeDelivered(to: "second");
        run.Change(design => design.WithGroup("server"));
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 40001)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        run.Send(Tcp.Syn(Client, "10.0.2.21", 443, sourcePort: 40001)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "second");
    }

    [Fact] // EC2 guide, "Security group connection tracking": a tracked connection is not interrupted when its rule is narrowed; it ends when it times out
    public void A_tracked_flow_goes_on_until_it_times_out_after_its_rule_was_narrowed()
    {
        Run run = Guarded("in udp 53 from 10.0.1.0/24");
        run.Send(Udp.Datagram(Client, Server, 53)).ShouldBeDelivered();
        run.Change(design => design.WithGroup("server", "in udp 53 from 10.0.9.0/24"));
        run.Wait(29).Send(Udp.Datagram(Client, Server, 53)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered(to: "client");
        run.Wait(29).Send(Udp.Datagram(Client, Server, 53)).ShouldBeDelivered();
        run.Wait(181).Send(Udp.Datagram(Client, Server, 53)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server")
            .ShouldBeRecorded("client egress ACCEPT", "server ingress REJECT");
    }

    [Fact] // EC2 guide, "Security group connection tracking": an untracked flow is interrupted at once when its rule no longer permits it
    public void An_untracked_flow_ends_at_once_when_its_rule_is_narrowed()
    {
        Run run = Guarded("in tcp 22 from 0.0.0.0/0", OutAll);
        Establish(run, 22);
        run.Change(design => design.WithGroup("server", "in tcp 22 from 203.0.113.0/24", OutAll));
        run.Send(Tcp.Data(Client, Server, 22)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server").ShouldBeRecorded("client egress ACCEPT", "server ingress REJECT");
    }

    [Fact] // the contrast: a narrower rule that still permits it lets it go on, tracked from now on
    public void An_untracked_flow_whose_narrowed_rule_still_permits_it_goes_on()
    {
        Run run = Guarded("in tcp 22 from 0.0.0.0/0", OutAll);
        Establish(run, 22);
        run.Change(design => design.WithGroup("server", "in tcp 22 from 10.0.1.0/24", OutAll));
        run.Send(Tcp.Data(Client, Server, 22)).ShouldBeDelivered(to: "server");
        run.Change(design => design.WithGroup("server"));
        run.Send(Tcp.Data(Client, Server, 22)).ShouldBeDelivered(to: "server");
        run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 22)).ShouldBeDelivered(to: "client");
    }

    [Fact] // EC2 guide, "Security group connection tracking", example: without the outbound rule for all, what comes in is tracked
    public void Without_the_outbound_rule_an_untracked_flow_becomes_a_tracked_one_with_its_next_packet_in()
    {
        Run run = Guarded("in tcp 80 from 0.0.0.0/0", OutAll);
        Establish(run, 80);
        run.Change(design => design.WithGroup("server", "in tcp 80 from 0.0.0.0/0"));
        run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 80)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server").ShouldBeRecorded("server egress REJECT");
        run.Send(Tcp.Data(Client, Server, 80)).ShouldBeDelivered(to: "server");
        Assert.True(run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 80)).ShouldBeDelivered(to: "client").PassedAsTracked);
    }

    [Fact] // not documented: opening the rules unties no connection that is tracked already
    public void A_tracked_flow_stays_tracked_when_its_rules_are_opened()
    {
        Run run = Guarded("in tcp 80 from 10.0.1.0/24", OutAll);
        Establish(run, 80);
        run.Change(design => design.WithGroup("server", "in tcp 80 from 0.0.0.0/0", OutAll));
        run.Send(Tcp.Data(Client, Server, 80)).ShouldBeDelivered();
        run.Change(design => design.WithGroup("server"));
        run.Send(Tcp.Data(Client, Server, 80)).ShouldBeDelivered(to: "server");
    }

    [Fact] // not documented: tracking belongs to the interface, whatever groups it has
    public void A_tracked_flow_survives_a_change_of_the_interfaces_groups()
    {
        Run run = Guarded("in tcp 443 from 10.0.1.0/24");
        Establish(run, 443);
        run.Change(design => design.WithGroupsOf("server", "closed"));
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server");
        run.Reply().ShouldBeDelivered(to: "client");
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 40001)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // the contrast
    public void An_untracked_flow_ends_at_once_when_the_interfaces_groups_change()
    {
        Run run = Guarded("in tcp 443 from 0.0.0.0/0", OutAll);
        Establish(run, 443);
        run.Change(design => design.WithGroupsOf("server", "closed"));
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // EC2 guide, "Security group connection tracking": ICMP is always tracked, so a ping goes on without its rule
    public void A_ping_survives_the_removal_of_its_rule()
    {
        Run run = Guarded("in icmp 8 from 0.0.0.0/0", OutAll);
        run.Send(Icmp.Echo(Client, Server)).ShouldBeDelivered();
        run.Change(design => design.WithGroup("server"));
        run.Wait(1).Send(Icmp.Echo(Client, Server, sequence: 2)).ShouldBeDelivered(to: "server");
        run.Reply().ShouldBeDelivered(to: "client");
        run.Send(Icmp.Echo(Client, Server, identifier: 2)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Theory] // EC2 guide, "Security group connection tracking": a network ACL that blocks either direction breaks live connections, tracked or not
    [InlineData(true, "in 100 allow all from 0.0.0.0/0", "out 50 deny tcp 40000 to 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0")]
    [InlineData(false, "in 50 deny tcp 443 from 10.0.1.0/24", "in 100 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0")]
    public void A_network_acl_entry_cuts_a_tracked_flow_in_the_direction_that_it_denies(bool answers, params string[] entries)
    {
        Run run = Bordered();
        Establish(run, 443);
        run.Change(design => design.WithAcl("acl", entries));
        Packet asked = Tcp.Data(Client, Server, 443), answer = Tcp.Data(Server, Client, 40000, sourcePort: 443);
        run.Send(answers ? answer : asked).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl")
            .ShouldBeRecorded(answers ? ["server egress REJECT"] : ["client egress ACCEPT", "server ingress REJECT"]);
        run.Send(answers ? asked : answer).ShouldBeDelivered();
    }

    [Fact] // VPC guide, "Control traffic to subnets using network ACLs": a subnet has one network ACL; another association replaces it at once
    public void Another_network_acl_for_the_subnet_replaces_the_first_at_once()
    {
        Run run = Bordered();
        Establish(run, 443);
        run.Change(design => design.WithSubnetAcl("b", "other"));
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "other", rule: "inbound 100 deny tcp 443 10.0.1.0/24");
        run.Change(design => design.WithSubnetAcl("b", "acl"));
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server");
    }

    private static void Establish(Run run, ushort port)
    {
        run.Send(Tcp.Syn(Client, Server, port)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        for (int i = 0; i < 2; i++) run.Send(Tcp.Data(Client, Server, port)).ShouldBeDelivered();
    }

    private static Run Guarded(params string[] rules) => DesignBuilder.TwoSubnets.Group("server", rules).Group("closed")
        .Eni("client", Client).Eni("server", Server, "server").Eni("second", "10.0.2.21", "server").Start();

    private static Run Bordered() => DesignBuilder.OneSubnet
        .Acl("acl", "in 100 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0")
        .Acl("other", "in 100 deny tcp 443 from 10.0.1.0/24", "in 200 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0")
        .Subnet("b", "10.0.2.0/24", acl: "acl").Group("server", "in tcp 443 from 10.0.1.0/24").Eni("client", Client).Eni("server", Server, "server").Start();
}
