namespace VpcSim.DataPath.Tests.Endpoints;

// A Gateway Load Balancer endpoint in subnet m, to which the table of subnet a leads.
public class InspectionEndpointTests
{
    private const string Web = "10.0.1.10", Endpoint = "10.0.3.50", Server = "10.0.2.20", Outside = "203.0.113.7";

    [Fact] // VPC guide, "Inspect traffic using appliances": what a subnet sends to the endpoint comes back and goes on by the endpoint's own subnet
    public void What_a_subnet_sends_to_the_endpoint_goes_on_by_the_endpoints_subnet()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "igw").ShouldBeRecorded(
            $"web egress ACCEPT {Web} {Outside} {Web} {Outside}",
            $"gwlbe ingress ACCEPT {Web} {Endpoint} {Web} {Outside}",
            $"gwlbe egress ACCEPT {Endpoint} {Outside} {Web} {Outside}").ShouldTakePath(1);
        run.Send(Tcp.Syn(Web, Server, 443)).ShouldBeDelivered(to: "server").ShouldBeRecorded(
            "web egress ACCEPT", "gwlbe ingress ACCEPT", "gwlbe egress ACCEPT", "server ingress ACCEPT");
    }

    [Fact] // not documented: the switch that keeps appliances from sending on
    public void With_appliances_that_end_the_way_it_is_delivered_to_the_endpoint() =>
        Start(settings: new DataPathSettings { Appliances = ApplianceMode.End }).Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "gwlbe-endpoint").ShouldBeRecorded("web egress ACCEPT");

    [Fact] // AWS PrivateLink guide, "Gateway Load Balancer endpoints": no security groups, the network ACL of the endpoint's subnet applies
    public void The_network_acl_of_the_endpoints_subnet_applies()
    {
        Start("in 100 deny tcp 443 from 0.0.0.0/0", "in 200 allow all from 0.0.0.0/0", "out 100 allow all to 0.0.0.0/0").Send(Tcp.Syn(Web, Outside, 443))
            .ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web egress ACCEPT", "gwlbe ingress REJECT");
        Start("in 100 allow all from 0.0.0.0/0", "out 100 deny tcp 443 to 0.0.0.0/0", "out 200 allow all to 0.0.0.0/0").Send(Tcp.Syn(Web, Outside, 443))
            .ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web egress ACCEPT", "gwlbe ingress ACCEPT", "gwlbe egress REJECT");
    }

    [Theory] // AWS PrivateLink guide, "Quotas": 8500 bytes, and no word about more
    [InlineData(8500, Outcome.Delivered)]
    [InlineData(8501, Outcome.Dropped)]
    public void The_endpoint_takes_8500_bytes(int bytes, Outcome outcome)
    {
        Run run = Start();
        Assert.Equal(outcome, run.Send(Udp.Datagram(Web, Server, 5000).OfLength(bytes).DontFragment()).Verdict.Outcome);
        Assert.Equal(0, run.DataPath.Generated);
    }

    private static Run Start(params string[] acl) => Start(null, acl);

    private static Run Start(DataPathSettings? settings, params string[] acl)
    {
        DesignBuilder builder = new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw");
        if (acl.Length > 0) builder.Acl("acl", acl);
        return builder.Subnet("m", "10.0.3.0/24", acl: acl.Length > 0 ? "acl" : null).InspectionEndpoint("gwlbe", Endpoint)
            .Table("through", "0.0.0.0/0 gwlbe", "10.0.2.0/24 gwlbe").Subnet("a", "10.0.1.0/24", table: "through").Subnet("b", "10.0.2.0/24")
            .Eni("web", Web, publicAddress: "198.51.100.10").Eni("server", Server).Start(settings);
    }
}
