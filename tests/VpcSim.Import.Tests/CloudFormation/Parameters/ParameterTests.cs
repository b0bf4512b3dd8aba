namespace VpcSim.Import.Tests.CloudFormation.Parameters;

public class ParameterTests
{
    [Fact] // CloudFormation guide, "Parameters": the value given wins over the default
    public void A_given_value_wins_over_the_default()
    {
        const string Text = "Parameters: {P: {Type: String, Default: 10.1.0.0/16}}\nResources: {V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: !Ref P}}}";
        Assert.Equal("10.1.0.0/16", Templates.Succeeded(Templates.Load(Text)).Design.Vpcs[0].CidrBlock.ToString());
        Assert.Equal("10.2.0.0/16", Templates.Succeeded(Templates.Load(Text, "P=10.2.0.0/16")).Design.Vpcs[0].CidrBlock.ToString());
    }

    [Fact]
    public void All_parameters_without_a_value_are_named_at_once_with_the_remedy()
    {
        ImportResult result = Templates.Load("Parameters:\n  A: {Type: String}\n  B: {Type: Number}\nResources: {V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: !Ref A}}}");
        Assert.Equal([("A", "template.yaml:2:3"), ("B", "template.yaml:3:3")], result.Errors.Select(e => (e.Resource, e.Place!)));
        Assert.All(result.Errors, e => Assert.Contains($"--parameter {e.Resource}=", e.Message));
        Assert.Empty(result.Findings);
    }

    [Theory]
    [InlineData("AWS::EC2::KeyPair::KeyName")]
    [InlineData("AWS::EC2::Image::Id")]
    [InlineData("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>")]
    public void Key_pairs_and_images_are_assumed_since_no_packet_depends_on_them(string type)
    {
        ImportResult result = Templates.Succeeded(Templates.Load($"Parameters: {{P: {{Type: {type}}}}}\nResources: {{V: {{Type: 'AWS::EC2::VPC', Properties: {{CidrBlock: 10.0.0.0/16}}}}}}"));
        Assert.Equal(("assumed", "P"), (Assert.Single(result.Findings).Code, result.Findings[0].Resource));
    }

    [Theory]
    [InlineData("AWS::EC2::VPC::Id")]
    [InlineData("AWS::EC2::AvailabilityZone::Name")]
    [InlineData("List<AWS::EC2::Subnet::Id>")]
    public void Other_AWS_types_need_a_value(string type) =>
        Assert.Equal("Template.MissingParameter", Assert.Single(Declared($"Type: '{type}'").Errors).Code);

    [Theory]
    [InlineData("Type: String, AllowedValues: [a, b]", "c", "must be one of AllowedValues: [a, b]")]
    [InlineData("Type: String, AllowedPattern: '[a-z]+'", "abc1", "must match pattern [a-z]+")]
    [InlineData("Type: String, AllowedPattern: '(?=a)a+'", "b", "must match pattern")]
    [InlineData("Type: String, MinLength: 3", "ab", "must contain at least 3 characters")]
    [InlineData("Type: String, MaxLength: 3", "abcd", "must contain at most 3 characters")]
    [InlineData("Type: Number", "ten", "must be a number")]
    [InlineData("Type: Number, MinValue: 1", "0", "must be a number not less than 1")]
    [InlineData("Type: Number, MaxValue: 9", "10", "must be a number not greater than 9")]
    [InlineData("Type: List<Number>, MaxValue: 9", "1,10", "must be a number not greater than 9")]
    [InlineData("Type: String, AllowedValues: [a], ConstraintDescription: only a will do", "b", "Parameter P failed to satisfy constraint: only a will do")]
    public void A_violated_constraint_is_an_error_in_CloudFormations_words(string declaration, string value, string words)
    {
        ImportError error = Assert.Single(Declared(declaration, $"P={value}").Errors);
        Assert.Equal(("Template.InvalidParameter", "template.yaml:2:3"), (error.Code, error.Place));
        Assert.Contains(words, error.Message);
    }

