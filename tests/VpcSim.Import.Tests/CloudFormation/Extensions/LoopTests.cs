using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.CloudFormation.Extensions;

/// <summary><c>Fn::ForEach</c>. (CloudFormation guide, "Fn::ForEach")</summary>
public class LoopTests
{
    private const string Head = "Transform: AWS::LanguageExtensions\n";

    private const string Vpc = """
        Resources:
          Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}

        """;

    [Fact]
    public void A_loop_makes_a_resource_for_each_item_with_the_item_in_keys_and_values()
    {
        Design design = Templates.Succeeded(Templates.Load(Head + Vpc + """
              Fn::ForEach::Subnets:
              - Zone
              - [1, 2, 3]
              - Subnet${Zone}: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Sub '10.0.${Zone}.0/24', Tags: [{Key: zone, Value: !Ref Zone}]}}
            """)).Design;
        Assert.Equal(["Subnet1 10.0.1.0/24", "Subnet2 10.0.2.0/24", "Subnet3 10.0.3.0/24"], design.Subnets.Select(s => $"{s.Name} {s.CidrBlock}"));
    }

    [Fact]
    public void Loops_nest_and_the_inner_collection_may_hang_on_the_outer_item()
    {
        Design design = Templates.Succeeded(Templates.Load(Head + """
            Mappings:
              Hosts: {web: {Numbers: ['1', '2']}, db: {Numbers: ['9']}}

            """ + Vpc + """
              Fn::ForEach::Tiers:
              - Tier
              - [web, db]
              - Fn::ForEach::Hosts:
                - Number
                - !FindInMap [Hosts, !Ref Tier, Numbers]
                - '${Tier}${Number}': {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: '10.0.${Number}.0/24'}}
            """)).Design;
        Assert.Equal(["web1", "web2", "db9"], design.Subnets.Select(s => s.Name));
    }

    [Fact]
    public void The_collection_may_be_a_list_parameter_and_signs_fall_away_after_an_ampersand()
    {
        const string Text = Head + """
            Parameters: {Blocks: {Type: CommaDelimitedList}}

            """ + Vpc + """
              Fn::ForEach::Subnets:
              - Block
              - !Ref Blocks
              - Subnet&{Block}: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Ref Block}}
            """;
        Assert.Equal(["Subnet1001024", "Subnet1002024"], Templates.Succeeded(Templates.Load(Text, "Blocks=10.0.1.0/24,10.0.2.0/24")).Design.Subnets.Select(s => s.Name));
    }

    [Fact]
    public void Conditions_properties_and_outputs_may_loop_too()
    {
        ImportResult result = Templates.Load(Head + """
            Conditions:
              Fn::ForEach::Wanted:
              - Name
              - [A, B]
              - Is${Name}: !Equals [!Ref Name, A]
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Fn::ForEach::Subnets:
              - Name
              - [A, B]
              - ${Name}:
                  Type: AWS::EC2::Subnet
                  Condition: Is${Name}
                  Properties:
                    Fn::ForEach::Words: [Word, [VpcId], {'${Word}': !Ref Vpc}]
                    CidrBlock: 10.0.1.0/24
            Outputs:
              Fn::ForEach::Ids:
              - Name
              - [A]
              - Id${Name}: {Value: !Ref {Ref: Name}}
            """);
        Assert.Equal("A", Assert.Single(Templates.Succeeded(result).Design.Subnets).Name);
    }

    [Fact]
    public void Ref_and_GetAtt_take_names_that_functions_make()
    {
        Design design = Templates.Succeeded(Templates.Load(Head + Vpc + """
              SubnetA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
              Eni:
                Type: AWS::EC2::NetworkInterface
                Properties: {SubnetId: !Ref {'Fn::Join': ['', [Subnet, A]]}, Description: !GetAtt [!Sub 'Subnet${X}', CidrBlock]}
            Parameters: {X: {Type: String, Default: A}}
            """)).Design;
        Assert.Equal(design.Subnets.Single().Id, design.NetworkInterfaces.Single().SubnetId);
        Assert.Equal("10.0.1.0/24", design.NetworkInterfaces.Single().Description);
    }

    [Fact]
    public void Names_that_functions_make_need_the_transform()
    {
        ImportError error = Assert.Single(Templates.Load(Vpc + "  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref {'Fn::Sub': Vpc}, CidrBlock: 10.0.1.0/24}}").Errors);
        Assert.Contains("AWS::LanguageExtensions", error.Message);
    }

