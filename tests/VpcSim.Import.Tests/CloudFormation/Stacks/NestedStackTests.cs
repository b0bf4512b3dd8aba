using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.CloudFormation.Stacks;

/// <summary>Nested stacks. (CloudFormation guide, "Split a template into reusable pieces using nested stacks")</summary>
public sealed class NestedStackTests : IDisposable
{
    private const string Child = """
        Parameters: {Block: {Type: String}, Zones: {Type: CommaDelimitedList, Default: a}}
        Resources:
          Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Block}}
        Outputs:
          Id: {Value: !Ref Vpc}
          Zone: {Value: !Select [1, !Ref Zones]}
        """;

    private const string Parent = """
        Resources:
          Net:
            Type: AWS::CloudFormation::Stack
            Properties: {TemplateURL: nested/net.yaml, Parameters: {Block: 10.7.0.0/16, Zones: [x, y]}}
          Subnet:
            Type: AWS::EC2::Subnet
            Properties: {VpcId: !GetAtt Net.Outputs.Id, CidrBlock: 10.7.1.0/24, Tags: [{Key: z, Value: !GetAtt Net.Outputs.Zone}]}
        """;

    private readonly TemplateFolder _folder = new();

    public NestedStackTests()
    {
        _folder.Write("nested/net.yaml", Child);
        _folder.Write("app.yaml", Parent);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parameters_go_in_and_outputs_come_out()
    {
        ImportResult result = _folder.Load("app.yaml");
        Design design = Templates.Succeeded(result).Design;
        Assert.Equal("10.7.0.0/16", design.Vpcs.Single().CidrBlock.ToString());
        Assert.Equal(design.Vpcs.Single().Id, design.Subnets.Single().VpcId);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void The_same_template_nests_twice_with_names_of_its_stacks()
    {
        _folder.Write("app.yaml", """
            Resources:
              One: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/net.yaml, Parameters: {Block: 10.1.0.0/16}}}
              Two: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./nested/net.yaml, Parameters: {Block: 10.2.0.0/16}}}
              Peer: {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: !GetAtt One.Outputs.Id, PeerVpcId: !GetAtt Two.Outputs.Id}}
            """);
        Design design = _folder.Design("app.yaml");
        Assert.Equal(["app-One.Vpc", "app-Two.Vpc"], design.Vpcs.Select(v => v.Name));
        Assert.Equal((design.Vpcs[0].Id, design.Vpcs[1].Id), (design.PeeringConnections.Single().RequesterVpcId, design.PeeringConnections.Single().AccepterVpcId));
    }

    [Fact]
    public void One_nested_stack_feeds_another_also_by_an_export()
    {
        _folder.Write("nested/net.yaml", Child + "\n  Exported: {Value: !Ref Vpc, Export: {Name: the-vpc}}\n");
        _folder.Write("nested/subnet.yaml", "Parameters: {V: {Type: String}}\nResources: {Sub: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.7.2.0/24}}}");
        _folder.Write("app.yaml", """
            Resources:
              S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/subnet.yaml, Parameters: {V: !GetAtt Net.Outputs.Id}}}
              Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/net.yaml, Parameters: {Block: 10.7.0.0/16}}}
            """);
        _folder.Write("other.yaml", "Resources: {Third: {Type: AWS::EC2::Subnet, Properties: {VpcId: !ImportValue the-vpc, CidrBlock: 10.7.3.0/24}}}");
        Assert.Equal(["Sub", "Third"], _folder.Design("other.yaml app.yaml").Subnets.Select(s => s.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_nested_stack_whose_condition_is_false_is_not_there()
    {
        _folder.Write("app.yaml", "Conditions: {No: !Equals [a, b]}\n" + "Resources:\n  I: {Type: AWS::EC2::InternetGateway}\n  Net: {Type: AWS::CloudFormation::Stack, Condition: No, Properties: {TemplateURL: none.yaml}}\n");
        Assert.Empty(_folder.Design("app.yaml").Vpcs);
    }

    [Theory]
    [InlineData("https://s3.amazonaws.com/bucket/net.yaml")]
    [InlineData("s3://bucket/net.yaml")]
    public void A_template_that_is_elsewhere_is_a_finding_and_its_outputs_are_unknown(string url)
    {
        _folder.Write("app.yaml", Parent.Replace("nested/net.yaml", url, StringComparison.Ordinal));
        ImportResult result = _folder.Load("app.yaml");
        Assert.Empty(Templates.Succeeded(result).Design.Subnets);
        Assert.Contains(result.Findings, f => f.Code == "left-out" && f.Resource == "Net" && f.Message.Contains(url, StringComparison.Ordinal));
        Assert.Contains(result.Findings, f => f.Code == "unknown-value" && f.Message.Contains("Net.Outputs.Id", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../secret.yaml")]
    [InlineData("nested/../../secret.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("''")]
    public void A_path_out_of_the_folder_is_refused(string path)
    {
        _folder.Write("secret.yaml", Child);
        _folder.Write("inner/app.yaml", Parent.Replace("nested/net.yaml", path, StringComparison.Ordinal));
        Assert.Equal("Template.PathRefused", _folder.Error("inner/app.yaml").Code);
    }

    [Fact]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        _folder.Write("secret.yaml", Child);
        Directory.CreateDirectory(_folder["inner"]);
        File.CreateSymbolicLink(_folder["inner/link.yaml"], _folder["secret.yaml"]);
        _folder.Write("inner/app.yaml", Parent.Replace("nested/net.yaml", "link.yaml", StringComparison.Ordinal));
        Assert.Equal("Template.PathRefused", _folder.Error("inner/app.yaml").Code);
    }

    [Fact]
    public void Mistakes_of_a_nested_stack_are_told()
    {
        _folder.Write("app.yaml", Parent.Replace("Outputs.Id", "Outputs.Ip", StringComparison.Ordinal));
        Assert.Contains("has no output Ip. Did you mean Id?", _folder.Error("app.yaml").Message);
        _folder.Write("app.yaml", Parent.Replace("{Block: 10.7", "{Blok: 10.7", StringComparison.Ordinal));
        Assert.Equal(["Template.MissingParameter", "Template.UnknownParameter"], _folder.Load("app.yaml").Errors.Select(e => e.Code).Order(StringComparer.Ordinal));
        _folder.Write("app.yaml", Parent.Replace("nested/net.yaml", "nested/nat.yaml", StringComparison.Ordinal));
        Assert.Equal(("Template.NotFound", "Net"), (_folder.Error("app.yaml").Code, _folder.Error("app.yaml").Resource));
    }

    [Fact]
    public void A_circle_of_templates_is_an_error()
    {
        _folder.Write("nested/net.yaml", "Resources: {Again: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: net.yaml}}}");
        _folder.Write("app.yaml", "Resources: {Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/net.yaml}}}");
        Assert.Equal("Template.CircularDependency", _folder.Error("app.yaml").Code);
    }

    [Fact]
    public void Stacks_that_wait_for_each_other_are_an_error()
    {
        _folder.Write("app.yaml", """
            Resources:
              One: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/net.yaml, Parameters: {Block: !GetAtt Two.Outputs.Id}}}
              Two: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: nested/net.yaml, Parameters: {Block: !GetAtt One.Outputs.Id}}}
            """);
        Assert.Contains("Template.CircularDependency", _folder.Load("app.yaml").Errors.Select(e => e.Code));
    }

    [Fact] // ten to the tenth stacks
    public void A_tree_of_stacks_that_grows_without_bound_is_refused()
    {
        for (int level = 0; level < 12; level++)
        {
            string below = string.Join("\n", Enumerable.Range(0, 10).Select(i => $"  S{i}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: l{level + 1}.yaml}}}}"));
            _folder.Write($"l{level}.yaml", $"Resources:\n  G{level}: {{Type: AWS::EC2::InternetGateway}}\n{below}\n");
        }
        Assert.Contains("Template.TooLarge", _folder.Load("l0.yaml").Errors.Select(e => e.Code));
        _folder.Write("l0.yaml", "Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: l1.yaml}}}");
        for (int level = 1; level < 12; level++)
            _folder.Write($"l{level}.yaml", $"Resources: {{S: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: l{level + 1}.yaml}}}}}}");
        Assert.Equal(["Template.TooDeep"], _folder.Load("l0.yaml").Errors.Select(e => e.Code));
    }
}
