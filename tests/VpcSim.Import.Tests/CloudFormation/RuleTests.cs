namespace VpcSim.Import.Tests.CloudFormation;

/// <summary>The Rules section. (CloudFormation guide, "Rules section")</summary>
public class RuleTests
{
    private const string Text = """
        Parameters: {Version: {Type: String, Default: '7'}}
        Rules:
          Known:
            Assertions: [{Assert: !Not [{'Fn::Contains': [['1', '2'], !Ref Version]}], AssertDescription: too old}]
        Resources: {G: {Type: AWS::EC2::InternetGateway}}
        """;

    [Fact]
    public void Contains_is_judged()
    {
        Assert.Empty(Templates.Succeeded(Templates.Load(Text)).Findings);
        Assert.Contains("too old", Assert.Single(Templates.Load(Text, "Version=2").Errors).Message);
    }

    [Fact] // the CDK puts such a rule into every template
    public void What_a_stored_parameter_holds_is_not_held_against_the_template() =>
        Assert.Empty(Templates.Succeeded(Templates.Load(Text.Replace("Type: String, Default: '7'", "Type: AWS::SSM::Parameter::Value<String>, Default: /v", StringComparison.Ordinal))).Findings);

    [Fact]
    public void Contains_stands_in_no_condition() =>
        Assert.Equal("Template.InvalidFunction", Assert.Single(Templates.Load("Conditions: {C: {'Fn::Contains': [[a], a]}}\nResources: {G: {Type: AWS::EC2::InternetGateway}}\n").Errors).Code);
}
