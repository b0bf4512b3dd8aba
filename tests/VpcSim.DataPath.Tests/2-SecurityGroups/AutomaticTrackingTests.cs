using VpcSim.Model.Enis;

namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>Between open groups only what AWS tracks in any case outlives its rule; that is how it shows.</summary>
public class AutomaticTrackingTests
{
    private const string Web = "10.0.1.10", Web6 = "2001:db8:0:1::10", Outside = "203.0.113.5", Outside6 = "2001:db8:ffff::1", Dynamo = "3.218.180.1", S3 = "52.216.0.1";
    private static readonly string[] Open = ["in all from 0.0.0.0/0", "in all from ::/0", "out all to 0.0.0.0/0", "out all to ::/0"];

    [Fact] // EC2 guide, "Security group connection tracking", automatically tracked connections: NAT gateways
    public void A_connection_through_a_nat_gateway_is_tracked_whatever_the_rules()
    {
        Run run = Start(builder => builder.Subnet("p", "10.0.0.0/24", table: "public").Nat("nat", "p", "10.0.0.220", "198.51.100.20").Main("0.0.0.0/0 nat"));
        OutlivesItsRule(run, Web, Outside);
    }

    [Fact] // the contrast: through an internet gateway it is not
    public void A_connection_through_an_internet_gateway_is_not()
    {
        Run run = Start(builder => builder.Main("0.0.0.0/0 igw", "::/0 igw"), publicAddress: "198.51.100.10");
        EndsWithItsRule(run, Web, Outside);
        EndsWithItsRule(Start(builder => builder.Main("0.0.0.0/0 igw", "::/0 igw")), Web6, Outside6);
    }

    [Fact] // EC2 guide, "Security group connection tracking", automatically tracked connections: Global Accelerator
    public void A_connection_with_the_internet_of_an_accelerated_interface_is_tracked_whatever_the_rules()
    {
        DesignBuilder Accelerated() => new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24")
            .Eni("other", "10.0.2.20").Group("web", Open).Eni("web", Web, "web", publicAddress: "198.51.100.10").Accelerated();
        OutlivesItsRule(Accelerated().Start(), Web, Outside);
        EndsWithItsRule(Accelerated().Start(), Web, "10.0.2.20");
    }

    [Fact] // the same page: egress-only internet gateways. EC2 guide, "Security group connection tracking"
    public void A_connection_through_an_egress_only_gateway_is_tracked_whatever_the_rules() =>
        OutlivesItsRule(Start(builder => builder.Main("::/0 eigw")), Web6, Outside6);

    [Theory] // EC2 guide, "Security group connection tracking": Network Load Balancers, Lambda's Hyperplane interfaces, interface endpoints, firewall endpoints
    [InlineData(InterfaceKind.NetworkLoadBalancer)]
    [InlineData(InterfaceKind.Lambda)]
    [InlineData(InterfaceKind.VpcEndpoint)]
    [InlineData(InterfaceKind.GatewayLoadBalancerEndpoint)]
    public void A_connection_with_the_interface_of_such_a_service_is_tracked_whatever_the_rules(InterfaceKind kind)
    {
        OutlivesItsRule(Start(builder => builder.Main().Subnet("b", "10.0.2.0/24").ServiceEni("service", "10.0.2.50", kind)), Web, "10.0.2.50");
        Run sending = Start(builder => builder.Main().Subnet("b", "10.0.2.0/24").ServiceEni("service", "10.0.2.50", kind));
        sending.Send(Tcp.Syn("10.0.2.50", Web, 80)).ShouldBeDelivered(to: "web");
        sending.Change(design => design.WithGroup("web"));
        sending.Send(Tcp.Data("10.0.2.50", Web, 80)).ShouldBeDelivered(to: "web");
    }

    [Fact] // EC2 guide, "Security group connection tracking", automatically tracked connections: Network Firewall endpoints, which are Gateway Load Balancer endpoints on the way
    public void A_connection_through_a_firewall_endpoint_is_tracked_whatever_the_rules() =>
        OutlivesItsRule(Start(builder => builder.Subnet("m", "10.0.3.0/24", table: "public").InspectionEndpoint("gwlbe", "10.0.3.50").Main("0.0.0.0/0 gwlbe"), "198.51.100.10"), Web, Outside);

