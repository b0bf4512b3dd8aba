using VpcSim.FlowLogs.Destinations;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;

namespace VpcSim.FlowLogs.Tests.Examples;

/// <summary>Flow logs of a regional NAT gateway, and what the logs of who sends to it say.</summary>
public class RegionalNatGatewayTests
{
    private const string Client = "10.0.1.10", Public = "198.51.100.7", Host = "203.0.113.5";

    [Fact] // VPC guide, "Flow log records": the interface and subnet of a regional NAT gateway are a dash, resource-id names it; version 9
    public void Its_records_name_the_gateway_and_no_interface()
    {
        const string format = "version interface-id subnet-id vpc-id az-id instance-id resource-id flow-direction srcaddr dstaddr pkt-srcaddr pkt-dstaddr traffic-path action";
        Packet request = Tcp.Syn(Client, Host, 443);
        Assert.Equal(
            [
                $"9 - - vpc-vpc use1-az1 - nat-nat ingress {Client} {Public} {Client} {Host} - ACCEPT",
                $"9 - - vpc-vpc use1-az1 - nat-nat egress {Public} {Host} {Public} {Host} 8 ACCEPT",
                $"9 - - vpc-vpc use1-az1 - nat-nat ingress {Host} {Public} {Host} {Public} - ACCEPT",
                $"9 - - vpc-vpc use1-az1 - nat-nat egress {Public} {Client} {Host} {Client} 1 ACCEPT",
            ],
            Records(OfGateway(Regional(), format), request, request.Reply()));
    }

    [Fact] // the contrast: a zonal one has an interface, and resource-id is a dash
    public void Records_of_a_zonal_gateway_name_its_interface()
    {
        const string format = "interface-id resource-id flow-direction interface-type";
        Design zonal = Zonal() with { FlowLogs = [Log(FlowLogResource.NetworkInterface, "eni-nat", format)] };
        Assert.Equal(["eni-nat - ingress nat_gateway", "eni-nat - egress nat_gateway"], Records(zonal, Tcp.Syn(Client, Host, 443)));
    }

    [Fact] // VPC guide, "Flow log records": interface-type and next-hop-interface-type are regional_nat_gateway; version 11
    public void Who_sends_to_it_has_it_as_the_next_hop()
    {
        const string format = "version interface-type flow-direction next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id next-hop-interface-type traffic-path";
        Packet request = Tcp.Syn(Client, Host, 443);
        Assert.Equal(
            ["11 interface egress - - use1-az1 vpc-vpc regional_nat_gateway 1", "11 interface ingress - - use1-az1 vpc-vpc regional_nat_gateway -"],
            Records(Regional() with { FlowLogs = [Log(FlowLogResource.NetworkInterface, "eni-client", format)] }, request, request.Reply()));
        Assert.Equal(
            ["regional_nat_gateway ingress interface", "regional_nat_gateway egress -"],
            Records(OfGateway(Regional(), "interface-type flow-direction next-hop-interface-type"), request));
    }

    [Fact] // VPC guide, "Logging IP traffic using VPC Flow Logs": the log of a VPC watches its network interfaces; of a regional NAT gateway there is none to see
    public void The_log_of_the_VPC_holds_the_senders_records_alone() =>
        Assert.Equal(["eni-client egress"], Records(Regional() with { FlowLogs = [Log(FlowLogResource.Vpc, "vpc-vpc", "interface-id flow-direction")] }, Tcp.Syn(Client, Host, 443)));

    [Fact] // the contrast: a zonal one's interface is one of the VPC's
    public void The_log_of_the_VPC_holds_the_records_of_a_zonal_gateway() => Assert.Equal(
        ["eni-client egress", "eni-nat ingress", "eni-nat egress"],
        Records(Zonal() with { FlowLogs = [Log(FlowLogResource.Vpc, "vpc-vpc", "interface-id flow-direction")] }, Tcp.Syn(Client, Host, 443)));

    [Fact] // EC2 API, "CreateFlowLogs", TrafficType
    public void Its_log_keeps_the_traffic_that_it_is_made_for() =>
        Assert.Empty(Records(Regional() with { FlowLogs = [Log(FlowLogResource.RegionalNatGateway, "nat-nat", "action") with { TrafficType = TrafficType.Reject }] }, Tcp.Syn(Client, Host, 443)));

    [Fact] // its log streams bear its id and its zone's
    public void A_log_stream_is_called_after_the_gateway_and_the_zone()
    {
        Design design = DesignBuilder.Complete(Regional());
        Assert.Equal(["eni-client", "nat-nat-use1-az1"], design.NetworkInterfaces.Select(CloudWatchLogsFolder.StreamOf));
    }

    private static Design Regional() => new DesignBuilder().Vpc().InternetGateway().RegionalNat("nat", "a " + Public).Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24", zone: 'a').Eni("client", Client, type: "t3.micro").Written;

    private static Design Zonal()
    {
        Design design = new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("public", "10.0.0.0/24", table: "public")
            .Nat("nat", "public", "10.0.0.220", Public).Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24").Eni("client", Client, type: "t3.micro").Written;
        return design with { NatGateways = [design.NatGateways[0] with { NetworkInterfaceId = "eni-nat" }] };
    }

    private static Design OfGateway(Design design, string format) => design with { FlowLogs = [Log(FlowLogResource.RegionalNatGateway, "nat-nat", format)] };

    private static FlowLog Log(FlowLogResource type, string id, string format) =>
        new() { Name = "Log", Id = "fl-00000000000000000", ResourceType = type, ResourceId = id, LogFormat = format, LogGroupName = "logs" };

    private static IEnumerable<string> Records(Design design, params Packet[] packets)
    {
        var traffic = new LoggedTraffic(design);
        for (int i = 0; i < packets.Length; i++) traffic.At(1_600_000_200 + i, packets[i]);
        return traffic.Records().SelectMany(log => log);
    }
}
