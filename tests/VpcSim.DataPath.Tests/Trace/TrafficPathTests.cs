namespace VpcSim.DataPath.Tests.Trace;

/// <summary><c>traffic-path</c> by the way that egress traffic takes. (VPC guide, "Available fields")</summary>
public class TrafficPathTests
{
    private const string Web = "10.0.1.10";

    [Fact]
    public void Another_resource_of_the_vpc_is_path_1()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("web", Web).Eni("neighbour", "10.0.1.11").Eni("db", "10.0.2.20").Start();
        run.Send(Tcp.Syn(Web, "10.0.1.11", 443)).ShouldTakePath(1);
        run.Send(Tcp.Syn(Web, "10.0.2.20", 443)).ShouldTakePath(1);
    }

    [Fact]
    public void A_nat_gateway_or_an_appliance_is_path_1()
    {
        Run run = new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("p", "10.0.0.0/24", table: "public")
            .Nat("nat", "p", "10.0.0.220", "198.51.100.20").Eni("appliance", "10.0.0.30", check: false)
            .Main("0.0.0.0/0 nat", "192.0.2.0/24 appliance").Subnet("a", "10.0.1.0/24").Eni("web", Web).Start();
        Sent sent = run.Send(Tcp.Syn(Web, "203.0.113.1", 443)).ShouldTakePath(1);
        Assert.Equal(8, sent.Seen[2].Observation.TrafficPath); // the gateway's own way on
        run.Send(Tcp.Syn(Web, "192.0.2.1", 443)).ShouldTakePath(1);
    }

    [Theory]
    [InlineData("m5.large", 8)]
    [InlineData("t2.micro", 2)]
    public void An_internet_gateway_is_path_8_on_nitro_and_2_elsewhere(string type, int path)
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web, publicAddress: "198.51.100.10", type: type).Start();
        run.Send(Tcp.Syn(Web, "203.0.113.1", 443)).ShouldTakePath(path);
    }

    [Theory] // VPC guide, "Available fields", traffic-path: 6 through a local gateway; none for carrier gateways and core networks, which leave the simulated network
    [InlineData(Model.RouteTables.RouteTargetKind.LocalGateway, 6)]
    [InlineData(Model.RouteTables.RouteTargetKind.CarrierGateway, 0)]
    [InlineData(Model.RouteTables.RouteTargetKind.CoreNetwork, 0)]
    public void A_local_gateway_is_path_6(Model.RouteTables.RouteTargetKind kind, int path) =>
        DesignBuilder.OneSubnet.Elsewhere("elsewhere", kind).Main("192.168.0.0/16 elsewhere").Eni("web", Web).Start()
            .Send(Tcp.Syn(Web, "192.168.5.5", 443)).ShouldBeDelivered(to: "main").ShouldBeRecorded("web egress ACCEPT").ShouldTakePath(path);

    [Fact]
    public void Ingress_has_no_path()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("web", Web).Eni("db", "10.0.2.20").Start();
        Sent sent = run.Send(Tcp.Syn(Web, "10.0.2.20", 443));
        Assert.Equal(0, sent.Seen.Single(seen => !seen.Observation.Egress).Observation.TrafficPath);
    }

    [Fact]
    public void What_was_rejected_on_its_way_out_has_no_path()
    {
        Run run = DesignBuilder.OneSubnet.Group("closed").Eni("web", Web, "closed").Start();
        run.Send(Tcp.Syn(Web, "10.0.1.11", 443)).ShouldBeRecorded("web egress REJECT").ShouldTakePath(0);
    }
}
