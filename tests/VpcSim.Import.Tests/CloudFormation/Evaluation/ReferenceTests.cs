using VpcSim.Model.Designs;
using VpcSim.Model.Naming;

namespace VpcSim.Import.Tests.CloudFormation.Evaluation;

public class ReferenceTests
{
    private static readonly string _vpcId = AwsIds.Derive("vpc", "123456789012", "us-east-1", "Vpc");

    [Fact]
    public void Ref_and_GetAtt_of_a_resource_give_its_derived_id()
    {
        Assert.Equal(_vpcId, Expression.Value("!Ref Vpc"));
        Assert.Equal(_vpcId, Expression.Value("!GetAtt Vpc.VpcId"));
        Assert.Equal(_vpcId, Expression.Value("{'Fn::GetAtt': [Vpc, VpcId]}"));
        Assert.Equal(_vpcId, Expression.Value("{'Fn::GetAtt': 'Vpc.VpcId'}"));
        Assert.StartsWith("eipalloc-", Expression.Value("!GetAtt Eip.AllocationId"));
    }

    [Fact] // CloudFormation guide, "AWS::EC2::EIP", Return values: Ref is the Elastic IP address
    public void Ref_of_an_Elastic_IP_is_its_address()
    {
        ImportResult result = Expression.Result("!Sub '${Eip} ${Eip.PublicIp}'");
        string address = Templates.Succeeded(result).Design.ElasticIps[0].PublicAddress.ToString();
        Assert.Equal($"{address} {address}", result.Design.SecurityGroups.Single(g => g.Name == "Group").Description);
    }

    [Theory]
    [InlineData("!Ref Vcp", "[Vcp]", "Vpc")]
    [InlineData("!GetAtt Eib.PublicIp", "[Eib]", "Eip")]
    [InlineData("!Ref AWS::Regio", "[AWS::Regio]", "")]
    [InlineData("!Ref Gone", "[Gone]", "its condition No is false")]
    public void A_name_that_nothing_declares_is_CloudFormations_error(string yaml, string name, string hint)
    {
        ImportError error = Expression.Error(yaml);
        Assert.Equal("Template.UnresolvedDependency", error.Code);
        Assert.Contains($"Unresolved resource dependencies {name} in the Resources block of the template", error.Message);
        Assert.Contains(hint, error.Message);
        Assert.StartsWith("template.yaml:", error.Place);
    }

    [Fact]
    public void Unresolved_names_are_found_where_nothing_else_is_read()
    {
        ImportError error = Templates.Error("I:\n  Type: AWS::EC2::Instance\n  Properties: {SubnetId: !Ref Subnet, UserData: !Base64 {'Fn::Sub': 'x ${Nothing.Arn}'}}");
        Assert.Equal(("I", "Template.UnresolvedDependency"), (error.Resource, error.Code));
        Assert.Equal("Template.UnresolvedDependency", Templates.Load($"Resources:\n{Templates.VpcAndSubnet}Outputs: {{O: {{Value: !Ref Nothing}}}}").Errors[0].Code);
    }

