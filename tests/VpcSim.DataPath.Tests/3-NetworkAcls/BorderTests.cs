namespace VpcSim.DataPath.Tests.NetworkAcls;

/// <summary>Where a subnet's border is, in which order its network ACL is asked, and what it sees of a packet.</summary>
public class BorderTests
{
    private const string Web = "10.0.1.10", Outside = "203.0.113.5";

    [Fact] // not documented: a network ACL's denial comes before a missing route
    public void A_denial_comes_before_a_missing_route()
    {
        Run run = new DesignBuilder().Vpc().Main().Acl("acl", "out 100 deny tcp 443 to 0.0.0.0/0", "out 200 allow all to 0.0.0.0/0")
            .Subnet("a", "10.0.1.0/24", acl: "acl").Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web egress REJECT");
        run.Send(Tcp.Syn(Web, Outside, 80)).ShouldBeDropped(DropReason.NoRouteToDestination).ShouldBeRecorded("web egress ACCEPT");
    }

    [Fact] // not documented; VPC guide, "Control traffic to subnets using network ACLs": asked at the subnet's border, and a NAT gateway of the same subnet is inside it
    public void Between_an_instance_and_a_nat_gateway_of_its_subnet_no_network_acl_is_asked()
    {
        Run run = new DesignBuilder().Vpc().InternetGateway().Acl("acl", "in 100 deny all from 0.0.0.0/0", "out 100 deny all to 0.0.0.0/0").Subnet("a", "10.0.1.0/24", table: "a", acl: "acl")
            .Nat("nat", "a", "10.0.1.220", "198.51.100.20").Table("a", "203.0.113.0/24 nat", "0.0.0.0/0 igw").Eni("web", Web).Start();
        Assert.Equal(["web egress ACCEPT", "nat ingress ACCEPT", "nat egress ACCEPT"], run.Send(Tcp.Syn(Web, Outside, 443)).Records);
        run.Send(Tcp.Syn(Web, "192.0.2.1", 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web egress REJECT");
    }

    [Fact] // the contrast: a NAT gateway of another subnet is beyond both borders
    public void Between_an_instance_and_a_nat_gateway_of_another_subnet_both_network_acls_are_asked()
    {
        DesignBuilder With(string inbound) => new DesignBuilder().Vpc().InternetGateway().Acl("acl", inbound, "in 200 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0")
            .Table("public", "0.0.0.0/0 igw").Subnet("p", "10.0.0.0/24", table: "public", acl: "acl").Nat("nat", "p", "10.0.0.220", "198.51.100.20")
            .Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24").Eni("web", Web);
        With("in 100 deny all from 10.0.1.0/24").Start().Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl")
            .ShouldBeRecorded("web egress ACCEPT", "nat ingress REJECT");
        With("in 100 deny all from 10.0.2.0/24").Start().Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // not documented: an appliance of the same subnet is inside it too
    public void Between_an_instance_and_an_appliance_of_its_subnet_no_network_acl_is_asked()
    {
        Run run = new DesignBuilder().Vpc().Acl("acl", "in 100 deny all from 0.0.0.0/0", "out 100 deny all to 0.0.0.0/0").Subnet("a", "10.0.1.0/24", table: "a", acl: "acl")
            .Eni("appliance", "10.0.1.50", check: false).Table("a", "0.0.0.0/0 appliance").Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "appliance").ShouldBeRecorded("web egress ACCEPT", "appliance ingress ACCEPT");
        run.SendFrom("appliance", Tcp.Syn(Web, "10.0.2.20", 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl");
    }

    [Fact] // the contrast: an appliance of another subnet is beyond both borders
    public void Between_an_instance_and_an_appliance_of_another_subnet_both_network_acls_are_asked()
    {
        Run run = new DesignBuilder().Vpc().Acl("acl", "in 100 allow all from 0.0.0.0/0", "out 100 deny all to 0.0.0.0/0").Subnet("a", "10.0.1.0/24", table: "a", acl: "acl")
            .Subnet("b", "10.0.2.0/24").Eni("appliance", "10.0.2.50", check: false).Table("a", "0.0.0.0/0 appliance").Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web egress REJECT");
    }

    [Fact] // not documented: the network ACL stands inside the internet gateway, where the packet has its private address
    public void What_the_internet_sends_is_judged_with_the_private_address()
    {
        Run run = Public("in 50 deny tcp 22 from 203.0.113.0/24", "in 100 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0");
        run.Send(Tcp.Syn(Outside, "198.51.100.10", 22)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl")
            .ShouldBeRecorded($"web ingress REJECT {Outside} {Web} {Outside} {Web}");
        run.Send(Tcp.Syn(Outside, "198.51.100.10", 80)).ShouldBeDelivered(to: "web");
    }

    [Fact] // the contrast: a neighbour that calls by the public address comes from its own public one, and leaves towards a public one
    public void What_leaves_is_judged_before_the_gateway_translates_and_what_comes_back_after()
    {
        Run run = Public("in 50 deny all from 198.51.100.20/32", "in 100 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0");
        run.SendFrom("other", Tcp.Syn("10.0.2.20", "198.51.100.10", 80)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl")
            .ShouldBeRecorded("other egress ACCEPT 10.0.2.20 198.51.100.10 10.0.2.20 198.51.100.10", $"web ingress REJECT 198.51.100.20 {Web} 198.51.100.20 {Web}");
        run.SendFrom("other", Tcp.Syn("10.0.2.20", Web, 80)).ShouldBeDelivered(to: "web");
    }

    [Theory] // VPC guide, "Control traffic to subnets using network ACLs": path MTU discovery needs ICMP type 3 code 4
    [InlineData("in 100 allow icmp 3/4 from 0.0.0.0/0", true)]
    [InlineData("in 100 allow icmp 8 from 0.0.0.0/0", false)]
    [InlineData("in 100 allow icmp 11/0 from 0.0.0.0/0", false)]
    public void Path_mtu_discovery_needs_an_entry_for_icmp_type_3_code_4(string entry, bool arrives)
    {
        Run run = Public(entry, "in 200 allow tcp 1024-65535 from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0");
        Sent asked = run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered();
        Sent error = run.Send(asked.Packet.ErrorFrom("203.0.113.1", 3, 4));
        if (arrives) error.ShouldBeDelivered(to: "web");
        else error.ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web ingress REJECT");
    }

    [Theory] // VPC guide, "Control traffic to subnets using network ACLs": traceroute needs ICMP type 11 code 0
    [InlineData("in 100 allow icmp 11/0 from 0.0.0.0/0", true)]
    [InlineData("in 100 allow icmp 3/4 from 0.0.0.0/0", false)]
    public void Traceroute_needs_an_entry_for_icmp_type_11_code_0(string entry, bool arrives)
    {
        Run run = Public(entry, "out 100 allow all to 0.0.0.0/0");
        Sent asked = run.Send(Udp.Datagram(Web, Outside, 33434)).ShouldBeDelivered();
        Assert.Equal(arrives ? Outcome.Delivered : Outcome.Dropped, run.Send(asked.Packet.ErrorFrom("203.0.113.1", 11, 0)).Verdict.Outcome);
    }

    [Fact] // EC2 API, CreateNetworkAclEntry: host bits of a block are cleared, so the entry covers the whole block
    public void An_entry_covers_the_whole_block_that_its_host_bits_stand_in()
    {
        Run run = DesignBuilder.OneSubnet.Acl("acl", "in 100 allow all from 10.0.1.77/24").Subnet("b", "10.0.2.0/24", acl: "acl").Eni("web", Web).Eni("server", "10.0.2.20").Start();
        run.Send(Tcp.Syn(Web, "10.0.2.20", 443)).ShouldBeDelivered(to: "server");
    }

    private static Run Public(params string[] entries) => new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Acl("acl", entries)
        .Subnet("a", "10.0.1.0/24", acl: "acl").Subnet("b", "10.0.2.0/24")
        .Eni("web", Web, publicAddress: "198.51.100.10").Eni("other", "10.0.2.20", publicAddress: "198.51.100.20").Start();
}
