using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class BlockPublicAccessResourceTests
{
    [Theory] // CloudFormation guide, "AWS::EC2::VPCBlockPublicAccessOptions"
    [InlineData("block-bidirectional", BlockPublicAccessMode.BlockBidirectional)]
    [InlineData("block-ingress", BlockPublicAccessMode.BlockIngress)]
    public void The_mode_holds_for_the_account_and_region(string mode, BlockPublicAccessMode expected)
    {
        Assert.Equal(expected, Templates.Design($"Bpa: {{Type: 'AWS::EC2::VPCBlockPublicAccessOptions', Properties: {{InternetGatewayBlockMode: {mode}}}}}").BlockPublicAccess);
        Assert.Equal(BlockPublicAccessMode.Off, Templates.Design("Igw: {Type: 'AWS::EC2::InternetGateway'}").BlockPublicAccess);
    }

    [Fact] // the same page: the resource cannot be made in mode off
    public void The_mode_off_is_refused() => Assert.Equal(
        "InvalidParameterValue", Templates.Error("Bpa: {Type: 'AWS::EC2::VPCBlockPublicAccessOptions', Properties: {InternetGatewayBlockMode: 'off'}}").Code);

    [Fact]
    public void A_region_has_one_mode() => Assert.Equal("AlreadyExists", Templates.Error("""
        Bpa: {Type: 'AWS::EC2::VPCBlockPublicAccessOptions', Properties: {InternetGatewayBlockMode: block-ingress}}
        Again: {Type: 'AWS::EC2::VPCBlockPublicAccessOptions', Properties: {InternetGatewayBlockMode: block-ingress}}
        """).Code);

    [Fact] // CloudFormation guide, "AWS::EC2::VPCBlockPublicAccessExclusion"
    public void An_exclusion_is_of_a_VPC_or_of_a_subnet()
    {
        Design design = Templates.Design("""
            OfVpc: {Type: 'AWS::EC2::VPCBlockPublicAccessExclusion', Properties: {InternetGatewayExclusionMode: allow-bidirectional, VpcId: !Ref Vpc}}
            OfSubnet: {Type: 'AWS::EC2::VPCBlockPublicAccessExclusion', Properties: {InternetGatewayExclusionMode: allow-egress, SubnetId: !Ref Subnet}}
            """);
        Assert.Equal([(design.Vpcs[0].Id, null, false), (null, design.Subnets[0].Id, true)], design.BlockPublicAccessExclusions.Select(e => (e.VpcId, e.SubnetId, e.EgressOnly)));
    }

    [Fact] // the same pages, "Return values"
    public void Both_resources_give_their_values()
    {
        Design design = Templates.Design("""
            Bpa: {Type: 'AWS::EC2::VPCBlockPublicAccessOptions', Properties: {InternetGatewayBlockMode: block-ingress}}
            E: {Type: 'AWS::EC2::VPCBlockPublicAccessExclusion', Properties: {InternetGatewayExclusionMode: allow-egress, VpcId: !Ref Vpc}}
            Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: !Sub '${Bpa} ${Bpa.AccountId} ${E} ${E.ExclusionId}', VpcId: !Ref Vpc, GroupName: !Sub 'of-${Bpa}'}}
            """);
        Assert.Equal("of-123456789012", design.SecurityGroups.Single(group => group.Name == "Group").GroupName);
        Assert.StartsWith("vpcbpa-exclude-", design.BlockPublicAccessExclusions[0].Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InternetGatewayExclusionMode: allow-egress", "MissingParameter")]
    [InlineData("InternetGatewayExclusionMode: allow-egress, VpcId: !Ref Vpc, SubnetId: !Ref Subnet", "InvalidParameterCombination")]
    [InlineData("InternetGatewayExclusionMode: allow-ingress, VpcId: !Ref Vpc", "InvalidParameterValue")]
    public void An_exclusion_that_AWS_refuses_is_an_error(string properties, string code) =>
        Assert.Equal(code, Templates.Error($"E: {{Type: 'AWS::EC2::VPCBlockPublicAccessExclusion', Properties: {{{properties}}}}}").Code);
}
