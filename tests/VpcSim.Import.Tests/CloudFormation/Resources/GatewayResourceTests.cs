using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class GatewayResourceTests
{
    [Fact]
    public void Gateways_are_attached_to_their_VPC()
    {
        Design design = Templates.Design("""
            Igw: {Type: 'AWS::EC2::InternetGateway'}
            Loose: {Type: 'AWS::EC2::InternetGateway'}
            Eigw: {Type: 'AWS::EC2::EgressOnlyInternetGateway', Properties: {VpcId: !Ref Vpc}}
            Vgw: {Type: 'AWS::EC2::VPNGateway', Properties: {Type: ipsec.1, AmazonSideAsn: 65010}}
            Both: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw, VpnGatewayId: !Ref Vgw}}
            """);
        string vpc = design.Vpcs[0].Id;
        Assert.Equal([vpc, null], design.InternetGateways.Select(g => g.VpcId));
        Assert.Equal(vpc, Assert.Single(design.EgressOnlyInternetGateways).VpcId);
        Assert.Equal((vpc, 65010), (design.VpnGateways[0].VpcId, design.VpnGateways[0].AmazonSideAsn));
    }

    [Fact] // Site-to-Site VPN guide: a virtual private gateway is attached to one VPC at a time
    public void A_second_VPC_for_one_VGW_is_refused()
    {
        ImportResult result = Templates.WithVpc("""
            Other: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.9.0.0/16}}
            Vgw: {Type: 'AWS::EC2::VPNGateway', Properties: {Type: ipsec.1}}
            A1: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, VpnGatewayId: !Ref Vgw}}
            A2: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Other, VpnGatewayId: !Ref Vgw}}
            """);
        Assert.Equal(("A2", "template.yaml:11:3"), (Assert.Single(result.Errors).Resource, result.Errors[0].Place));
    }

    [Fact]
    public void An_attachment_without_a_gateway_is_refused() =>
        Assert.Equal("MissingParameter", Templates.Error("A: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc}}").Code);

    [Fact]
    public void A_NAT_gateway_has_its_addresses()
    {
        Design design = Templates.Design("""
            Igw: {Type: 'AWS::EC2::InternetGateway'}
            A: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
            Eip1: {Type: 'AWS::EC2::EIP', Properties: {Domain: vpc}}
            Eip2: {Type: 'AWS::EC2::EIP', Properties: {Domain: vpc}}
            Nat: {Type: 'AWS::EC2::NatGateway', DependsOn: A, Properties: {SubnetId: !Ref Subnet, AllocationId: !GetAtt Eip1.AllocationId, SecondaryAllocationIds: [!GetAtt Eip2.AllocationId], PrivateIpAddress: 10.0.1.50, SecondaryPrivateIpAddresses: [10.0.1.51]}}
            Private: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref Subnet, ConnectivityType: private}}
            """);
        NatGateway nat = design.NatGateways[0];
        Assert.Equal((true, "10.0.1.50", "10.0.1.51"), (nat.IsPublic, nat.PrivateIpAddress.ToString(), nat.SecondaryPrivateIpAddresses[0].ToString()));
        Assert.Equal(design.ElasticIps.Select(e => e.AllocationId), nat.AllocationIds);
        Assert.False(design.NatGateways[1].IsPublic);
    }

    [Fact] // CloudFormation guide, "AWS::EC2::NatGateway"
    public void A_private_NAT_gateway_draws_secondary_addresses()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            Nat: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref Subnet, ConnectivityType: private, SecondaryPrivateIpAddressCount: 3, MaxDrainDurationSeconds: 60}}
            """));
        Assert.Equal(4, Assert.Single(result.Design.NetworkInterfaces).PrivateAddresses.Length);
        Assert.Equal("AWS::EC2::NatGateway MaxDrainDurationSeconds", Assert.Single(result.Findings, finding => finding.Resource == "Nat").Message);
    }

    [Theory]
    [InlineData("SubnetId: !Ref Subnet", "MissingParameter")]
    [InlineData("SubnetId: !Ref Subnet, ConnectivityType: secret", "InvalidParameterValue")]
    public void A_NAT_gateway_that_AWS_refuses_is_an_error(string properties, string code) =>
        Assert.Contains(Templates.WithVpc($"N: {{Type: 'AWS::EC2::NatGateway', Properties: {{{properties}}}}}").Errors, e => (e.Code, e.Resource) == (code, "N"));

    [Fact]
    public void An_Elastic_IP_is_associated_with_an_instance_or_an_interface()
    {
        Design design = Templates.Design("""
            Igw: {Type: 'AWS::EC2::InternetGateway'}
            A: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
            Web: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet}}
            Eni: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet, PrivateIpAddresses: [{PrivateIpAddress: 10.0.1.21, Primary: false}, {PrivateIpAddress: 10.0.1.20, Primary: true}]}}
            ByInstance: {Type: 'AWS::EC2::EIP', DependsOn: A, Properties: {Domain: vpc, InstanceId: !Ref Web}}
            ByEni: {Type: 'AWS::EC2::EIP', DependsOn: A}
            Association: {Type: 'AWS::EC2::EIPAssociation', Properties: {AllocationId: !GetAtt ByEni.AllocationId, NetworkInterfaceId: !Ref Eni, PrivateIpAddress: 10.0.1.21}}
            """);
        var web = design.NetworkInterfaces.Single(n => n.Name == "Web");
        var eni = design.NetworkInterfaces.Single(n => n.Name == "Eni");
        Assert.Equal(design.ElasticIps[0].PublicAddress, web.PrivateAddresses[0].PublicAddress);
        Assert.Equal(["10.0.1.20", "10.0.1.21"], eni.PrivateAddresses.Select(a => a.Address.ToString()));
        Assert.Equal([null, design.ElasticIps[1].PublicAddress], eni.PrivateAddresses.Select(a => a.PublicAddress));
    }

    [Fact]
    public void An_Elastic_IP_is_associated_once()
    {
        ImportError error = Templates.Error("""
            Igw: {Type: 'AWS::EC2::InternetGateway'}
            A: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
            Web: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet}}
            E: {Type: 'AWS::EC2::EIP', DependsOn: A, Properties: {InstanceId: !Ref Web}}
            Association: {Type: 'AWS::EC2::EIPAssociation', Properties: {EIP: !Ref E, InstanceId: !Ref Web}}
            """);
        Assert.Equal(("Resource.AlreadyAssociated", "Association"), (error.Code, error.Resource));
    }

    [Fact] // CloudFormation guide, "AWS::EC2::VPCPeeringConnection"
    public void Peering_in_one_account_is_active_and_a_VPC_elsewhere_is_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            Other: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.9.0.0/16}}
            P1: {Type: 'AWS::EC2::VPCPeeringConnection', Properties: {VpcId: !Ref Vpc, PeerVpcId: !Ref Other}}
            P2: {Type: 'AWS::EC2::VPCPeeringConnection', Properties: {VpcId: !Ref Vpc, PeerVpcId: vpc-0123456789abcdef0, PeerRegion: eu-west-1, PeerOwnerId: '210987654321'}}
            """));
        PeeringConnection near = result.Design.PeeringConnections[0], far = result.Design.PeeringConnections[1];
        Assert.True(near.IsActive);
        Assert.Equal(result.Design.Vpcs.Select(v => v.Id), [near.RequesterVpcId, near.AccepterVpcId]);
        Assert.Equal(("vpc-0123456789abcdef0", "eu-west-1", "210987654321"), (far.AccepterVpcId, far.AccepterRegion, far.AccepterAccountId));
        Assert.Contains(result.Findings, f => f is { Code: "outside-design", Resource: "P2" });
        Assert.DoesNotContain(result.Findings, f => f.Resource == "P1");
    }
}
