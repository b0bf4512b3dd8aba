using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class RouteResourceTests
{
    private const string Surroundings = """
        T: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
        Igw: {Type: 'AWS::EC2::InternetGateway'}
        IgwAttachment: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
        Eigw: {Type: 'AWS::EC2::EgressOnlyInternetGateway', Properties: {VpcId: !Ref Vpc}}
        Vgw: {Type: 'AWS::EC2::VPNGateway', Properties: {Type: ipsec.1}}
        VgwAttachment: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, VpnGatewayId: !Ref Vgw}}
        Nat: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref Subnet, ConnectivityType: private}}
        Eni: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet}}
        Web: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet}}
        Other: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.9.0.0/16}}
        Peering: {Type: 'AWS::EC2::VPCPeeringConnection', Properties: {VpcId: !Ref Vpc, PeerVpcId: !Ref Other}}
        List: {Type: 'AWS::EC2::PrefixList', Properties: {PrefixListName: l, AddressFamily: IPv4, MaxEntries: 2, Entries: [{Cidr: 10.8.0.0/16}]}}

        """;

    private const string Association =
        "A: {Type: 'AWS::EC2::GatewayRouteTableAssociation', DependsOn: IgwAttachment, Properties: {RouteTableId: !Ref T, GatewayId: !Ref Igw}}";

    [Theory] // VPC guide, "Example routing options"
    [InlineData("DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw", RouteTargetKind.InternetGateway, "0.0.0.0/0 -> igw-")]
    [InlineData("DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: !Ref Eigw", RouteTargetKind.EgressOnlyInternetGateway, "::/0 -> eigw-")]
    [InlineData("DestinationCidrBlock: 192.168.0.0/16, GatewayId: !Ref Vgw", RouteTargetKind.VpnGateway, "192.168.0.0/16 -> vgw-")]
    [InlineData("DestinationCidrBlock: 192.168.0.0/16, NatGatewayId: !Ref Nat", RouteTargetKind.NatGateway, "192.168.0.0/16 -> nat-")]
    [InlineData("DestinationCidrBlock: 192.168.0.0/16, NetworkInterfaceId: !Ref Eni", RouteTargetKind.NetworkInterface, "192.168.0.0/16 -> eni-")]
    [InlineData("DestinationCidrBlock: 192.168.0.0/16, InstanceId: !Ref Web", RouteTargetKind.NetworkInterface, "192.168.0.0/16 -> eni-")]
    [InlineData("DestinationCidrBlock: 10.9.0.0/16, VpcPeeringConnectionId: !Ref Peering", RouteTargetKind.VpcPeeringConnection, "10.9.0.0/16 -> pcx-")]
    [InlineData("DestinationPrefixListId: !Ref List, NetworkInterfaceId: !Ref Eni", RouteTargetKind.NetworkInterface, "pl-")]
    public void A_route_has_a_destination_and_a_target(string properties, RouteTargetKind kind, string text)
    {
        Route route = RouteOf(Templates.Design(Written(properties)));
        Assert.Equal(kind, route.TargetKind);
        Assert.StartsWith(text, route.ToString());
    }

    [Fact]
    public void A_route_to_an_instance_leads_to_its_primary_interface()
    {
        Design design = Templates.Design(Written("DestinationCidrBlock: 192.168.0.0/16, InstanceId: !Ref Web"));
        Assert.Equal(design.NetworkInterfaces.Single(n => n.Name == "Web").Id, RouteOf(design).TargetId);
    }

    [Theory]
    [InlineData("TransitGatewayId: tgw-0123456789abcdef0", RouteTargetKind.TransitGateway, "a route to TransitGateway tgw-0123456789abcdef0; what it matches leaves the simulated network and counts as delivered")]
    [InlineData("VpcEndpointId: vpce-0123456789abcdef0", RouteTargetKind.GatewayLoadBalancerEndpoint, "a route to the Gateway Load Balancer endpoint vpce-0123456789abcdef0; what it matches leaves")]
    [InlineData("LocalGatewayId: lgw-0123456789abcdef0", RouteTargetKind.LocalGateway, "a route to LocalGateway")]
    [InlineData("CarrierGatewayId: cagw-0123456789abcdef0", RouteTargetKind.CarrierGateway, "a route to CarrierGateway")]
    [InlineData("CoreNetworkArn: arn:aws:networkmanager::1:core-network/c", RouteTargetKind.CoreNetwork, "a route to CoreNetwork")]
    public void A_target_that_is_not_modelled_is_kept_with_a_finding(string target, RouteTargetKind kind, string words)
    {
        ImportResult result = Templates.WithVpc(Written($"DestinationCidrBlock: 192.168.0.0/16, {target}"));
        Assert.Equal(kind, RouteOf(Templates.Succeeded(result).Design).TargetKind);
        Assert.Contains(result.Findings, f => f.Code == "not-modelled" && f.Message.StartsWith(words, StringComparison.Ordinal));
    }

    [Fact] // VPC guide, "Gateway route tables": a Gateway Load Balancer endpoint of the template as target; what stands behind it is a finding
    public void A_route_leads_to_a_gateway_load_balancer_endpoint_of_the_template()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Written("DestinationCidrBlock: 192.168.0.0/16, VpcEndpointId: !Ref Gwlbe") + """

            Gwlbe: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref Vpc, VpcEndpointType: GatewayLoadBalancer, SubnetIds: [!Ref Subnet], ServiceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0}}
            """));
        Assert.Equal((result.Design.VpcEndpoints[0].Id, RouteTargetKind.GatewayLoadBalancerEndpoint), (RouteOf(result.Design).TargetId, RouteOf(result.Design).TargetKind));
        Assert.Equal("not-modelled", Assert.Single(result.Findings, finding => finding.Resource == "Gwlbe").Code);
        Assert.DoesNotContain(result.Findings, finding => finding.Resource == "R");
    }

    [Theory]
    [InlineData("DestinationCidrBlock: 0.0.0.0/0", "MissingParameter", "has none")]
    [InlineData("DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw, NatGatewayId: !Ref Nat", "InvalidParameterCombination", "GatewayId and NatGatewayId")]
    [InlineData("GatewayId: !Ref Igw", "MissingParameter", "exactly one of DestinationCidrBlock")]
    [InlineData("DestinationCidrBlock: 0.0.0.0/0, DestinationIpv6CidrBlock: '::/0', GatewayId: !Ref Igw", "InvalidParameterCombination", "and DestinationIpv6CidrBlock")]
    [InlineData("DestinationCidrBlock: '::/0', GatewayId: !Ref Igw", "InvalidParameterValue", "other address family")]
    [InlineData("DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Igw", "NatGatewayNotFound", "does not exist")]
    public void A_route_that_AWS_refuses_is_an_error(string properties, string code, string words)
    {
        ImportError error = Templates.Error(Written(properties));
        Assert.Equal((code, "R"), (error.Code, error.Resource));
        Assert.Contains(words, error.Message);
    }

    [Fact]
    public void Propagation_and_gateway_association_stand_in_the_table()
    {
        Design design = Templates.Design(Surroundings + """
            P: {Type: 'AWS::EC2::VPNGatewayRoutePropagation', DependsOn: VgwAttachment, Properties: {VpnGatewayId: !Ref Vgw, RouteTableIds: [!Ref T]}}
            E: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
            A: {Type: 'AWS::EC2::GatewayRouteTableAssociation', Properties: {RouteTableId: !Ref E, GatewayId: !Ref Igw}}
            """);
        Assert.Equal([design.VpnGateways[0].Id], design.RouteTables.Single(t => t.Name == "T").PropagatingGatewayIds);
        Assert.Equal([design.InternetGateways[0].Id], design.RouteTables.Single(t => t.Name == "E").GatewayIds);
    }

    [Theory] // VPC guide, "Gateway route tables": what AWS refuses
    [InlineData("R: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref T, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}", "R")]
    [InlineData("R: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref T, DestinationPrefixListId: !Ref List, NetworkInterfaceId: !Ref Eni}}", "R")]
    [InlineData("P: {Type: 'AWS::EC2::VPNGatewayRoutePropagation', DependsOn: VgwAttachment, Properties: {VpnGatewayId: !Ref Vgw, RouteTableIds: [!Ref T]}}", "T")]
    public void A_gateway_takes_no_table_that_routes_elsewhere(string resource, string blamed)
    {
        ImportError error = Templates.Error($"{Surroundings}{Association}\n{resource}");
        Assert.Equal(("InvalidParameterValue", blamed), (error.Code, error.Resource));
        Templates.Design(Surroundings + Association);
    }

    private static string Written(string properties) => Surroundings + $"R: {{Type: 'AWS::EC2::Route', Properties: {{RouteTableId: !Ref T, {properties}}}}}";

    private static Route RouteOf(Design design) => design.RouteTables.Single(t => t.Name == "T").Routes.Single(r => r.Name == "R");
}
