using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>The repository's own example, <c>docs/examples/central-egress/template.yaml</c>, replayed.</summary>
public class CentralEgressTests
{
    private static readonly Lazy<Trial> _example = new(() => Trial.OfFile(Path.Combine(Repository.Root, "docs", "examples", "central-egress", "template.yaml")));

    [Fact] // as captured at the workload: it never sees the NAT gateway
    public void A_workload_speaks_with_the_internet_through_the_central_NAT_gateway() =>
        Assert.Equal("delivered 8", _example.Value.Run(new Capture().Http("10.1.1.10:40000", "203.0.113.5:443")).Outcomes);

    [Fact]
    public void The_workloads_do_not_reach_each_other() =>
        Assert.Equal("dropped 1, not-sent 7", _example.Value.Run(new Capture().Http("10.1.1.10:40000", "10.2.1.10:80")).Outcomes);

    [Fact]
    public void The_internet_does_not_reach_a_workload_unasked() =>
        Assert.Equal("dropped 1, not-sent 7", _example.Value.Run(new Capture().Http("203.0.113.5:40000", "10.1.1.10:80")).Outcomes);

    [Fact] // Site-to-Site VPN guide, "Transit gateway": an office behind a VPN attachment of the transit gateway comes in through it
    public void An_office_behind_a_VPN_attachment_comes_in_through_the_transit_gateway()
    {
        const string transit = """
            Tgw: {Type: 'AWS::EC2::TransitGateway', Properties: {}}
            TgwAttachment: {Type: 'AWS::EC2::TransitGatewayAttachment', Properties: {TransitGatewayId: !Ref Tgw, VpcId: !Ref Vpc, SubnetIds: [!Ref Public]}}
            Customer: {Type: 'AWS::EC2::CustomerGateway', Properties: {Type: ipsec.1, BgpAsn: 65000, IpAddress: 198.51.100.200}}
            Office:
              Type: AWS::EC2::VPNConnection
              Metadata: {VpcSim: {Announces: [{Prefix: 192.168.0.0/16}]}}
              Properties: {Type: ipsec.1, CustomerGatewayId: !Ref Customer, TransitGatewayId: !Ref Tgw}
            """;
        const string route = "ToOffice: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PublicRoutes, DestinationCidrBlock: 192.168.0.0/16, TransitGatewayId: !Ref Tgw}}";
        Capture capture = new Capture().Http("192.168.5.5:40000", "10.0.1.10:80");

        Assert.Equal("delivered 8", Trial.Of(Resources.Web, transit, route).Run(capture).Outcomes);
        Assert.Equal("delivered 1, dropped 1, not-sent 6", Trial.Of(Resources.Web, transit).Run(capture).Outcomes); // the answer takes the internet gateway
    }
}
