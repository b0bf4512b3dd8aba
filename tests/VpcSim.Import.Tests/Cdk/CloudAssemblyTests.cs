using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.Cdk;

/// <summary>The folder that <c>cdk synth</c> writes. The shape is that of aws-cdk-lib 2's assemblies.</summary>
public sealed class CloudAssemblyTests : IDisposable
{
    private const string Manifest = """
        {"version": "38.0.1", "artifacts": {
          "Net.assets": {"type": "cdk:asset-manifest", "properties": {"file": "Net.assets.json"}},
          "Net": {"type": "aws:cloudformation:stack", "environment": "aws://210987654321/eu-west-1", "properties": {"templateFile": "Net.template.json"}},
          "App": {"type": "aws:cloudformation:stack", "environment": "aws://210987654321/eu-west-1", "properties": {"templateFile": "App.template.json", "stackName": "the-app"}},
          "assembly-Prod": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod", "displayName": "Prod"}},
          "Tree": {"type": "cdk:tree", "properties": {"file": "tree.json"}}}}
        """;

    private const string Net = """
        {"Parameters": {"BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/hnb659fds/version"}},
         "Resources": {
          "VpcA1": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
          "Inner": {"Type": "AWS::CloudFormation::Stack",
            "Properties": {"TemplateURL": {"Fn::Join": ["", ["https://s3.", {"Ref": "AWS::URLSuffix"}, "/assets/x.json"]]}, "Parameters": {"Vpc": {"Ref": "VpcA1"}}},
            "Metadata": {"aws:asset:path": "NetInner.nested.template.json", "aws:asset:property": "TemplateURL"}},
          "CDKMetadata": {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2"}}},
         "Outputs": {"Vpc": {"Value": {"Ref": "VpcA1"}, "Export": {"Name": "Net:Vpc"}}}}
        """;

    private readonly TemplateFolder _folder = new();

    public CloudAssemblyTests()
    {
        _folder.Write("cdk.out/manifest.json", Manifest);
        _folder.Write("cdk.out/Net.template.json", Net);
        _folder.Write("cdk.out/NetInner.nested.template.json",
            """{"Parameters": {"Vpc": {"Type": "String"}}, "Resources": {"Sub": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.1.0/24"}}}}""");
        _folder.Write("cdk.out/App.template.json",
            """{"Resources": {"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Fn::ImportValue": "Net:Vpc"}, "GroupDescription": {"Ref": "AWS::StackName"}}}}}""");
        _folder.Write("cdk.out/assembly-Prod/manifest.json",
            """{"artifacts": {"ProdX": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region", "properties": {"templateFile": "X.json"}}}}""");
        _folder.Write("cdk.out/assembly-Prod/X.json", """{"Resources": {"Other": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.9.0.0/16"}}}}""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_stacks_of_the_manifest_are_one_design_with_nested_ones_and_stages()
    {
        Design design = _folder.Design("cdk.out");
        Assert.Equal(["Other", "VpcA1"], design.Vpcs.Select(v => v.Name).Order(StringComparer.Ordinal));
        Assert.Equal(design.Vpcs.Single(v => v.Name == "VpcA1").Id, design.Subnets.Single().VpcId);
        Assert.Equal("the-app", design.SecurityGroups.Single(g => g.Name == "Group").Description);
    }

    [Fact]
    public void The_environment_says_region_and_account_and_one_that_is_unknown_is_left_to_the_options()
    {
        Design design = _folder.Design("cdk.out");
        Assert.Equal(("eu-west-1", "210987654321"), (design.Region, design.AccountId));
        Assert.Equal(("us-east-1", "123456789012"), design.Vpcs.Where(v => v.Name == "Other").Select(v => (v.Region, v.AccountId)).Single());
    }

    [Fact] // CDK API reference, "AwsCloudFormationStackProperties", parameters
    public void Parameters_of_the_manifest_are_what_the_stack_is_deployed_with_and_the_command_line_wins()
    {
        _folder.Write("cdk.out/App.template.json", """
            {"Parameters": {"Block": {"Type": "String"}},
             "Resources": {"AppVpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": {"Ref": "Block"}}}}}
            """);
        _folder.Write("cdk.out/manifest.json", Manifest.Replace("\"the-app\"", "\"the-app\", \"parameters\": {\"Block\": \"10.7.0.0/16\"}", StringComparison.Ordinal));
        Assert.Equal("10.7.0.0/16", BlockOfApp(_folder.Load("cdk.out")));
        Assert.Equal("10.8.0.0/16", BlockOfApp(_folder.Load("cdk.out", "the-app.Block=10.8.0.0/16")));
    }

    [Fact]
    public void A_parameter_of_the_manifest_that_the_template_lacks_is_an_error()
    {
        _folder.Write("cdk.out/manifest.json", Manifest.Replace("\"the-app\"", "\"the-app\", \"parameters\": {\"Blok\": \"10.7.0.0/16\"}", StringComparison.Ordinal));
        Assert.Equal(("Template.UnknownParameter", "Blok"), _folder.Error("cdk.out") is var error ? (error.Code, error.Resource) : default);
    }

    private static string? BlockOfApp(ImportResult result) => Templates.Succeeded(result).Design.Vpcs.Single(vpc => vpc.Name == "AppVpc").CidrBlock.ToString();

    [Fact]
    public void A_template_of_the_folder_stands_for_itself() => Assert.Single(_folder.Design("cdk.out/Net.template.json").Subnets);

    [Theory]
    [InlineData("\"Net.template.json\"", "\"../outside.json\"", "Template.PathRefused")]
    [InlineData("\"Net.template.json\"", "\"gone.json\"", "Template.NotFound")]
    [InlineData("\"artifacts\"", "\"artefacts\"", "Cdk.Format")]
    [InlineData("\"templateFile\": \"Net", "\"template\": \"Net", "Cdk.Format")]
    [InlineData("aws:cloudformation:stack", "aws:other", "Cdk.NoStacks")]
    public void A_broken_assembly_is_an_error(string text, string other, string code)
    {
        _folder.Write("outside.json", Net);
        _folder.Write("cdk.out/manifest.json", Manifest.Replace(text, other, StringComparison.Ordinal));
        if (code == "Cdk.NoStacks") _folder.Write("cdk.out/assembly-Prod/manifest.json", """{"artifacts": {}}""");
        Assert.Equal(code, _folder.Error("cdk.out").Code);
    }
}
