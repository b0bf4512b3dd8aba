namespace VpcSim.Import.Tests.CloudFormation.Resources;

/// <summary>What stands under a resource's <c>Metadata: VpcSim:</c> speaks to the simulator alone; CloudFormation ignores it.</summary>
public class SimulatorMetadataTests
{
    [Fact]
    public void A_word_that_the_kind_does_not_have_is_an_error()
    {
        ImportError error = Templates.Error("Gateway: {Type: 'AWS::EC2::InternetGateway', Metadata: {VpcSim: {Announce: x}}}");
        Assert.Equal(("VpcSim.UnknownSetting", "Gateway"), (error.Code, error.Resource));
    }

    [Fact]
    public void Other_peoples_metadata_is_ignored() =>
        Templates.Succeeded(Templates.WithVpc("Gateway: {Type: 'AWS::EC2::InternetGateway', Metadata: {'AWS::CloudFormation::Designer': {id: x}, VpcSimulator: 7}}"));

    [Fact] // EC2 API, "ReplaceRouteTableAssociation": CloudFormation cannot replace the main route table
    public void A_route_table_may_be_the_main_one()
    {
        var design = Templates.Design("T: {Type: 'AWS::EC2::RouteTable', Metadata: {VpcSim: {Main: true}}, Properties: {VpcId: !Ref Vpc}}");
        Assert.Equal(design.RouteTables.Single(table => table.Name == "T").Id, design.Subnets[0].RouteTableId);
        Assert.True(Assert.Single(design.RouteTables).IsMain);
    }

    [Fact] // VPC peering guide, "VPC peering basics": a connection that the other side has not accepted
    public void A_peering_may_be_not_accepted_yet()
    {
        ImportResult result = Templates.WithVpc("""
            Other: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.9.0.0/16}}
            Peering: {Type: 'AWS::EC2::VPCPeeringConnection', Metadata: {VpcSim: {Accepted: false}}, Properties: {VpcId: !Ref Vpc, PeerVpcId: !Ref Other, PeerRegion: eu-west-1}}
            """);
        Assert.False(Templates.Succeeded(result).Design.PeeringConnections[0].IsActive);
        Assert.Equal("peering-pending", Assert.Single(result.Findings, finding => finding.Resource == "Peering").Code);
    }

    [Fact]
    public void It_is_a_mapping() =>
        Assert.Equal("Template.Format", Templates.Error("Gateway: {Type: 'AWS::EC2::InternetGateway', Metadata: {VpcSim: loud}}").Code);
}