    [Fact]
    public void In_a_kind_that_is_not_modelled_they_are_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("R: {Type: 'AWS::IAM::Role', Properties: {X: !Ref Nothing}}"));
        Assert.Contains(result.Findings, f => f.Code == "unresolved" && f.Resource == "R");
    }

    [Fact]
    public void An_attribute_that_a_kind_does_not_have_is_an_error() =>
        Assert.Contains("does not support attribute type Colour in Fn::GetAtt", Expression.Error("!GetAtt Vpc.Colour").Message);

    [Fact]
    public void Resources_that_wait_for_each_other_are_CloudFormations_error()
    {
        ImportResult result = Templates.WithVpc("""
            A: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: a, SecurityGroupIngress: [{IpProtocol: '-1', SourceSecurityGroupId: !Ref B}]}}
            B: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: b, SecurityGroupIngress: [{IpProtocol: '-1', SourceSecurityGroupId: !Ref A}]}}
            """);
        ImportError error = Assert.Single(result.Errors);
        Assert.Equal(("Template.CircularDependency", "A"), (error.Code, error.Resource));
        Assert.Contains("Circular dependency between resources: [A, B]", error.Message);
    }

    [Fact]
    public void DependsOn_counts_and_a_branch_that_is_not_taken_does_not()
    {
        const string Text = "Conditions: {No: !Equals [a, b]}\nResources:\n" +
            "  A: {Type: 'AWS::EC2::VPC', DependsOn: B, Properties: {CidrBlock: 10.0.0.0/16}}\n" +
            "  B: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.1.0.0/16, InstanceTenancy: !If [No, !Ref A, default]}}";
        Templates.Succeeded(Templates.Load(Text));
        Assert.Equal("Template.CircularDependency", Assert.Single(Templates.Load(Text.Replace("[a, b]", "[a, a]")).Errors).Code);
    }

    [Fact]
    public void Drawn_addresses_are_known_by_a_second_pass()
    {
        Design design = Templates.Design("""
            Web: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet}}
            Eni: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet, SecondaryPrivateIpAddressCount: 1}}
            Group:
              Type: AWS::EC2::SecurityGroup
              Properties:
                VpcId: !GetAtt Subnet.VpcId
                GroupDescription: !Sub '${Web.PrivateIp} ${Web.AvailabilityZone} ${Eni.PrimaryPrivateIpAddress} ${Eni.Id}'
                SecurityGroupIngress:
                  - {IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: !Sub '${Web.PrivateIp}/32'}
                  - {IpProtocol: tcp, FromPort: 81, ToPort: 81, CidrIp: !Sub ['${A}/32', {A: !Select [0, !GetAtt Eni.SecondaryPrivateIpAddresses]}]}
            """);
        string web = design.NetworkInterfaces.Single(n => n.Name == "Web").PrivateAddresses[0].Address.ToString();
        string[] eni = [.. design.NetworkInterfaces.Single(n => n.Name == "Eni").PrivateAddresses.Select(a => a.Address.ToString())];
        var group = design.SecurityGroups.Single(g => g.Name == "Group");
        Assert.Equal($"{web} us-east-1a {eni[0]} {design.NetworkInterfaces.Single(n => n.Name == "Eni").Id}", group.Description);
        Assert.Equal([$"{web}/32", $"{eni[1]}/32"], group.Ingress.Select(r => r.Cidr.ToString()!));
    }

    [Fact] // CloudFormation guide, "AWS::EC2::VPC", Return values
    public void The_VPCs_default_group_and_network_ACL_can_be_named_and_changed()
    {
        Design design = Templates.Design("""
            Rule: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: !GetAtt Vpc.DefaultSecurityGroup, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.9.0.0/16}}
            Entry: {Type: 'AWS::EC2::NetworkAclEntry', Properties: {NetworkAclId: !GetAtt Vpc.DefaultNetworkAcl, RuleNumber: 50, Protocol: -1, RuleAction: deny, CidrBlock: 10.9.0.0/16}}
            Association: {Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: {SubnetId: !Ref Subnet, NetworkAclId: !GetAtt Vpc.DefaultNetworkAcl}}
            """);
        var group = Assert.Single(design.SecurityGroups, g => g.Id == design.Vpcs[0].DefaultSecurityGroupId);
        Assert.Equal(2, group.Ingress.Length);
        var acl = Assert.Single(design.NetworkAcls, a => a.Id == design.Vpcs[0].DefaultNetworkAclId);
        Assert.Contains(acl.Entries, e => e is { RuleNumber: 50, Allow: false });
        Assert.Contains(acl.Entries, e => e is { RuleNumber: 100, Allow: true });
        Assert.Equal(acl.Id, design.Subnets[0].NetworkAclId);
    }
}
