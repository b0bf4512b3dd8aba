namespace VpcSim.Import.Tests.CloudFormation.Evaluation;

public class ConditionTests
{
    [Theory] // CloudFormation guide, "Condition functions"
    [InlineData("!Equals [a, a]", true)]
    [InlineData("!Equals [a, b]", false)]
    [InlineData("!Equals [!Ref P, prod]", true)]
    [InlineData("!Equals [true, 'true']", true)]
    [InlineData("!Not [!Equals [a, b]]", true)]
    [InlineData("!And [!Equals [a, a], !Equals [b, b]]", true)]
    [InlineData("!And [!Equals [a, a], !Equals [a, b]]", false)]
    [InlineData("!Or [!Equals [a, b], !Equals [a, a]]", true)]
    [InlineData("!Or [!Equals [a, b], !Condition Never]", false)]
    [InlineData("!Not [{Condition: Never}]", true)]
    [InlineData("{'Fn::Equals': [{'Fn::FindInMap': [M, k, v]}, '1']}", true)]
    public void A_resource_exists_if_its_condition_is_true(string condition, bool exists)
    {
        ImportResult result = Templates.Succeeded(Conditional($"C: {condition}"));
        Assert.Equal(exists, result.Design.Vpcs.Any(v => v.Name == "V"));
    }

    [Fact] // CloudFormation guide, "Fn::If"
    public void If_takes_one_of_two_values_and_AWS_NoValue_takes_the_property_away()
    {
        Assert.Equal("yes", Expression.Value("!If [Yes, yes, no]"));
        Assert.Equal("no", Expression.Value("!If [No, yes, no]"));
        Assert.Equal("a c", Expression.Value("!Join [' ', [a, !If [No, b, !Ref 'AWS::NoValue'], c]]"));
        Assert.Contains("Property GroupDescription cannot be empty", Expression.Error("!If [Yes, !Ref 'AWS::NoValue', x]").Message);
    }

    [Theory]
    [InlineData("C: !Condition D\n  D: !Not [!Condition C]", "Template.CircularDependency")]
    [InlineData("C: !Condition Nobody", "Template.UnresolvedDependency")]
    [InlineData("C: !Equals [!Ref W, a]", "Template.UnresolvedDependency")]
    [InlineData("C: !Equals [a]", "Template.InvalidFunction")]
    [InlineData("C: text", "Template.InvalidFunction")]
    public void A_condition_that_cannot_be_judged_is_an_error(string conditions, string code)
    {
        ImportResult result = Conditional(conditions);
        Assert.Contains(result.Errors, e => e.Code == code && e.Place!.StartsWith("template.yaml:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_resource_with_a_condition_that_nobody_declares_is_an_error() =>
        Assert.Contains("Unresolved condition dependency Sometimes", Templates.Error("I: {Type: 'AWS::EC2::InternetGateway', Condition: Sometimes}").Message);

    [Fact]
    public void A_condition_on_an_unknown_value_leaves_the_resource_out_with_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.Load("""
            Parameters: {S: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /s}}
            Conditions: {C: !Equals [!Ref S, a]}
            Resources:
              V: {Type: 'AWS::EC2::VPC', Condition: C, Properties: {CidrBlock: 10.0.0.0/16}}
              W: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.1.0.0/16}}
            """));
        Assert.Equal(["W"], result.Design.Vpcs.Select(v => v.Name));
        Assert.Equal(("left-out", "V", "template.yaml:4:3"), (result.Findings[0].Code, result.Findings[0].Resource, result.Findings[0].Place));
    }

    private static ImportResult Conditional(string conditions) => Templates.Load($$$"""
        Parameters: {P: {Type: String, Default: prod}}
        Mappings: {M: {k: {v: '1'} } }
        Conditions:
          Never: !Equals [a, b]
          {{{conditions}}}
        Resources:
          V: {Type: 'AWS::EC2::VPC', Condition: C, Properties: {CidrBlock: 10.0.0.0/16}}
          W: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.1.0.0/16}}
        """);
}
