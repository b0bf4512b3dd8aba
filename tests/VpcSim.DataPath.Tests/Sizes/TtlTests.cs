namespace VpcSim.DataPath.Tests.Sizes;

/// <summary>What the way takes from a packet's TTL. AWS documents nothing but that the router answers traceroute's last hop outwards.</summary>
public class TtlTests
{
    private const string Web = "10.0.1.10", App = "10.0.2.20", Client = "203.0.113.5";

    [Fact]
    public void Within_a_vpc_and_over_peering_nothing_is_taken()
    {
        Run run = Start(DataPathSettings.Default);
        Assert.Equal(1, run.Send(Udp.Datagram(Web, App, 53).WithTtl(1)).ShouldBeDelivered(to: "app").Arrived.Ttl);
        Assert.Equal(1, run.Send(Udp.Datagram(Web, "10.1.1.10", 53).WithTtl(1)).ShouldBeDelivered(to: "far").Arrived.Ttl);
    }

    [Fact]
    public void With_the_switch_on_the_vpc_router_takes_one_between_subnets_and_none_inside_a_subnet()
    {
        Run run = Start(new DataPathSettings { VpcRouterTakesTtl = true });
        for (int i = 0; i < 2; i++)
        {
            run.Send(Udp.Datagram(Web, App, 53).WithTtl(1)).ShouldBeDropped(DropReason.TtlExpired, by: "main").ShouldBeAnswered("10.0.1.1 > 10.0.1.10 11/0");
            Assert.Equal(1, run.Send(Udp.Datagram(Web, App, 54).WithTtl(2)).ShouldBeDelivered(to: "app").Packet.Header.Ttl - 1);
            run.Send(Udp.Datagram(Web, "10.0.1.20", 53).WithTtl(1)).ShouldBeDelivered(to: "neighbour");
            run.Send(Udp.Datagram(Web, "10.1.1.10", 53).WithTtl(1)).ShouldBeDropped(DropReason.TtlExpired);
        }
    }

    [Fact]
    public void An_internet_gateway_takes_one_and_the_router_tells_whose_ttl_ends_there()
    {
        Run run = Start(DataPathSettings.Default);
        Assert.Equal(1, run.Send(Udp.Datagram(Web, Client, 53).WithTtl(2)).ShouldBeDelivered(to: "igw").Arrived.Ttl);
        run.Send(Udp.Datagram(Web, Client, 53).WithTtl(1)).ShouldBeDropped(DropReason.TtlExpired, by: "igw").ShouldBeAnswered("10.0.1.1 > 10.0.1.10 11/0")
            .ShouldBeRecorded("web egress ACCEPT");
        Assert.Equal(1, run.DataPath.Generated);
    }

    private static Run Start(DataPathSettings settings) => new DesignBuilder().Vpc("far", "10.1.0.0/16").Peering("pcx", "near", "far").Table("back", "10.0.0.0/16 pcx")
        .Subnet("far-a", "10.1.1.0/24", table: "back").Eni("far", "10.1.1.10").Vpc("near").InternetGateway().Main("0.0.0.0/0 igw", "10.1.0.0/16 pcx").Subnet("a", "10.0.1.0/24")
        .Subnet("b", "10.0.2.0/24").Eni("web", Web, publicAddress: "198.51.100.10").Eni("neighbour", "10.0.1.20").Eni("app", App).Start(settings);
}
