using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

/// <summary>Interfaces that services make, whose connections AWS always tracks.</summary>
public class ServiceInterfaceTests
{
    private const string Group = "G: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: g}}\n";

    [Fact] // Elastic Load Balancing guide, "Network Load Balancers": an interface in each enabled zone, with a static address if one is given
    public void A_network_load_balancer_has_an_interface_in_each_subnet()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Group + """
            Eip: {Type: 'AWS::EC2::EIP', Properties: {Domain: vpc}}
            Igw: {Type: 'AWS::EC2::InternetGateway'}
            A: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
            Nlb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Type: network, SecurityGroups: [!Ref G], SubnetMappings: [{SubnetId: !Ref Subnet, PrivateIPv4Address: 10.0.1.50, AllocationId: !GetAtt Eip.AllocationId}]}}
            Inner: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Type: network, Scheme: internal, Subnets: [!Ref Subnet]}}
            """));
        NetworkInterface outer = result.Design.NetworkInterfaces.Single(eni => eni.Name == "Nlb/Subnet"), inner = result.Design.NetworkInterfaces.Single(eni => eni.Name == "Inner/Subnet");
        Assert.Equal((InterfaceKind.NetworkLoadBalancer, "10.0.1.50", 1), (outer.Kind, outer.PrivateAddresses[0].Address.ToString(), outer.SecurityGroupIds.Length));
        Assert.Equal(result.Design.ElasticIps[0].PublicAddress, outer.PrivateAddresses[0].PublicAddress);
        Assert.Equal((InterfaceKind.NetworkLoadBalancer, null, 0), (inner.Kind, inner.PrivateAddresses[0].PublicAddress, inner.SecurityGroupIds.Length));
        Assert.Contains(result.Findings, finding => finding is { Code: "not-modelled", Resource: "Nlb" });
    }

    [Fact] // Global Accelerator guide, "Endpoints": instances, Elastic IPs and load balancers
    public void What_an_accelerator_names_is_accelerated()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            Web: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet}}
            Plain: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet}}
            Nlb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Type: network, Scheme: internal, Subnets: [!Ref Subnet]}}
            Eth: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet}}
            Eip: {Type: 'AWS::EC2::EIP', Properties: {Domain: vpc}}
            EipA: {Type: 'AWS::EC2::EIPAssociation', Properties: {AllocationId: !GetAtt Eip.AllocationId, NetworkInterfaceId: !Ref Eth}}
            Group: {Type: 'AWS::GlobalAccelerator::EndpointGroup', Properties: {ListenerArn: l, EndpointGroupRegion: us-east-1, EndpointConfigurations: [{EndpointId: !Ref Web}, {EndpointId: !GetAtt Eip.AllocationId}, {EndpointId: !Ref Nlb}, {EndpointId: 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/x/1'}]}}
            """));
        Assert.Equal([("Eth", true), ("Nlb/Subnet", true), ("Plain", false), ("Web", true)], result.Design.NetworkInterfaces.Select(eni => (eni.Name, eni.IsAccelerated)).Order());
        Assert.Equal("not-modelled", Assert.Single(result.Findings, finding => finding.Resource == "Group").Code);
    }

    [Fact] // Lambda guide, "VPC networking": functions with the same subnet and groups share a Hyperplane interface
    public void Functions_of_the_same_subnet_and_groups_share_an_interface()
    {
        Design design = Templates.Design(Group + Group.Replace("G:", "H:") + """
            F: {Type: 'AWS::Lambda::Function', Properties: {Code: {ZipFile: x}, Role: r, VpcConfig: {SubnetIds: [!Ref Subnet], SecurityGroupIds: [!Ref G]}}}
            Same: {Type: 'AWS::Lambda::Function', Properties: {Code: {ZipFile: x}, Role: r, VpcConfig: {SubnetIds: [!Ref Subnet], SecurityGroupIds: [!Ref G]}}}
            Other: {Type: 'AWS::Lambda::Function', Properties: {Code: {ZipFile: x}, Role: r, VpcConfig: {SubnetIds: [!Ref Subnet], SecurityGroupIds: [!Ref H]}}}
            Outside: {Type: 'AWS::Lambda::Function', Properties: {Code: {ZipFile: x}, Role: r}}
            """);
        Assert.Equal([("F/Subnet", InterfaceKind.Lambda), ("Other/Subnet", InterfaceKind.Lambda)], design.NetworkInterfaces.Select(eni => (eni.Name, eni.Kind)));
    }
}
