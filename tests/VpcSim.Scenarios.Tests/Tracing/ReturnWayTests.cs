using VpcSim.DataPath.Trace;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Tracing;

/// <summary>The answer to a traced packet, which meets what the packet left behind.</summary>
public class ReturnWayTests
{
    private const string Web = "10.0.1.10", App = "10.0.2.20", Public = "198.51.100.10", NatPublic = "198.51.100.20";

    [Fact]
    public void Security_groups_let_the_answer_pass_by_tracking()
    {
        Traced traced = Traced.Of(DesignBuilder.TwoSubnets.Group("only-out", "out tcp 443 to 0.0.0.0/0").Group("only-in", "in tcp 443 from 0.0.0.0/0")
            .Eni("web", Web, "only-out").Eni("app", App, "only-in"), "web", "app:443");
        Assert.Equal(("delivered to app", "delivered to web"), (traced.Forward, traced.Return));
        Assert.Equal(2, traced.Trace.Return!.Trail.Count(step => step is { Stage: Stage.SecurityGroup, Tracked: true }));
    }

    [Fact]
    public void A_network_ACL_without_ephemeral_ports_drops_the_answer()
    {
        Traced traced = Traced.Of(new DesignBuilder().Vpc().Acl("acl", "in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 443 to 0.0.0.0/0")
            .Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24", acl: "acl").Eni("web", Web).Eni("app", App), "web", "app:443");
        Assert.Equal(("delivered to app", "dropped SUBNET_ACL_RESTRICTION by acl"), (traced.Forward, traced.Return));
        Assert.False(traced.Trace.IsDelivered);
    }

    [Theory]
    [InlineData("internet:443", null)]
    [InlineData("internet:53", "udp")]
    [InlineData("internet", "icmp")]
    public void The_answer_comes_back_to_the_NAT_gateways_address(string to, string? protocol)
    {
        Traced traced = Traced.Of(new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("public", "10.0.0.0/24", table: "public")
            .Nat("nat", "public", "10.0.0.220", NatPublic).Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24").Eni("web", Web), "web", to, protocol);
        Assert.Equal(("delivered to igw", "delivered to web"), (traced.Forward, traced.Return));
        Assert.Equal($"192.0.2.1 > {NatPublic}", traced.AnswerEnds);
        Assert.Equal(Web, traced.Trace.Return!.Forms[^1].Destination.ToString());
        if (protocol != "icmp") Assert.Equal(49152, traced.Trace.Return.Forms[^1].DestinationPort);
    }

    [Fact]
    public void The_answer_to_the_internet_leaves_with_the_public_address()
    {
        Traced traced = Traced.Of(new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Eni("web", Web, publicAddress: Public), "internet", "web:443");
        Assert.Equal(("delivered to web", "delivered to igw"), (traced.Forward, traced.Return));
        Assert.Equal((Public, Public), (traced.Trace.Forward.Forms[0].Destination.ToString(), traced.Trace.Return!.Forms[^1].Source.ToString()));
    }

    [Fact]
    public void A_public_address_of_the_design_is_reached_from_inside_by_the_gateway_and_answered()
    {
        Traced traced = Traced.Of(new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24")
            .Eni("web", Web, publicAddress: Public).Eni("app", App, publicAddress: "198.51.100.11"), "web", "198.51.100.11:443");
        Assert.Equal(("delivered to app", "delivered to web"), (traced.Forward, traced.Return));
        Assert.Equal($"{App} > {Public}", traced.AnswerEnds);
    }

    [Fact]
    public void A_peer_without_a_route_back_loses_the_answer()
    {
        DesignBuilder Peered(params string[] routes) => new DesignBuilder().Vpc("far", "10.1.0.0/16").Peering("pcx", "near", "far").Main(routes).Subnet("far-a", "10.1.1.0/24").Eni("far", "10.1.1.10")
            .Vpc("near").Table("near", "10.1.0.0/16 pcx").Subnet("near-a", "10.0.1.0/24", table: "near").Eni("near", Web);
        Assert.Equal("dropped NO_ROUTE_TO_DESTINATION by main", Traced.Of(Peered(), "near", "far:443").Return);
        Assert.Equal("delivered to near", Traced.Of(Peered("10.0.0.0/16 pcx"), "near", "far:443").Return);
        Assert.Equal("delivered to far", Traced.Of(Peered("10.0.0.0/16 pcx"), "pcx", "far:443", source: Web).Forward);
    }

    [Fact]
    public void The_answer_of_a_host_on_premises_comes_by_the_VPN()
    {
        Traced traced = Traced.Of(DesignBuilder.OneSubnet.Vpn("vgw", "192.168.0.0/16").Main("192.168.0.0/16 vgw").Eni("web", Web), "web", "192.168.5.5:443");
        Assert.Equal(("delivered to vgw", "delivered to web"), (traced.Forward, traced.Return));
    }

    [Fact]
    public void A_service_of_the_VPC_answers_by_itself()
    {
        Traced traced = Traced.Of(DesignBuilder.OneSubnet.Eni("web", Web, ""), "web", "dns");
        Assert.Equal(("service Amazon DNS", "service Amazon DNS"), (traced.Forward, traced.Return));
        Assert.True(traced.Trace.IsDelivered);
    }

    [Fact]
    public void Only_echo_requests_of_ICMP_are_answered()
    {
        DesignBuilder design = DesignBuilder.TwoSubnets.Eni("web", Web).Eni("app", App);
        Assert.Equal("delivered to web", Traced.Of(design, "web", "app", protocol: "icmp").Return);
        Traced unreachable = Traced.Of(design, "web", "app", icmpType: 3);
        Assert.Equal(("delivered to app", "none", true), (unreachable.Forward, unreachable.Return, unreachable.Trace.IsDelivered));
    }

    [Fact]
    public void Two_outsiders_are_not_in_the_design() =>
        Assert.Equal("not in the design", Traced.Of(DesignBuilder.OneSubnet.Eni("web", Web), "203.0.113.1", "203.0.113.2:443").Forward);

    [Fact]
    public void A_trace_is_the_same_every_time()
    {
        DesignBuilder design = new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("public", "10.0.0.0/24", table: "public")
            .Nat("nat", "public", "10.0.0.220", NatPublic).Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24").Eni("web", Web);
        Traced one = Traced.Of(design, "web", "internet:443"), two = Traced.Of(design, "web", "internet:443");
        Assert.Equal(one.Trace.Forward.Forms, two.Trace.Forward.Forms);
        Assert.Equal(one.Trace.Return!.Forms, two.Trace.Return!.Forms);
    }
}
