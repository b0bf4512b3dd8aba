namespace VpcSim.Import.Tests.CloudFormation;

/// <summary>Transforms other than the language extensions are findings, and the rest of the template is read.</summary>
public class TransformTests
{
    private const string Vpc = "Resources:\n  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n";

    [Fact]
    public void A_serverless_template_may_have_globals_and_its_functions_are_findings()
    {
        const string Text = "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {Timeout: 3}}\n" + Vpc + "  F: {Type: AWS::Serverless::Function, Properties: {Handler: h}}\n";
        ImportResult result = Templates.Succeeded(Templates.Load(Text));
        Assert.Equal(["Transform AWS::Serverless-2016-10-31; the template is read as it stands", "AWS::Serverless::Function (1: F)"], result.Findings.Select(f => f.Message));
        Assert.Equal("Template.Format", Assert.Single(Templates.Load(Text.Replace("Transform: AWS::Serverless-2016-10-31\n", "", StringComparison.Ordinal)).Errors).Code);
    }

    [Fact]
    public void An_include_among_properties_is_a_finding_and_the_others_are_read()
    {
        ImportResult result = Templates.Load("Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.0.0.0/16\n"
            + "      Tags: [{Key: a, Value: b, 'Fn::Transform': {Name: AWS::Include, Parameters: {Location: s3://x}}}]\n"
            + "  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://x}}\n");
        Assert.Single(Templates.Succeeded(result).Design.Vpcs);
        Assert.Contains(result.Findings, f => f.Message.StartsWith("Fn::Transform", StringComparison.Ordinal));
    }
}
