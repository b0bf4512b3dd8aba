using VpcSim.Model.Designs;
using VpcSim.Model.Subnets;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class SubnetResourceTests
{
    [Fact]
    public void A_subnet_has_its_blocks_zone_and_attributes()
    {
        Subnet subnet = Templates.Design("""
            Six: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, Ipv6CidrBlock: '2001:db8::/56'}}
            S: {Type: 'AWS::EC2::Subnet', DependsOn: Six, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, Ipv6CidrBlock: '2001:db8:0:2::/64', AvailabilityZone: us-east-1c, MapPublicIpOnLaunch: true, AssignIpv6AddressOnCreation: 'true'}}
            """).Subnets.Single(s => s.Name == "S");
        Assert.Equal(("10.0.2.0/24", "2001:db8:0:2::/64", "us-east-1c"), (subnet.CidrBlock.ToString(), subnet.Ipv6CidrBlock.ToString(), subnet.AvailabilityZone));
        Assert.True(subnet.MapPublicIpOnLaunch && subnet.AssignIpv6AddressOnCreation);
    }

    [Fact]
    public void A_subnet_that_names_no_zone_lies_in_the_first_and_maps_no_public_address()
    {
        Subnet subnet = Templates.Design("").Subnets[0];
        Assert.Equal(("us-east-1a", false), (subnet.AvailabilityZone, subnet.MapPublicIpOnLaunch));
    }

    [Theory]
    [InlineData("CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1a", "InvalidParameterValue")]
    [InlineData("CidrBlock: 192.168.0.0/24", "InvalidSubnet.Range")]
    [InlineData("CidrBlock: 10.0.1.128/25", "InvalidSubnet.Conflict")]
    [InlineData("MapPublicIpOnLaunch: true", "MissingParameter")]
    public void What_AWS_refuses_is_refused_with_its_code_at_the_resource(string properties, string code)
    {
        ImportError error = Templates.Error($"Then: {{Type: 'AWS::EC2::Subnet', Properties: {{VpcId: !Ref Vpc, {properties}}}}}");
        Assert.Equal((code, "Then"), (error.Code, error.Resource));
        Assert.StartsWith("template.yaml:8:", error.Place);
    }

    [Fact] // EC2 API, "Error codes": Resource.AlreadyAssociated
    public void A_subnet_takes_one_route_table_association()
    {
        const string Once = """
            T: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
            A: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref T}}
            """;
        Design design = Templates.Design(Once);
        Assert.Equal(design.RouteTables.Single(t => t.Name == "T").Id, design.Subnets[0].RouteTableId);
        ImportError error = Templates.Error(Once + "\n" + Once.Replace("T:", "T2:").Replace("A:", "A2:").Replace("!Ref T}", "!Ref T2}"));
        Assert.Equal(("Resource.AlreadyAssociated", "A2"), (error.Code, error.Resource));
    }

    [Fact] // VPC guide, "Network ACLs": associating another network ACL replaces the first
    public void A_second_network_ACL_association_replaces_the_first()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            N1: {Type: 'AWS::EC2::NetworkAcl', Properties: {VpcId: !Ref Vpc}}
            N2: {Type: 'AWS::EC2::NetworkAcl', Properties: {VpcId: !Ref Vpc}}
            A1: {Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: {SubnetId: !Ref Subnet, NetworkAclId: !Ref N1}}
            A2: {Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: {SubnetId: !Ref Subnet, NetworkAclId: !Ref N2}}
            """));
        Assert.Equal(result.Design.NetworkAcls.Single(a => a.Name == "N2").Id, result.Design.Subnets[0].NetworkAclId);
        Assert.Contains(result.Findings, f => f is { Code: "replaced", Resource: "A2" });
    }

    [Fact]
    public void An_id_outside_the_template_leaves_the_resource_out_and_all_that_name_it()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            S: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: vpc-0123456789abcdef0, CidrBlock: 10.9.0.0/24}}
            I: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref S}}
            """));
        Assert.Equal(["Subnet"], result.Design.Subnets.Select(s => s.Name));
        Assert.Empty(result.Design.Instances);
        Assert.Equal([("outside-design", "S"), ("left-out", "I")], result.Findings.Select(f => (f.Code, f.Resource)));
    }

    [Theory] // EC2 API, "Error codes"
    [InlineData("{VpcId: !Ref Subnet, CidrBlock: 10.0.2.0/24}", "InvalidVpcID.NotFound")]
    [InlineData("{VpcId: nonsense, CidrBlock: 10.0.2.0/24}", "InvalidVpcID.NotFound")]
    public void An_id_of_another_kind_is_AWSs_error(string properties, string code)
    {
        ImportResult result = Templates.WithVpc($"S: {{Type: 'AWS::EC2::Subnet', Properties: {properties}}}\nI: {{Type: 'AWS::EC2::Instance', Properties: {{SubnetId: !Ref S}}}}");
        Assert.Equal((code, "S"), (Assert.Single(result.Errors).Code, result.Errors[0].Resource));
        Assert.Empty(result.Findings);
    }
}
