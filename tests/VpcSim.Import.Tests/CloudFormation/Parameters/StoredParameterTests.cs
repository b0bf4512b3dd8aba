using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.CloudFormation.Parameters;

/// <summary>What Systems Manager stores. (CloudFormation guide, "Get values stored in other services using dynamic references", "Supported Systems Manager parameter types")</summary>
public class StoredParameterTests
{
    private const string Dynamic = "Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: '{{resolve:ssm:/net/cidr:3}}'}}\n";
    private const string Typed = "Parameters: {C: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /net/cidr}}\nResources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref C}}\n";

    [Theory]
    [InlineData(Dynamic, "ssm:/net/cidr=10.4.0.0/16")]
    [InlineData(Dynamic, "ssm:/net/cidr:3=10.4.0.0/16")]
    [InlineData(Typed, "ssm:/net/cidr=10.4.0.0/16")]
    [InlineData(Typed, "C=10.4.0.0/16")]
    public void The_content_is_given_on_the_command_line(string text, string parameter) =>
        Assert.Equal("10.4.0.0/16", Templates.Succeeded(Templates.Load(text, parameter)).Design.Vpcs.Single().CidrBlock.ToString());

    [Theory]
    [InlineData(Dynamic, "--parameter ssm:/net/cidr:3=CONTENT")]
    [InlineData(Typed, "--parameter ssm:/net/cidr=CONTENT")]
    public void Without_it_a_finding_says_how_to_give_it(string text, string remedy)
    {
        ImportResult result = Templates.Load(text);
        Assert.Empty(Templates.Succeeded(result).Design.Vpcs);
        Assert.Contains(remedy, Assert.Single(result.Findings).Message);
    }

    [Fact]
    public void A_reference_may_stand_in_a_text_that_functions_make()
    {
        Design design = Templates.Succeeded(Templates.Load("Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Sub '10.{{resolve:ssm:n}}.0.0/16'}}\n", "ssm:n=5")).Design;
        Assert.Equal("10.5.0.0/16", design.Vpcs.Single().CidrBlock.ToString());
    }

    [Fact]
    public void A_secret_stays_unknown()
    {
        ImportResult result = Templates.Load(Dynamic.Replace("ssm:/net/cidr:3", "secretsmanager:net:SecretString:cidr", StringComparison.Ordinal));
        Assert.Contains("a secret", Assert.Single(Templates.Succeeded(result).Findings).Message);
    }

    [Fact]
    public void Content_that_nothing_asks_for_is_a_finding() =>
        Assert.Equal("unused-parameter", Assert.Single(Templates.Succeeded(Templates.Load("Resources: {G: {Type: AWS::EC2::InternetGateway}}", "ssm:/x=1")).Findings).Code);
}
