namespace VpcSim.Cli.Tests;

/// <summary><c>vpcsim design convert</c>: forms in, one template out.</summary>
public class DesignConvertTests
{
    private static string Plan => Path.Combine(Repository.Root, "docs", "examples", "terraform", "plan.json");

    [Fact]
    public void A_plan_becomes_a_template_that_gives_the_same_replay()
    {
        using var folder = new TemporaryFolder();
        string template = folder["network.yaml"];
        Ran converted = Ran.InProcess("design", "convert", Plan, "--out", template);
        Assert.Equal((0, ""), (converted.Status, converted.Out));

        string capture = Path.Combine(Repository.Root, "captures", "web-session.pcapng");
        Ran before = Ran.InProcess("replay", capture, "--design", Plan, "--flow-logs", "-"), after = Ran.InProcess("replay", capture, "--design", template, "--flow-logs", "-");

        Assert.Equal(0, before.Status);
        Assert.NotEqual("", before.Out);
        Assert.Equal(before.Out, after.Out);
    }

    [Fact]
    public void Standard_output_holds_the_template_alone_and_references_stay_references()
    {
        Ran ran = Ran.InProcess("design", "convert", Repository.Template);

        Assert.Equal((0, ""), (ran.Status, ran.Error));
        Assert.StartsWith("AWSTemplateFormatVersion: '2010-09-09'\nMetadata:\n  VpcSim:\n    Converted:\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("\n  WebServer:\n    Type: AWS::EC2::Instance\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("VpcId: !Ref Vpc\n", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("network.json", "{\n")]
    [InlineData("network.template", "AWSTemplateFormatVersion")]
    [InlineData("network.template", "{\n", "--format", "json")]
    [InlineData("network.json", "AWSTemplateFormatVersion", "--format", "yaml")]
    public void The_form_is_that_of_the_files_name_unless_it_is_said(string name, string begin, params string[] options)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Ran.InProcess(["design", "convert", Repository.Template, "--out", folder[name], .. options]).Status);
        Assert.StartsWith(begin, File.ReadAllText(folder[name]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_that_is_read_is_not_written()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("vpc.yaml", "Resources: { Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } } }");
        Ran ran = Ran.InProcess("design", "convert", file, "--out", file);

        Assert.Equal(2, ran.Status);
        Assert.Contains($": {file} is read; name another file", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format", "xml", "'xml' is neither yaml nor json")]
    [InlineData("--out", "/", "/ is a folder; name a file")]
    public void A_mistake_names_its_option(string option, string value, string message)
    {
        Ran ran = Ran.InProcess("design", "convert", Repository.Template, option, value);
        Assert.Equal(2, ran.Status);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_design_with_a_mistake_becomes_no_template()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("vpc.yaml", "Resources: { Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } } }");
        Ran ran = Ran.InProcess("design", "convert", file, "--out", folder["out.yaml"]);

        Assert.Equal(2, ran.Status);
        Assert.Contains("InvalidVpc.Range", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.yaml"]));
    }
}
