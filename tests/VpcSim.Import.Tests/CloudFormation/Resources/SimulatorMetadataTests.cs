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

    [Fact]
    public void It_is_a_mapping() =>
        Assert.Equal("Template.Format", Templates.Error("Gateway: {Type: 'AWS::EC2::InternetGateway', Metadata: {VpcSim: loud}}").Code);
}