    [Theory]
    [InlineData("!Length [a, b, c]", "3")]
    [InlineData("!Length {'Fn::Split': [',', 'a,b']}", "2")]
    [InlineData("!ToJsonString {a: 1, b: [x, !Ref 'AWS::Region']}", """{"a":1,"b":["x","us-east-1"]}""")]
    [InlineData("!FindInMap [M, !Ref 'AWS::Region', k, {DefaultValue: none}]", "none")]
    [InlineData("!FindInMap [!Sub 'M', !Select [0, [eu]], k, {DefaultValue: none}]", "v")]
    public void The_functions_of_the_extensions_give_texts(string function, string value)
    {
        string text = $"Transform: [AWS::LanguageExtensions]\nMappings: {{M: {{eu: {{k: v}}}}}}\n{Vpc}  G: {{Type: AWS::EC2::SecurityGroup, Properties: {{VpcId: !Ref Vpc, GroupDescription: {function}}}}}\n";
        Assert.Equal(value, Templates.Succeeded(Templates.Load(text)).Design.SecurityGroups.Single(g => g.Name == "G").Description);
    }

    [Theory]
    [InlineData("!Length [a]")]
    [InlineData("!ToJsonString {a: 1}")]
    public void They_need_the_transform(string function)
    {
        string text = $"{Vpc}  G: {{Type: AWS::EC2::SecurityGroup, Properties: {{VpcId: !Ref Vpc, GroupDescription: {function}}}}}\n";
        Assert.Contains("add Transform: AWS::LanguageExtensions", Assert.Single(Templates.Load(text).Errors).Message);
    }

    [Fact]
    public void A_loop_needs_the_transform() =>
        Assert.Contains("add Transform: AWS::LanguageExtensions", Assert.Single(Templates.Load(Vpc + "  Fn::ForEach::L: [I, [a], {'V${I}': {Type: AWS::EC2::InternetGateway}}]\n").Errors).Message);

    [Theory]
    [InlineData("[I, [a, b], {Same: {Type: AWS::EC2::InternetGateway}}]", "Template.DuplicateKey")]
    [InlineData("[I, a, {'G${I}': {Type: AWS::EC2::InternetGateway}}]", "Template.InvalidFunction")]
    [InlineData("[I, [a]]", "Template.InvalidFunction")]
    [InlineData("[I, [a], {'Fn::ForEach::M': [I, [b], {'G${I}': {Type: AWS::EC2::InternetGateway}}]}]", "Template.InvalidFunction")]
    [InlineData("[I, [a-b], {'G${I}': {Type: AWS::EC2::InternetGateway}}]", "Template.Format")]
    public void A_loop_out_of_shape_is_an_error(string loop, string code) =>
        Assert.Equal(code, Assert.Single(Templates.Load($"{Head}{Vpc}  Fn::ForEach::L: {loop}\n").Errors).Code);

    [Fact]
    public void A_loop_over_what_is_unknown_is_left_out_with_a_finding()
    {
        ImportResult result = Templates.Load(Head + "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<CommaDelimitedList>', Default: /a}}\n" + Vpc
            + "  Fn::ForEach::L: [I, !Ref P, {'G${I}': {Type: AWS::EC2::InternetGateway}}]\n");
        Assert.Equal("left-out", Assert.Single(Templates.Succeeded(result).Findings).Code);
    }

    [Fact] // 50^5 resources
    public void An_explosion_of_loops_is_refused()
    {
        string items = string.Join(", ", Enumerable.Range(0, 50));
        string loop = "{'V${A}x${B}x${C}x${D}x${E}': {Type: AWS::EC2::VPC}}";
        foreach (char name in "EDCBA") loop = $"{{'Fn::ForEach::L{name}': [{name}, [{items}], {loop}]}}";
        ImportError error = Assert.Single(Templates.Load($"{Head}Resources: {loop}\n").Errors);
        Assert.Equal("Template.TooLarge", error.Code);
    }

    [Fact] // without a bound 2^40 characters
    public void A_text_that_grows_in_every_loop_is_refused()
    {
        string word = new('x', 1000), many = string.Concat(Enumerable.Repeat("${A}", 2000));
        Assert.Equal("Template.TooLarge", Assert.Single(Templates.Load($"{Head}{Vpc}  Fn::ForEach::L: [A, [{word}], {{'V${{A}}': {{Type: AWS::EC2::VPC, Properties: {{CidrBlock: '{many}'}}}}}}]\n").Errors).Code);
    }
}
