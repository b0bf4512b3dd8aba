namespace VpcSim.DataPath.Tests.Gateways;

// A VPC with every kind of gateway: what enters by one reaches interfaces, and never another gateway without one between.
public class EdgeToEdgeTests
{
    private const string Web = "10.0.1.10", Office = "192.168.5.5", Outside = "203.0.113.7", S3 = "52.216.0.1", Peer = "10.1.1.10";

    [Theory] // VPC guide, "NAT gateways"; AWS PrivateLink guide, "Gateway endpoints"; VPC peering guide, "VPC peering basics": no way on for what comes by VPN
    [InlineData(Outside)] // the internet gateway, the NAT gateway
    [InlineData(S3)] // the gateway endpoint
    [InlineData(Peer)] // the peering
    public void What_comes_by_vpn_finds_no_second_gateway(string destination) =>
        Start().SendThrough(EntryPoint.VpnGateway(0), Tcp.Syn(Office, destination, 443)).ShouldBeDropped(DropReason.VgwPrivateIpAssociationForIngress, by: "vgw").ShouldNotBeRecorded();

    [Fact] // VPC guide, "NAT gateways": nor does it use the NAT gateway by its own address
    public void The_nat_gateways_own_address_is_no_way_on() =>
        Start().SendThrough(EntryPoint.VpnGateway(0), Tcp.Syn(Office, "10.0.9.220", 443)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat");

    [Fact] // AWS PrivateLink guide, "Interface endpoints": the contrast, interfaces and interface endpoints are in reach
    public void Interfaces_and_interface_endpoints_are_in_reach()
    {
        Run run = Start();
        run.SendThrough(EntryPoint.VpnGateway(0), Tcp.Syn(Office, Web, 443)).ShouldBeDelivered(to: "web");
        run.SendThrough(EntryPoint.VpnGateway(0), Tcp.Syn(Office, "10.0.1.50", 443)).ShouldBeDelivered(to: "secrets");
    }

    [Fact] // VPC guide, "Internet gateways": what enters from the internet is for public addresses of interfaces alone
    public void What_comes_from_the_internet_finds_no_second_gateway()
    {
        Run run = Start();
        run.SendThrough(EntryPoint.Internet(1), Tcp.Syn(Outside, Office, 443)).ShouldBeDropped(DropReason.IgwPrivateIpAssociationForIngress, by: "igw");
        run.SendThrough(EntryPoint.Internet(1), Tcp.Syn(Outside, Peer, 443)).ShouldBeDropped(DropReason.IgwPrivateIpAssociationForIngress, by: "igw");
    }

    private static Run Start() => new DesignBuilder()
        .Vpc("peer", "10.1.0.0/16").Subnet("peer-a", "10.1.1.0/24").Eni("peer", Peer)
        .Vpc().InternetGateway().Vpn("vgw", "192.168.0.0/16").Peering("pcx", "vpc", "peer").Table("public", "0.0.0.0/0 igw", "192.168.0.0/16 vgw").Subnet("p", "10.0.9.0/24", table: "public")
        .Nat("nat", "p", "10.0.9.220", "198.51.100.20").Main("0.0.0.0/0 nat", "192.168.0.0/16 vgw", "10.1.0.0/16 pcx").GatewayEndpoint("s3", "s3", "main").Subnet("a", "10.0.1.0/24")
        .Group("endpoint", "in tcp 443 from 0.0.0.0/0").Eni("web", Web).InterfaceEndpoint("secrets", "10.0.1.50", "endpoint").Start();
}