    [Fact] // EC2 guide, "Security group connection tracking", automatically tracked connections: PrivateLink, also that of a peer
    public void A_connection_with_an_interface_endpoint_of_a_peer_is_tracked_whatever_the_rules()
    {
        DesignBuilder Peered() => new DesignBuilder().Vpc("far", "10.1.0.0/16").Peering("pcx", "far", "near").Table("far-table", "10.0.0.0/16 pcx").Subnet("far-a", "10.1.1.0/24", table: "far-table")
            .Group("secrets", "in tcp 443 from 10.0.0.0/16").InterfaceEndpoint("secrets", "10.1.1.50", "secrets").Eni("other", "10.1.1.60")
            .Vpc("near").Main("10.1.0.0/16 pcx").Subnet("a", "10.0.1.0/24").Group("web", Open).Eni("web", Web, "web");
        OutlivesItsRule(Peered().Start(), Web, "10.1.1.50");
        EndsWithItsRule(Peered().Start(), Web, "10.1.1.60");
    }

    [Fact] // the contrast: with an instance's or a load balancer of another kind's interface it is not
    public void A_connection_with_an_instance_is_not() =>
        EndsWithItsRule(Start(builder => builder.Main().Subnet("b", "10.0.2.0/24").Eni("other", "10.0.2.50")), Web, "10.0.2.50");

    [Fact] // EC2 guide, "Security group connection tracking": the gateway endpoint of DynamoDB
    public void A_connection_to_DynamoDB_through_its_endpoint_is_tracked_whatever_the_rules()
    {
        Run run = Start(builder => builder.Main().GatewayEndpoint("dynamodb", "dynamodb", "main"));
        OutlivesItsRule(run, Web, Dynamo);
    }

    [Fact] // the contrast: that of S3 is not named
    public void A_connection_to_S3_through_its_endpoint_is_not() => EndsWithItsRule(Start(builder => builder.Main().GatewayEndpoint("s3", "s3", "main")), Web, S3);

    [Theory] // Elastic Load Balancing guide, "Network Load Balancers": 350 s for TCP, whatever the interface's settings
    [InlineData(349, Outcome.Delivered)]
    [InlineData(351, Outcome.Dropped)]
    public void A_network_load_balancer_forgets_idle_tcp_after_350_seconds(int idleSeconds, Outcome outcome)
    {
        Run run = BalancedRun();
        run.Send(Tcp.Syn("10.0.2.20", "10.0.1.50", 443)).ShouldBeDelivered(to: "nlb");
        run.Reply().ShouldBeDelivered();
        Assert.Equal(outcome, run.Wait(idleSeconds).Send(Tcp.Data("10.0.1.50", "10.0.2.20", 40000, sourcePort: 443)).Verdict.Outcome);
    }

    [Theory] // the same page: 120 s for UDP
    [InlineData(119, Outcome.Delivered)]
    [InlineData(121, Outcome.Dropped)]
    public void A_network_load_balancer_forgets_idle_udp_after_120_seconds(int idleSeconds, Outcome outcome)
    {
        Run run = BalancedRun();
        run.Send(Udp.Datagram("10.0.2.20", "10.0.1.50", 53)).ShouldBeDelivered(to: "nlb");
        Assert.Equal(outcome, run.Wait(idleSeconds).Send(Udp.Datagram("10.0.1.50", "10.0.2.20", 40000, sourcePort: 53)).Verdict.Outcome);
    }

    private static Run BalancedRun() => DesignBuilder.TwoSubnets.Group("nlb", "in all from 0.0.0.0/0")
        .ServiceEni("nlb", "10.0.1.50", InterfaceKind.NetworkLoadBalancer, "nlb").Eni("client", "10.0.2.20").Start();

    private static Run Start(Func<DesignBuilder, DesignBuilder> routes, string? publicAddress = null)
    {
        DesignBuilder builder = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().EgressOnlyGateway().Table("public", "0.0.0.0/0 igw");
        return routes(builder).Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Group("web", Open)
            .Eni("web", $"{Web} {Web6}", "web", publicAddress).Start();
    }

    private static void OutlivesItsRule(Run run, string from, string to)
    {
        Converse(run, from, to);
        run.Send(Tcp.Data(from, to, 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn(from, to, 443, sourcePort: 40001)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "web");
    }

    private static void EndsWithItsRule(Run run, string from, string to)
    {
        Converse(run, from, to);
        run.Send(Tcp.Data(from, to, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "web");
    }

    private static void Converse(Run run, string from, string to)
    {
        run.Send(Tcp.Syn(from, to, 443)).ShouldBeDelivered();
        run.Send(Tcp.Data(from, to, 443)).ShouldBeDelivered();
        run.Change(design => design.WithGroup("web"));
    }
}
