namespace VpcSim.DataPath.Tests.Gateways;

public class PeeringTests
{
    private const string Near = "10.0.1.10", Far = "10.1.1.10", Third = "10.2.1.10";

    [Fact] // VPC peering guide, "Update your route tables": both sides need a route
    public void Both_sides_need_a_route()
    {
        Run run = Start(farRoutes: []);
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far").ShouldBeRecorded("near egress ACCEPT", "far ingress ACCEPT");
        run.Reply().ShouldBeDropped(DropReason.NoRouteToDestination, by: "far-main").ShouldBeRecorded("far egress ACCEPT");
    }

    [Fact] // the contrast
    public void With_routes_on_both_sides_the_reply_comes_back()
    {
        Run run = Start(farRoutes: ["10.0.0.0/16 pcx"]);
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far").ShouldTakePath(4);
        run.Reply().ShouldBeDelivered(to: "near");
    }

    [Fact] // VPC peering guide, "Peering limitations": no transitive peering
    public void Peering_is_not_transitive() =>
        Start(farRoutes: ["10.0.0.0/16 pcx"]).Send(Tcp.Syn(Near, Third, 443))
            .ShouldBeDropped(DropReason.PcxRequiresAddressInVpcCidr, by: "pcx").ShouldBeRecorded("near egress ACCEPT");

    [Theory] // VPC peering guide, "Peering limitations": no edge to edge routing through gateways or endpoints of the peer
    [InlineData("203.0.113.1")] // its internet gateway, NAT device
    [InlineData("52.216.0.1")] // its gateway endpoint for S3
    public void Gateways_of_the_peer_are_out_of_reach(string destination)
    {
        Run run = new DesignBuilder()
            .Vpc("far", "10.1.0.0/16").Subnet("far-a", "10.1.1.0/24").InternetGateway().Peering("pcx", "near", "far")
            .Table("far-public", "0.0.0.0/0 igw").GatewayEndpoint("s3", "s3", "far-public")
            .Vpc("near").Main("0.0.0.0/0 pcx").Subnet("near-a", "10.0.1.0/24").Eni("near", Near).Start();
        run.Send(Tcp.Syn(Near, destination, 443)).ShouldBeDropped(DropReason.PcxRequiresAddressInVpcCidr, by: "pcx");
    }

    [Fact] // VPC peering guide: an address of the peer that nobody has
    public void An_address_of_the_peer_that_no_interface_owns_leads_nowhere() =>
        Start(farRoutes: []).Send(Tcp.Syn(Near, "10.1.1.99", 443)).ShouldBeDropped(DropReason.NoPossibleDestination, by: "far");

    [Fact] // VPC peering guide, "Update your route tables": a peering that is not active is a blackhole
    public void A_peering_that_is_not_accepted_is_a_blackhole() =>
        Start(farRoutes: [], active: false).Send(Tcp.Syn(Near, Far, 443)).ShouldBeDropped(DropReason.BadStateRoute, by: "near-main");

    [Fact] // VPC peering guide, "Reference peer security groups": groups of a peer in the same region may be named
    public void A_group_of_the_peer_may_be_named()
    {
        Run run = new DesignBuilder()
            .Vpc("far", "10.1.0.0/16").Subnet("far-a", "10.1.1.0/24").Group("db", "in tcp 5432 from sg-app").Eni("far", Far, "db").Peering("pcx", "near", "far")
            .Vpc("near").Main("10.1.0.0/16 pcx").Subnet("near-a", "10.0.1.0/24")
            .Group("app", "out all 0.0.0.0/0").Eni("near", Near, "app").Eni("other", "10.0.1.11").Start();
        run.Send(Tcp.Syn(Near, Far, 5432)).ShouldBeDelivered(to: "far");
        run.Send(Tcp.Syn("10.0.1.11", Far, 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "far");
    }

    [Theory] // EC2 guide, "Network MTU": 9001 bytes inside a region, 8500 between regions; VPC guide: traffic-path 5 between regions
    [InlineData("us-east-1", 9001, 4, Outcome.Delivered)]
    [InlineData("eu-west-1", 8500, 5, Outcome.Delivered)]
    [InlineData("eu-west-1", 8501, 5, Outcome.Dropped)]
    public void Between_regions_the_mtu_is_smaller_and_the_path_another(string region, int bytes, int path, Outcome outcome)
    {
        Run run = Start(farRoutes: [], region: region);
        Sent sent = run.Send(Udp.Datagram(Near, Far, 5000).OfLength(bytes).DontFragment()).ShouldTakePath(path);
        Assert.Equal(outcome, sent.Verdict.Outcome);
    }

    private static Run Start(string[] farRoutes, bool active = true, string region = "us-east-1") => new DesignBuilder()
        .Vpc("third", "10.2.0.0/16", region: region).Subnet("third-a", "10.2.1.0/24").Eni("third", Third)
        .Vpc("far", "10.1.0.0/16", region: region).Peering("pcx", "near", "far", active).Peering("pcx2", "far", "third")
        .Table("far-main", [.. farRoutes, "10.2.0.0/16 pcx2"]).Subnet("far-a", "10.1.1.0/24", table: "far-main").Eni("far", Far)
        .Vpc("near").Table("near-main", "10.1.0.0/16 pcx", "10.2.0.0/16 pcx").Subnet("near-a", "10.0.1.0/24", table: "near-main").Eni("near", Near).Start();
}
