using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Changes;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Changes;

/// <summary>Rules authorised and revoked, and groups replaced, while connections are open.</summary>
public class GroupChangeTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";
    private const string Revoke443 = "revoke-security-group-ingress group=web protocol=tcp port=443 cidr=10.0.1.0/24";

    [Fact] // EC2 guide, "Amazon EC2 security groups": a rule that is added applies at once
    public void An_authorised_rule_lets_new_connections_in_at_once()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Client, Server, 8080)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        run.Do("authorize-security-group-ingress group=web protocol=tcp port=8080 cidr=10.0.1.0/24");
        run.Send(Tcp.Syn(Client, Server, 8080)).ShouldBeDelivered(to: "server");
        run.Send(Tcp.Syn(Client, Server, 8081)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // EC2 guide, "Security group connection tracking": tracked connections are not interrupted when their rule is removed
    public void A_revoked_rule_does_not_interrupt_tracked_connections()
    {
        Run run = Start();
        Establish(run);
        run.Do(Revoke443);
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server");
        run.Reply().ShouldBeDelivered(to: "client");
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 40001)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // EC2 guide, "Security group connection tracking": an untracked flow is interrupted at once when the rule that enables it is removed
    public void A_revoked_rule_interrupts_untracked_connections_at_once()
    {
        Run run = Start("in tcp 443 from 0.0.0.0/0", "out all 0.0.0.0/0");
        Establish(run);
        run.Do("revoke-security-group-ingress group=web protocol=tcp port=443 cidr=0.0.0.0/0");
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // EC2 API, "ModifyNetworkInterfaceAttribute": the groups given replace all that the interface had
    public void Groups_given_replace_all_that_the_interface_had()
    {
        Run run = Start();
        Establish(run);
        run.Do("modify-network-interface-attribute network-interface=server groups=admin");
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 40001)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        run.Send(Tcp.Syn(Client, Server, 22)).ShouldBeDelivered(to: "server");
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server");
        run.Do("modify-network-interface-attribute network-interface=server groups=admin,web");
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 40002)).ShouldBeDelivered(to: "server");
    }

    [Fact] // EC2 API, "ModifyNetworkInterfaceAttribute": an instance forwards with the source/destination check disabled
    public void The_source_destination_check_can_be_switched_under_way()
    {
        Run run = Design().Eni("middle", "10.0.1.50", check: true, type: "t3.micro").Start();
        run.SendFrom("middle", Tcp.Syn("203.0.113.9", Server, 443)).ShouldBeDropped(DropReason.EniSourceDestCheckRestriction);
        run.Do("modify-network-interface-attribute network-interface=middle source-dest-check=false");
        Assert.NotEqual(DropReason.EniSourceDestCheckRestriction, run.SendFrom("middle", Tcp.Syn("203.0.113.9", Server, 443)).Verdict.Reason);
    }

    [Fact] // EC2 API, "RevokeSecurityGroupIngress": values that match no rule are refused
    public void A_rule_that_is_not_there_cannot_be_revoked()
    {
        var design = Design().Complete();
        Assert.Equal("InvalidPermission.NotFound", design.RefusalOf("revoke-security-group-ingress group=web protocol=tcp port=444 cidr=10.0.1.0/24"));
        Assert.Equal("InvalidPermission.NotFound", design.RefusalOf("revoke-security-group-egress group=web protocol=tcp port=443 cidr=10.0.1.0/24"));
        Assert.Equal("InvalidPermission.NotFound", design.After(Revoke443).RefusalOf(Revoke443));
        Assert.Empty(design.After(Revoke443).SecurityGroups.Single(group => group.Name == "web").Ingress);
    }

    [Fact] // EC2 API, "Error codes": InvalidPermission.Duplicate, the rule exists already
    public void A_rule_that_is_there_cannot_be_authorised_again()
    {
        var design = Design().Complete();
        Assert.Equal("InvalidPermission.Duplicate", design.RefusalOf("authorize-security-group-ingress group=web protocol=tcp port=443 cidr=10.0.1.0/24"));
        Assert.Equal(2, design.After("authorize-security-group-ingress group=web protocol=tcp port=443 cidr=10.0.2.0/24").SecurityGroups.Single(group => group.Name == "web").Ingress.Length);
    }

    [Fact]
    public void An_unknown_group_is_answered_with_the_nearest_names()
    {
        var refusal = Assert.Throws<ChangeRefusedException>(() => Design().Complete().After("revoke-security-group-ingress group=wed protocol=tcp port=443 cidr=10.0.1.0/24"));
        Assert.Equal("InvalidGroup.NotFound", refusal.Code);
        Assert.Contains("the nearest names are web", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_a_group_of_peers_takes_it_by_name()
    {
        Run run = Start();
        run.Do("authorize-security-group-ingress group=web protocol=tcp port=5432 source-group=admin");
        run.Send(Tcp.Syn(Client, Server, 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        run.Do("modify-network-interface-attribute network-interface=client groups=admin,open-vpc-vpc");
        run.Send(Tcp.Syn(Client, Server, 5432)).ShouldBeDelivered(to: "server");
    }

    [Fact]
    public void A_verdict_is_worded_with_the_rules_of_its_time()
    {
        Run run = DesignBuilder.OneSubnet.Acl("guard", "in 100 allow all 0.0.0.0/0", "out 90 deny tcp 80 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
            .Subnet("b", "10.0.2.0/24", acl: "guard").Eni("client", Server).Eni("server", Client).Start();
        Sent before = run.Send(Tcp.Syn(Server, Client, 80)).ShouldBeDropped(DropReason.SubnetAclRestriction);
        int number = run.DataPath.Verdicts.NumberOf(before.Verdict);
        run.Do("delete-network-acl-entry network-acl=guard rule-number=100 egress=false").Do("replace-network-acl-entry network-acl=guard rule-number=90 egress=true rule-action=deny protocol=udp cidr=0.0.0.0/0");
        run.Do("create-network-acl-entry network-acl=guard rule-number=80 egress=true rule-action=deny protocol=tcp port=80 cidr=0.0.0.0/0");
        Sent after = run.Send(Tcp.Syn(Server, Client, 80)).ShouldBeDropped(DropReason.SubnetAclRestriction, rule: "outbound 80 deny tcp 80 0.0.0.0/0");
        Assert.Equal("outbound 90 deny tcp 80 0.0.0.0/0", new VerdictText(run.DataPath.Verdicts.DesignOf(number)).Rule(before.Verdict));
        Assert.Equal("outbound 80 deny tcp 80 0.0.0.0/0", new VerdictText(run.DataPath.Verdicts.DesignOf(run.DataPath.Verdicts.NumberOf(after.Verdict))).Rule(after.Verdict));
    }

    private static DesignBuilder Design(params string[] rules) => DesignBuilder.TwoSubnets
        .Group("web", rules.Length > 0 ? rules : ["in tcp 443 from 10.0.1.0/24"]).Group("admin", "in tcp 22 from 10.0.1.0/24")
        .Eni("client", Client).Eni("server", Server, "web");

    private static Run Start(params string[] rules) => Design(rules).Start();

    private static void Establish(Run run)
    {
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered(to: "server");
        run.Send(Tcp.SynAck(Server, Client, 40000, 443)).ShouldBeDelivered(to: "client");
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server");
    }
}
