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

    [Theory] // VPC peering guide, "VPC peering basics": no edge to edge routing to the peer's internet gateway, NAT gateway, VPN or gateway endpoint
    [InlineData("203.0.113.1")]
    [InlineData("192.168.5.5")]
    [InlineData("52.216.0.1")]
    [InlineData("10.2.1.10")]
    public void No_gateway_of_the_peer_takes_what_comes_over_the_peering(string destination)
    {
        Run run = new DesignBuilder()
            .Vpc("third", "10.2.0.0/16").Subnet("third-a", "10.2.1.0/24").Eni("third", Third)
            .Vpc("far", "10.1.0.0/16").InternetGateway().Vpn("vgw", "192.168.0.0/16").Peering("pcx", "near", "far").Peering("pcx2", "far", "third")
            .Table("far-public", "0.0.0.0/0 igw", "192.168.0.0/16 vgw", "10.2.0.0/16 pcx2").GatewayEndpoint("s3", "s3", "far-public")
            .Subnet("far-p", "10.1.9.0/24", table: "far-public").Nat("nat", "far-p", "10.1.9.220", "198.51.100.20").Main("0.0.0.0/0 nat").Subnet("far-a", "10.1.1.0/24").Eni("far", Far)
            .Vpc("near").Table("near-main", "0.0.0.0/0 pcx").Subnet("near-a", "10.0.1.0/24", table: "near-main").Eni("near", Near, publicAddress: "198.51.100.10").Start();
        run.Send(Tcp.Syn(Near, destination, 443)).ShouldBeDropped(DropReason.PcxRequiresAddressInVpcCidr, by: "pcx").ShouldBeRecorded("near egress ACCEPT");
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far"); // the contrast: an interface of the peer
    }

    [Fact] // VPC peering guide, "Update your route tables": the peer delivers by itself, neither its subnets' tables nor its gateways' tables are asked
    public void The_peers_own_network_delivers_and_asks_no_route_table()
    {
        Run run = new DesignBuilder()
            .Vpc("far", "10.1.0.0/16").InternetGateway().Peering("pcx", "near", "far").Subnet("far-m", "10.1.3.0/24").Eni("appliance", "10.1.3.30", publicAddress: "198.51.100.30", check: false)
            .Table("far-a", "10.1.1.0/24 appliance", "10.0.0.0/16 appliance").GatewayTable("edge", "igw", "10.1.1.0/24 appliance")
            .Main("10.0.0.0/16 pcx", "10.1.1.0/24 appliance").Subnet("far-a", "10.1.1.0/24", table: "far-a").Eni("far", Far)
            .Vpc("near").Table("near-main", "10.1.0.0/16 pcx").Subnet("near-a", "10.0.1.0/24", table: "near-main").Eni("near", Near).Start();
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far").ShouldBeRecorded("near egress ACCEPT", "far ingress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "near").ShouldBeRecorded("far egress ACCEPT", "appliance ingress ACCEPT", "appliance egress ACCEPT", "near ingress ACCEPT");
    }

    [Fact] // VPC peering guide, "Update your route tables": no unicast reverse path forwarding, a reply follows the responder's own table, into whatever VPC
    public void A_reply_follows_the_responders_own_table_into_another_vpc()
    {
        Run run = Overlapping("10.0.0.0/16 to-twin");
        run.SendFrom("near", Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");
        run.Reply().ShouldBeDelivered(to: "twin").ShouldBeRecorded("far egress ACCEPT", "twin ingress ACCEPT");
    }

    [Fact] // VPC peering guide, "VPC peering configurations with routes to specific subnets": the longest prefix tells VPCs with the same block apart
    public void The_longest_prefix_tells_vpcs_with_the_same_block_apart()
    {
        Run run = Overlapping("10.0.0.0/16 to-twin", "10.0.1.10/32 to-near");
        run.SendFrom("near", Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");
        run.Reply().ShouldBeDelivered(to: "near");
        run.Send(Tcp.Syn(Far, "10.0.1.77", 443)).ShouldBeDelivered(to: "other-twin");
    }

    [Fact] // VPC peering guide, "VPC peering configurations with routes to specific subnets": a route to a part of the peer's block opens that part
    public void A_route_to_a_part_of_the_peers_block_opens_that_part()
    {
        Run run = new DesignBuilder()
            .Vpc("far", "10.1.0.0/16").Peering("pcx", "near", "far").Main("10.0.0.0/16 pcx").Subnet("far-a", "10.1.1.0/24").Subnet("far-b", "10.1.2.0/24").Eni("far", Far).Eni("hidden", "10.1.2.10")
            .Vpc("near").Table("near-main", "10.1.1.0/24 pcx").Subnet("near-a", "10.0.1.0/24", table: "near-main").Eni("near", Near).Start();
        run.Send(Tcp.Syn(Near, Far, 443)).ShouldBeDelivered(to: "far");
        run.Send(Tcp.Syn(Near, "10.1.2.10", 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "near-main");
    }

    [Fact] // VPC guide, "VPC CIDR blocks": a peering reaches the secondary blocks too
    public void A_secondary_block_is_reached_over_the_peering()
    {
        Run run = new DesignBuilder()
            .Vpc("far", "10.1.0.0/16", more: ["10.3.0.0/16"]).Peering("pcx", "near", "far").Main("10.0.0.0/16 pcx").Subnet("far-a", "10.3.1.0/24").Eni("far", "10.3.1.10")
            .Vpc("near").Table("near-main", "10.3.0.0/16 pcx").Subnet("near-a", "10.0.1.0/24", table: "near-main").Eni("near", Near).Start();
        run.Send(Tcp.Syn(Near, "10.3.1.10", 443)).ShouldBeDelivered(to: "far");
        run.Reply().ShouldBeDelivered(to: "near");
    }

    [Fact] // AWS PrivateLink guide, "Interface endpoints": an interface endpoint is reached over a peering
    public void An_interface_endpoint_of_the_peer_is_in_reach()
    {
        Run run = new DesignBuilder()
            .Vpc("far", "10.1.0.0/16").Peering("pcx", "near", "far").Main("10.0.0.0/16 pcx").Subnet("far-a", "10.1.1.0/24").Group("endpoint", "in tcp 443 from 10.0.0.0/16")
            .InterfaceEndpoint("secrets", "10.1.1.50", "endpoint")
            .Vpc("near").Table("near-main", "10.1.0.0/16 pcx").Subnet("near-a", "10.0.1.0/24", table: "near-main").Eni("near", Near).Start();
        run.Send(Tcp.Syn(Near, "10.1.1.50", 443)).ShouldBeDelivered(to: "secrets").ShouldBeRecorded("near egress ACCEPT", "secrets ingress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "near");
        run.Send(Tcp.Syn(Near, "10.1.1.50", 80)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "secrets");
    }

    // Two VPCs of the same block, both peered with a third.
    private static Run Overlapping(params string[] farRoutes) => new DesignBuilder()
        .Vpc("near").Subnet("near-a", "10.0.1.0/24", table: "near").Vpc("far", "10.1.0.0/16").Peering("to-near", "far", "near").Peering("to-twin", "far", "twin")
        .Table("far-main", farRoutes).Subnet("far-a", "10.1.1.0/24", table: "far-main").Eni("far", Far)
        .Vpc("twin").Subnet("twin-a", "10.0.1.0/24").Eni("twin", Near).Eni("other-twin", "10.0.1.77")
        .In("near").Table("near", "10.1.0.0/16 to-near").Eni("near", Near).Start();

    private static Run Start(string[] farRoutes, bool active = true, string region = "us-east-1") => new DesignBuilder()
        .Vpc("third", "10.2.0.0/16", region: region).Subnet("third-a", "10.2.1.0/24").Eni("third", Third)
        .Vpc("far", "10.1.0.0/16", region: region).Peering("pcx", "near", "far", active).Peering("pcx2", "far", "third")
        .Table("far-main", [.. farRoutes, "10.2.0.0/16 pcx2"]).Subnet("far-a", "10.1.1.0/24", table: "far-main").Eni("far", Far)
        .Vpc("near").Table("near-main", "10.1.0.0/16 pcx", "10.2.0.0/16 pcx").Subnet("near-a", "10.0.1.0/24", table: "near-main").Eni("near", Near).Start();
}
