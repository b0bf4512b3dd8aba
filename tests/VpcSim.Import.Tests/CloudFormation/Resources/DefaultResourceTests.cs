using VpcSim.Model.Designs;
using VpcSim.Model.Vpcs;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

/// <summary>What AWS makes with a VPC, said in a template's metadata: designs of other forms have it.</summary>
public class DefaultResourceTests
{
    [Fact]
    public void A_network_ACL_may_be_the_default_one()
    {
        Design design = Templates.Design("""
            Acl:
              Type: AWS::EC2::NetworkAcl
              Metadata: {VpcSim: {Default: true}}
              Properties: {VpcId: !Ref Vpc}
            """);
        Assert.Equal("Acl", Assert.Single(design.NetworkAcls).Name);
        Assert.Equal(design.NetworkAcls[0].Id, design.Subnets.Single().NetworkAclId);
        Assert.Empty(design.NetworkAcls[0].Entries);
    }

    [Fact]
    public void A_security_group_may_be_the_default_one()
    {
        Design design = Templates.Design("""
            Group:
              Type: AWS::EC2::SecurityGroup
              Metadata: {VpcSim: {Default: true}}
              Properties: {VpcId: !Ref Vpc, GroupDescription: d, SecurityGroupEgress: []}
            """);
        Assert.Equal(("Group", "default", 0, 0), (design.SecurityGroups.Single().Name, design.SecurityGroups[0].GroupName, design.SecurityGroups[0].Ingress.Length,
            design.SecurityGroups[0].Egress.Length));
    }

    [Fact]
    public void A_VPC_may_name_what_it_was_born_with()
    {
        Vpc vpc = Templates.Succeeded(Templates.Load("""
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
                Metadata: {VpcSim: {MainRouteTableId: rtb-1, DefaultNetworkAclId: acl-1, DefaultSecurityGroupId: sg-1}}
                Properties: {CidrBlock: 10.0.0.0/16}
            """)).Design.Vpcs.Single();
        Assert.Equal(("rtb-1", "acl-1", "sg-1"), (vpc.MainRouteTableId, vpc.DefaultNetworkAclId, vpc.DefaultSecurityGroupId));
    }
}
