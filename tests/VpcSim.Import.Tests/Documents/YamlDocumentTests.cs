namespace VpcSim.Import.Tests.Documents;

public class YamlDocumentTests
{
    [Theory]
    [InlineData("Resources:\n  A: [1, 2\n", "template.yaml:3")]
    [InlineData("Resources:\n\tA: 1", "template.yaml:2")]
    [InlineData("A: [b\nc: }\n", "template.yaml:")]
    [InlineData("Resources: {}\n---\nResources: {}", "template.yaml:2")]
    [InlineData("A: *nobody", "template.yaml:1:4")]
    [InlineData("Base: &b {X: 1}\nOther:\n  <<: *b", "template.yaml:3:3")]
    [InlineData("? [a, b]\n: 1", "template.yaml:1:3")]
    public void Broken_YAML_is_one_error_with_its_place(string text, string place)
    {
        ImportError error = Assert.Single(Templates.Load(text).Errors);
        Assert.Equal("Template.Syntax", error.Code);
        Assert.StartsWith(place, error.Place);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_one_error_with_their_place()
    {
        ImportError error = Assert.Single(Templates.LoadBytes([(byte)'A', (byte)':', (byte)'\n', (byte)' ', 0xFF], "t.yaml", new ImportOptions()).Errors);
        Assert.Equal(("Template.Syntax", "t.yaml:2:2"), (error.Code, error.Place));
    }

    [Fact]
    public void A_key_that_stands_twice_is_an_error_at_the_second()
    {
        ImportError error = Assert.Single(Templates.Load("Resources:\n  A: 1\n  B: 2\n  A: 3").Errors);
        Assert.Equal(("Template.DuplicateKey", "template.yaml:4:3"), (error.Code, error.Place));
    }

    [Fact]
    public void A_missing_file_is_one_error_and_no_exception()
    {
        ImportResult result = DesignImporter.Load(Path.Combine(Path.GetTempPath(), "vpcsim-nothing", "none.yaml"), new ImportOptions());
        Assert.Equal("Template.NotFound", Assert.Single(result.Errors).Code);
        Assert.Empty(result.Design.Vpcs);
    }

    [Fact]
    public void A_folder_that_holds_no_design_is_one_error()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("vpcsim-empty");
        Assert.Equal("Describe.Empty", Assert.Single(DesignImporter.Load(folder.FullName, new ImportOptions()).Errors).Code);
        folder.Delete();
    }

    [Theory]
    [InlineData("")]
    [InlineData("just a sentence")]
    [InlineData("- a\n- b")]
    [InlineData("[]")]
    public void A_file_that_is_no_template_is_one_error(string text) => Assert.Equal("Template.Format", Assert.Single(Templates.Load(text).Errors).Code);

    [Fact] // CloudFormation guide, "Template formats": aliases are not supported
    public void An_alias_is_read_and_is_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.Load("""
            Resources:
              A:
                Type: AWS::EC2::VPC
                Properties: &same {CidrBlock: 10.0.0.0/16}
              B:
                Type: AWS::EC2::VPC
                Properties: *same
            """));
        Assert.Equal(2, result.Design.Vpcs.Length);
        Assert.Equal("template.yaml:7:17", Assert.Single(result.Findings, f => f.Code == "yaml-alias").Place);
    }

    [Fact]
    public void Words_for_true_and_false_of_YAML_1_1_are_booleans()
    {
        ImportResult result = Templates.Succeeded(Templates.Load("Resources: {V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16, EnableDnsSupport: no, EnableDnsHostnames: Yes}}}"));
        Assert.Equal((false, true), (result.Design.Vpcs[0].EnableDnsSupport, result.Design.Vpcs[0].EnableDnsHostnames));
    }

    [Fact]
    public void A_null_where_a_value_should_be_is_refused_as_CloudFormation_does()
    {
        ImportResult result = Templates.Load("Resources:\n  V:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock:\n");
        Assert.Contains(result.Errors, e => e.Message.Contains("'null' values are not allowed"));
    }
}
