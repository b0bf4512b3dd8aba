using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;

namespace VpcSim.DataPath.Tests.Gateways;

// VPC guide, "VPC BPA advanced example": instances A and B in public subnets, C behind the NAT gateway in subnet B, D behind the egress-only gateway
public class BlockPublicAccessTests
{
    private const string A = "10.0.1.10", B = "10.0.2.20", C = "10.0.3.30", D = "2001:db8:0:3::40";
    private const string PublicA = "198.51.100.10", PublicB = "198.51.100.20", Host = "203.0.113.5", HostIPv6 = "2001:db8:ffff::1";

    [Fact] // VPC guide, "VPC BPA advanced example", scenario 1: nothing is blocked
    public void Without_it_every_instance_reaches_the_internet()
    {
        Run run = Example().Start();
        foreach (string name in (string[])["A", "B", "C", "D"]) Ping(run, name).ShouldBeDelivered();
        PingTo(run, PublicA).ShouldBeDelivered(to: "a");
        PingTo(run, PublicB).ShouldBeDelivered(to: "b");
    }

    [Fact] // VPC guide, "VPC BPA advanced example", scenario 2: bidirectional, everything through both kinds of gateway
    public void Bidirectional_blocks_what_passes_internet_and_egress_only_gateways()
    {
        Run run = Example().BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional).Start();
        Ping(run, "A").ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled, by: "igw").ShouldBeRecorded("a egress REJECT/BPA");
        Ping(run, "B").ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled, by: "igw");
        Ping(run, "C").ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled, by: "igw")
            .ShouldBeRecorded("c egress ACCEPT", "nat ingress ACCEPT", "nat egress REJECT/BPA");
        Ping(run, "D").ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled, by: "eigw").ShouldBeRecorded("d egress REJECT/BPA");
        PingTo(run, PublicA).ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled, by: "igw").ShouldBeRecorded($"a ingress REJECT/BPA {Host} {A} {Host} {A}");
        PingTo(run, PublicB).ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled, by: "igw");
    }

    [Fact] // VPC guide, "VPC BPA advanced example", scenario 3: ingress-only, NAT gateways and egress-only gateways remain
    public void Ingress_only_lets_NAT_and_egress_only_gateways_pass_and_nothing_else()
    {
        Run run = Example().BlockPublicAccess(BlockPublicAccessMode.BlockIngress).Start();
        Ping(run, "A").ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled).ShouldBeRecorded("a egress REJECT/BPA");
        PingTo(run, PublicA).ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled).ShouldBeRecorded("a ingress REJECT/BPA");
        Ping(run, "C").ShouldBeDelivered(to: "igw");
        run.Reply().ShouldBeDelivered(to: "c");
        Ping(run, "D").ShouldBeDelivered(to: "eigw");
        run.Reply().ShouldBeDelivered(to: "d");
    }

    [Fact] // VPC guide, "VPC BPA advanced example", scenario 4: an exclusion frees its subnet and no other
    public void A_bidirectional_exclusion_frees_its_subnet_and_no_other()
    {
        Run run = Example().BlockPublicAccess(BlockPublicAccessMode.BlockIngress).Exclude("a").Start();
        Ping(run, "A").ShouldBeDelivered(to: "igw").ShouldBeRecorded("a egress ACCEPT");
        PingTo(run, PublicA).ShouldBeDelivered(to: "a");
        Ping(run, "B").ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled);
        PingTo(run, PublicB).ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled);
        Ping(run, "C").ShouldBeDelivered();
        Ping(run, "D").ShouldBeDelivered();
    }

    [Fact] // VPC guide, "VPC BPA advanced example", scenario 5: under ingress-only an egress-only exclusion is ignored
    public void An_egress_only_exclusion_changes_nothing_under_ingress_only()
    {
        Run run = Example().BlockPublicAccess(BlockPublicAccessMode.BlockIngress).Exclude("a", egressOnly: true).Start();
        Ping(run, "A").ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled);
        PingTo(run, PublicA).ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled);
        Ping(run, "C").ShouldBeDelivered();
        Ping(run, "D").ShouldBeDelivered();
    }

    [Fact] // VPC guide, "VPC BPA advanced example", scenario 6: an excluded subnet without a NAT or egress-only gateway stays blocked
    public void An_egress_only_exclusion_frees_no_internet_gateway()
    {
        Run run = Example().BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional).Exclude("a", egressOnly: true).Start();
        foreach (string name in (string[])["A", "B", "C", "D"]) Ping(run, name).ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled);
        PingTo(run, PublicA).ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled);
    }

    [Fact] // the contrast to scenario 6: the subnet of the NAT gateway is excluded, and that of D
    public void An_egress_only_exclusion_frees_the_NAT_gateway_and_the_egress_only_gateway_of_its_subnet()
    {
        DesignBuilder example = Example().BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional);
        Run run = example.Exclude("b", egressOnly: true).Start();
        Ping(run, "C").ShouldBeDelivered(to: "igw");
        Ping(run, "B").ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled);
        Ping(run, "D").ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled);
        Ping(example.Exclude("c", egressOnly: true).Start(), "D").ShouldBeDelivered(to: "eigw");
    }

    [Fact] // VPC guide, "VPC BPA basics": an exclusion of a VPC is one of all its subnets
    public void An_exclusion_of_a_VPC_frees_all_its_subnets()
    {
        Run run = Example().BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional).Exclude().Start();
        foreach (string name in (string[])["A", "B", "C", "D"]) Ping(run, name).ShouldBeDelivered();
        PingTo(run, PublicB).ShouldBeDelivered(to: "b");
    }

    [Fact] // VPC guide, "VPC BPA basics": private connectivity is not impaired
    public void What_passes_no_internet_gateway_is_not_blocked()
    {
        Run run = Example().Vpn("vgw", "192.168.0.0/16").Table("office", "192.168.0.0/16 vgw").Subnet("e", "10.0.5.0/24", table: "office").Eni("e", "10.0.5.50")
            .BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional).Start();
        run.Send(Tcp.Syn("10.0.5.50", "192.168.1.1", 443)).ShouldBeDelivered(to: "vgw");
        run.Send(Tcp.Syn("192.168.1.2", "10.0.5.50", 443)).ShouldBeDelivered(to: "e");
        run.Send(Tcp.Syn(A, B, 443)).ShouldBeDelivered(to: "b");
        run.Send(Tcp.Syn(A, "10.0.0.2", 53)).ShouldBeConsumed(VpcService.AmazonDns);
    }

    [Fact] // not documented: what a group or an ACL rejects on the way out is theirs; on the way in the gateway comes first
    public void A_group_or_ACL_that_rejects_on_the_way_out_comes_first()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Group("mute").Eni("web", "10.0.1.10", "mute", publicAddress: PublicA)
            .BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional).Start();
        run.Send(Tcp.Syn("10.0.1.10", Host, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch).ShouldBeRecorded("web egress REJECT");
        run.Send(Tcp.Syn(Host, "10.0.1.10", 443)).ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled).ShouldBeRecorded("web ingress REJECT/BPA");
    }

    [Fact] // EC2 API, "ModifyVpcBlockPublicAccessOptions": of the account and region; a VPC of another account is not its
    public void A_VPC_of_another_account_is_not_blocked()
    {
        Design own = new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24").InternetGateway().Main("0.0.0.0/0 igw")
            .Eni("web", "10.0.1.10", publicAddress: PublicA).BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional).Complete();
        Design shared = own with { Vpcs = [own.Vpcs[0] with { AccountId = "999999999999" }] };
        new Run(own, DataPathSettings.Default).Send(Tcp.Syn("10.0.1.10", Host, 443)).ShouldBeDropped(DropReason.VpcBlockPublicAccessEnabled, by: "igw");
        new Run(shared, DataPathSettings.Default).Send(Tcp.Syn("10.0.1.10", Host, 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // the setting belongs to one account and region
    public void A_VPC_of_another_region_is_not_blocked()
    {
        Run run = new DesignBuilder().Vpc(region: "eu-west-1").Subnet("a", "10.0.1.0/24").InternetGateway().Main("0.0.0.0/0 igw")
            .Eni("web", "10.0.1.10", publicAddress: PublicA).BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional).Start();
        run.Send(Tcp.Syn("10.0.1.10", Host, 443)).ShouldBeDelivered(to: "igw");
    }

    private static DesignBuilder Example() => new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().EgressOnlyGateway().Table("public", "0.0.0.0/0 igw")
        .Subnet("a", "10.0.1.0/24", table: "public").Subnet("b", "10.0.2.0/24", table: "public").Nat("nat", "b", "10.0.2.220", "198.51.100.30")
        .Main("0.0.0.0/0 nat", "::/0 eigw").Subnet("c", "10.0.3.0/24", "2001:db8:0:3::/64")
        .Eni("a", A, publicAddress: PublicA).Eni("b", B, publicAddress: PublicB).Eni("c", C).Eni("d", $"10.0.3.40 {D}");

    private static Sent Ping(Run run, string instance) => run.Send(instance switch
    {
        "A" => Icmp.Echo(A, Host),
        "B" => Icmp.Echo(B, Host),
        "C" => Icmp.Echo(C, Host),
        _ => Icmp.Echo(D, HostIPv6),
    });

    private static Sent PingTo(Run run, string address) => run.Send(Icmp.Echo(Host, address));
}
