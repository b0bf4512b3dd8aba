using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.CloudFormation.Stacks;

/// <summary>Exports and imports. (CloudFormation guide, "Get exported outputs from a deployed CloudFormation stack")</summary>
public sealed class ExportTests : IDisposable
{
    private const string Net = """
        Resources:
          Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
        Outputs:
          Id: {Value: !Ref Vpc, Export: {Name: !Sub '${AWS::StackName}-Vpc'}}
          Block: {Value: !GetAtt Vpc.CidrBlock, Export: {Name: !Sub '${AWS::StackName}-Block'}}
        """;

    private const string App = """
        Parameters: {Parent: {Type: String, Default: net}}
        Resources:
          Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: {'Fn::ImportValue': !Sub '${Parent}-Vpc'}, CidrBlock: !Select [0, !Cidr [{'Fn::ImportValue': !Sub '${Parent}-Block'}, 4, 8]]}}
        """;

    private readonly TemplateFolder _folder = new();

    public ExportTests()
    {
        _folder.Write("net.yaml", Net);
        _folder.Write("app.yaml", App);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("net.yaml app.yaml")]
    [InlineData("app.yaml net.yaml")]
    public void A_stack_imports_what_another_exports_whichever_comes_first(string files)
    {
        Design design = _folder.Design(files);
        Assert.Equal((design.Vpcs.Single().Id, "10.0.0.0/24"), (design.Subnets.Single().VpcId, design.Subnets.Single().CidrBlock.ToString()));
    }

    [Fact]
    public void A_stack_is_named_on_the_command_line()
    {
        Assert.Single(_folder.Design("prod=net.yaml app.yaml", "Parent=prod").Subnets);
        ImportResult missing = _folder.Load("prod=net.yaml app.yaml");
        Assert.Empty(Templates.Succeeded(missing).Design.Subnets);
        Assert.Contains(missing.Findings, f => f.Message.Contains("'net-Vpc', which none of the 2 given stacks exports", StringComparison.Ordinal));
    }

    [Fact]
    public void An_export_that_stands_twice_is_an_error_in_one_template_and_in_two()
    {
        const string Twice = "Resources: {G: {Type: AWS::EC2::InternetGateway}}\nOutputs:\n  A: {Value: a, Export: {Name: x}}\n  B: {Value: b, Export: {Name: x}}\n";
        _folder.Write("twice.yaml", Twice);
        Assert.Equal("Template.DuplicateExport", _folder.Error("twice.yaml").Code);
        _folder.Write("one.yaml", Twice.Replace("  B: {Value: b, Export: {Name: x}}\n", "", StringComparison.Ordinal));
        _folder.Write("two.yaml", Twice.Replace("  A: {Value: a, Export: {Name: x}}\n", "", StringComparison.Ordinal));
        Assert.Contains("already exported by stack one (output A)", _folder.Error("one.yaml two.yaml").Message);
    }

    [Fact]
    public void An_output_whose_condition_is_false_exports_nothing()
    {
        _folder.Write("net.yaml", "Conditions: {No: !Equals [a, b]}\n" + Net.Replace("Id: {", "Id: {Condition: No, ", StringComparison.Ordinal));
        Assert.Empty(_folder.Design("net.yaml app.yaml").Subnets);
    }

    [Fact]
    public void Outputs_that_wait_for_each_other_are_an_error()
    {
        _folder.Write("a.yaml", "Resources: {G: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !ImportValue b}}}\nOutputs:\n  A: {Value: !ImportValue b, Export: {Name: a}}\n");
        _folder.Write("b.yaml", "Resources: {H: {Type: AWS::EC2::InternetGateway}}\nOutputs:\n  B: {Value: !ImportValue a, Export: {Name: b}}\n");
        Assert.Equal("Template.CircularDependency", _folder.Error("a.yaml b.yaml").Code);
    }
}
