using VpcSim.Model.Designs;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;

namespace VpcSim.FlowLogs.Tests.Examples;

/// <summary>Who is at the other end of a hop, from designs and packets.</summary>
public class NextHopTests
{
    private const string Format = "interface-id flow-direction next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id next-hop-interface-type";
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact] // VPC guide, "Flow log records", next-hop fields: of egress the interface that receives, of ingress the one that sends
    public void Egress_names_the_receiver_and_ingress_the_sender()
    {
        Design design = Pair("t3.micro").Logged("eni-client", Format).Logged("eni-server", Format);
        Assert.Equal(
            ["eni-client egress eni-server subnet-b use1-az2 vpc-vpc interface", "eni-server ingress eni-client subnet-a use1-az1 vpc-vpc interface"],
            Records(design, Tcp.Syn(Client, Server, 443)));
    }

    [Fact] // with a window of ten minutes too, and for the packets that repeat the first one's way
    public void Later_packets_and_long_windows_have_the_same_next_hop()
    {
        Design design = Pair("t2.micro").Logged("eni-client", "packets next-hop-interface-id");
        Packet first = Tcp.Syn(Client, Server, 443);
        Assert.Equal(["4 eni-server"], Records(design, first, first.Next(), first.Next(), first.Next()));
    }

    [Fact]
    public void A_packet_that_the_receiver_rejects_was_sent_by_somebody_all_the_same()
    {
        Design design = Pair("t3.micro", "closed").Logged("eni-server", "action next-hop-interface-id");
        Assert.Equal(["REJECT eni-client"], Records(design, Tcp.Syn(Client, Server, 443)));
    }

    [Fact] // VPC guide, "Flow log records", next-hop fields: not available for traffic through an internet gateway
    public void A_NAT_gateways_interface_is_a_next_hop_and_an_internet_gateway_is_none()
    {
        Design design = new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("nat", "10.0.0.0/24", table: "public")
            .Nat("nat", "nat", "10.0.0.220", "198.51.100.7").Table("private", "0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24", table: "private").Eni("client", Client)
            .Written;
        design = design with { NatGateways = [design.NatGateways[0] with { NetworkInterfaceId = "eni-nat" }] };
        design = design.Logged("eni-client", "next-hop-interface-id next-hop-interface-type").Logged("eni-nat", "flow-direction next-hop-interface-id next-hop-interface-type");
        Packet request = Tcp.Syn(Client, "203.0.113.5", 443);
        Assert.Equal(
            [
                "eni-nat nat_gateway", "eni-nat nat_gateway",
                "ingress eni-client interface", "egress - -", "ingress - -", "egress eni-client interface",
            ],
            Records(design, request, request.Reply()));
    }

    [Theory] // VPC guide, "Flow log records", next-hop fields: not available for traffic between regions
    [InlineData("us-east-1", "eni-server vpc-other")]
    [InlineData("eu-west-1", "- -")]
    public void A_peer_is_a_next_hop_within_its_region(string region, string fields)
    {
        Design design = new DesignBuilder().Vpc(cidr: "10.0.0.0/16").Subnet("a", "10.0.1.0/24").Eni("client", Client)
            .Vpc("other", "10.1.0.0/16", region: region).Subnet("b", "10.1.2.0/24").Eni("server", "10.1.2.20").Peering("pcx", "vpc", "other").Written;
        design = WithRoute(design, "vpc-vpc", "10.1.0.0/16");
        Assert.Equal([fields], Records(design.Logged("eni-client", "next-hop-interface-id next-hop-vpc-id"), Tcp.Syn(Client, "10.1.2.20", 443)));
    }

    private static Design WithRoute(Design design, string vpc, string destination) => design with
    {
        RouteTables = design.RouteTables.Add(new Model.RouteTables.RouteTable
        {
            Name = "main",
            Id = "rtb-main",
            VpcId = vpc,
            IsMain = true,
            Routes =
            [
                new Model.RouteTables.Route
                {
                    Destination = Model.Addressing.Cidr.Parse(destination),
                    TargetKind = Model.RouteTables.RouteTargetKind.VpcPeeringConnection,
                    TargetId = "pcx-pcx",
                },
            ],
        }),
    };

    private static Design Pair(string type, string? group = null) => new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24").Group("closed")
        .Eni("client", Client, type: type).Eni("server", Server, group, type: type).Written;

    private static IEnumerable<string> Records(Design design, params Packet[] packets)
    {
        var traffic = new LoggedTraffic(design);
        for (int i = 0; i < packets.Length; i++) traffic.At(1_600_000_200 + i, packets[i]);
        return traffic.Records().SelectMany(log => log);
    }
}
