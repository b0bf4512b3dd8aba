namespace VpcSim.DataPath.Tests.Flows;

public class DesignChangeTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact] // EC2 guide, "Security group connection tracking": a tracked flow goes on after its rule is removed
    public void A_tracked_flow_survives_the_removal_of_its_rule()
    {
        Run run = DesignBuilder.TwoSubnets.Group("server", "in tcp 443 from 10.0.1.0/24").Eni("client", Client).Eni("server", Server, "server").Start();
        Establish(run);
        run.Change(design => design.WithGroup("server"));
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server").ShouldBeRecorded("client egress ACCEPT", "server ingress ACCEPT");
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 40001)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // the contrast, the same page: an untracked flow is dropped immediately
    public void An_untracked_flow_ends_at_once_when_its_rule_is_removed()
    {
        Run run = DesignBuilder.TwoSubnets.Group("server", "in tcp 443 from 0.0.0.0/0", "out all to 0.0.0.0/0").Eni("client", Client).Eni("server", Server, "server").Start();
        Establish(run);
        run.Change(design => design.WithGroup("server", "out all to 0.0.0.0/0"));
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server")
            .ShouldBeRecorded("client egress ACCEPT", "server ingress REJECT");
    }

    [Fact] // VPC guide, "Control traffic to subnets using network ACLs": stateless, a changed entry cuts live flows
    public void A_changed_network_acl_cuts_live_flows_at_once()
    {
        Run run = DesignBuilder.OneSubnet.Acl("acl", "in 100 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0")
            .Subnet("b", "10.0.2.0/24", acl: "acl").Eni("client", Client).Eni("server", Server).Start();
        Establish(run);
        run.Change(design => design.WithAcl("acl", "out 100 allow all to 0.0.0.0/0"));
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl");
    }

    [Fact]
    public void An_earlier_generation_is_refused()
    {
        Run run = DesignBuilder.OneSubnet.Eni("client", Client).Start();
        Assert.Throws<ArgumentException>(() => run.DataPath.Change(Fabrics.Fabric.Compile(DesignBuilder.OneSubnet.Eni("client", Client).Complete(), DataPathSettings.Default)));
    }

    private static void Establish(Run run)
    {
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered();
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered();
    }
}