    [Theory]
    [InlineData("Type: String, AllowedValues: [a, b]", "a")]
    [InlineData("Type: String, AllowedPattern: '[a-z]+'", "abc")]
    [InlineData("Type: Number, MinValue: 1, MaxValue: 9", "9")]
    [InlineData("Type: List<Number>, MaxValue: 9", "1, 9")]
    [InlineData("Type: CommaDelimitedList, AllowedValues: [a, b]", "a,b,a")]
    public void A_value_within_the_constraints_is_taken(string declaration, string value) => Templates.Succeeded(Declared(declaration, $"P={value}"));

    [Fact]
    public void A_default_that_violates_its_own_constraint_is_an_error_at_the_default() =>
        Assert.Equal("template.yaml:2:47", Assert.Single(Declared("Type: String, MinLength: 3, Default:    ab").Errors).Place);

    [Fact]
    public void A_parameter_that_the_template_does_not_have_is_an_error_with_the_nearest_name()
    {
        ImportError error = Assert.Single(Declared("Type: String, Default: x", "p=1", "P=2").Errors);
        Assert.Equal("Template.UnknownParameter", error.Code);
        Assert.Contains("Parameters: [p] do not exist in the template. Did you mean P?", error.Message);
    }

    [Fact] // CloudFormation guide, "CloudFormation-supplied parameter types": a list of text
    public void A_comma_delimited_list_is_a_list()
    {
        ImportResult result = Templates.Load("""
            Parameters: {Blocks: {Type: CommaDelimitedList, Default: "10.0.0.0/16, 10.1.0.0/16"}}
            Resources: {V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Select [1, !Ref Blocks]}}}
            """.Replace("AWS::EC2::VPC", "'AWS::EC2::VPC'"));
        Assert.Equal("10.1.0.0/16", Templates.Succeeded(result).Design.Vpcs[0].CidrBlock.ToString());
    }

    [Fact]
    public void The_content_of_an_SSM_parameter_is_unknown_until_it_is_given()
    {
        const string Text = "Parameters: {P: {Type: AWS::SSM::Parameter::Value<String>, Default: /net/cidr}}\nResources: {V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: !Ref P}}}";
        ImportResult unknown = Templates.Succeeded(Templates.Load(Text));
        Assert.Empty(unknown.Design.Vpcs);
        Assert.Contains("/net/cidr", Assert.Single(unknown.Findings).Message);
        Assert.Single(Templates.Succeeded(Templates.Load(Text, "P=10.0.0.0/16")).Design.Vpcs);
    }

    [Fact] // CloudFormation guide, "Rules section"
    public void A_violated_rule_is_an_error()
    {
        const string Text = """
            Parameters: {Nat: {Type: String, Default: 'false'}, Private: {Type: String, Default: 'false'}}
            Rules:
              NeedsPrivate:
                RuleCondition: !Equals [!Ref Nat, 'true']
                Assertions:
                  - Assert: !Equals [!Ref Private, 'true']
                    AssertDescription: NAT needs private subnets
            Resources: {V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}}
            """;
        Templates.Succeeded(Templates.Load(Text));
        Templates.Succeeded(Templates.Load(Text, "Nat=true", "Private=true"));
        ImportError error = Assert.Single(Templates.Load(Text, "Nat=true").Errors);
        Assert.Equal(("Template.RuleViolated", "template.yaml:6:9"), (error.Code, error.Place));
        Assert.Contains("NAT needs private subnets", error.Message);
    }

    private static ImportResult Declared(string declaration, params string[] values) =>
        Templates.Load($"Parameters:\n  P: {{{declaration}}}\nResources: {{V: {{Type: 'AWS::EC2::VPC', Properties: {{CidrBlock: 10.0.0.0/16}}}}}}", values);
}
