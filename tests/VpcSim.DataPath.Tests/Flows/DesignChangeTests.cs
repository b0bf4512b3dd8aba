using System.Collections.Immutable;
using VpcSim.Model.Designs;

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

    public static TheoryData<string, Func<Design, Design>> LosingPlaces => new()
    {
        { "vpc-far", design => design with { Vpcs = design.Vpcs.Reverse().ToImmutableArray() } },
        { "eni-client", design => design with { NetworkInterfaces = design.NetworkInterfaces.RemoveAt(0) } },
        { "i-client", design => design with { Instances = [] } },
        { "acl-first", design => design with { NetworkAcls = design.NetworkAcls.RemoveAt(0) } },
        { "rtb-main", design => design with { RouteTables = design.RouteTables.Reverse().ToImmutableArray() } },
        { "igw-igw", design => design with { InternetGateways = [] } },
        { "eigw-eigw", design => design with { EgressOnlyInternetGateways = [] } },
        { "nat-nat", design => design with { NatGateways = [] } },
        { "vgw-vgw", design => design with { VpnGateways = [] } },
        { "pcx-pcx", design => design with { PeeringConnections = [] } },
        { "vpce-s3", design => design with { VpcEndpoints = [] } },
        { "tgw-tgw", design => design with { TransitGateways = [] } },
        { "tgw-attach-attachment", design => design with { TransitGatewayAttachments = [] } },
        { "tgw-rtb-hub", design => design with { TransitGatewayRouteTables = [] } },
    };

    [Theory] // connections, windows, verdicts and entry points go by places in these lists
    [MemberData(nameof(LosingPlaces))]
    public void What_was_there_keeps_its_place(string lost, Func<Design, Design> change)
    {
        Design design = new DesignBuilder().Vpc("far", "10.1.0.0/16").Vpc().InternetGateway().EgressOnlyGateway().Vgw().Peering("pcx", "far", "vpc").Transit(defaults: false)
            .Main().Table("other").Subnet("a", "10.0.1.0/24").Acl("first").Acl("second").Nat("nat", "a", "10.0.1.200", null).GatewayEndpoint("s3", "s3", "main")
            .Attach("attachment", "a").TransitTable("hub", "tgw").Eni("client", Client, type: "c5.large").Eni("server", "10.0.1.20").Complete();
        Fabrics.Fabric fabric = Fabrics.Fabric.Compile(design, DataPathSettings.Default);

        Assert.Equal(2u, fabric.Succeed(design with { NetworkInterfaces = design.NetworkInterfaces.Add(design.NetworkInterfaces[0] with { Id = "eni-new" }) }, DataPathSettings.Default).Generation);
        Assert.StartsWith($"{lost} is no longer at place ", Assert.Throws<ArgumentException>(() => fabric.Succeed(change(design), DataPathSettings.Default)).Message);
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
