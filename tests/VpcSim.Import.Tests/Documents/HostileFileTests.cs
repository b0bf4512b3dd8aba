using System.Text;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Tests.Documents;

/// <summary>Files that are made to cost time or memory are refused at once, with an error and never with an exception.</summary>
public class HostileFileTests
{
    // Processor time, also of what runs beside in this process: a busy machine accuses nobody. The longest takes four seconds of it.
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(30);

    [Fact]
    public void Deep_JSON_is_refused() => Refused(new string('[', 5_000_000), "Template.TooDeep");

    [Fact]
    public void Deep_objects_are_refused() => Refused(string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000)), "Template.TooDeep");

    [Fact]
    public void Deep_YAML_flow_lists_are_refused() => Refused("A: " + new string('[', 1_000_000), "Template.TooDeep");

    [Fact]
    public void Deep_YAML_block_lists_are_refused() => Refused(string.Concat(Enumerable.Repeat("- ", 100_000)), "Template.TooDeep");

    [Fact]
    public void As_deep_as_allowed_is_read() =>
        Assert.Equal("Template.Format", Load("{\"A\":" + new string('[', 99) + new string(']', 99) + "}").Errors[0].Code);

    [Theory] // YamlDotNet fills buffers of 1,024 characters
    [InlineData("%u ", 1024)]
    [InlineData("%u\0", 32768)]
    [InlineData("a: b\n...\n%u ", 2048)]
    public void A_directive_without_an_end_is_read_at_once(string beginning, int length)
    {
        string text = beginning.PadRight(length, 'x');
        TimeSpan began = Environment.CpuUsage.TotalTime;
        Assert.Equal("Template.Format", Assert.Single(Load(text).Errors).Code);
        TimeSpan took = Environment.CpuUsage.TotalTime - began;
        Assert.True(took < TimeSpan.FromSeconds(10), $"took {took} of processor time");
    }

    [Fact]
    public void An_alias_bomb_is_refused()
    {
        StringBuilder text = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Refused(text.ToString(), "Template.TooLarge");
    }

    [Fact]
    public void Too_many_values_are_refused() => Refused("[" + string.Concat(Enumerable.Repeat("0,", 2_100_000)) + "0]", "Template.TooLarge");

    [Fact] // each attribute doubles the one before: without a bound the text would be 2^60 characters long
    public void A_text_that_doubles_at_every_reference_is_refused()
    {
        StringBuilder text = new("Resources:\n  V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}\n");
        text.Append("  S0: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref V, CidrBlock: x}}\n");
        for (int i = 1; i <= 60; i++)
            text.Append($"  S{i}: {{Type: 'AWS::EC2::Subnet', Properties: {{VpcId: !Ref V, CidrBlock: !Sub '${{S{i - 1}.CidrBlock}}${{S{i - 1}.CidrBlock}}'}}}}\n");
        Assert.Contains(Load(text.ToString()).Errors, e => e.Message.Contains("exceeds"));
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_references_does_not_overflow_the_stack()
    {
        StringBuilder text = new("{\"Resources\":{\"V\":{\"Type\":\"AWS::EC2::VPC\",\"Properties\":{\"CidrBlock\":\"10.0.0.0/16\"}}");
        const int Count = 100_000;
        for (int i = 0; i < Count; i++)
            text.Append($",\"S{i}\":{{\"Type\":\"AWS::EC2::Subnet\",\"Condition\":\"No\",\"Properties\":{{\"CidrBlock\":{{\"Fn::GetAtt\":[\"S{Math.Min(i + 1, Count - 1)}\",\"CidrBlock\"]}}}}}}");
        text.Append("},\"Conditions\":{\"No\":{\"Fn::Equals\":[\"a\",\"b\"]}}}");
        Templates.Succeeded(Load(text.ToString()));
        Assert.NotEmpty(Load(text.Replace("\"Condition\":\"No\",", "\"Metadata\":{},").ToString()).Errors);
    }

    [Fact]
    public void A_pattern_that_backtracks_for_ever_does_not_hold_up_the_import()
    {
        string text = "Parameters:\n  P: {Type: String, AllowedPattern: '(a+)+b'}\nResources:\n  V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}\n";
        TimeSpan began = Environment.CpuUsage.TotalTime;
        Assert.NotEmpty(Templates.Load(text, $"P={new string('a', 4000)}").Errors);
        Assert.True(Environment.CpuUsage.TotalTime - began < _soon);
    }

    [Fact]
    public void A_hundred_megabytes_are_refused_unread()
    {
        using TemplateFolder folder = new();
        using (FileStream file = File.Create(folder["big.json"])) file.SetLength(100 << 20);
        Assert.Equal("Template.TooLarge", folder.Error("big.json").Code);
    }

    [Fact]
    public void A_device_without_an_end_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no /dev/zero here");
        Assert.Equal("Template.TooLarge", DocumentReader.Read("/dev/zero").Error?.Code);
        Assert.Equal("Template.TooLarge", DocumentReader.ReadJson("/dev/zero", named: false).Error?.Code);
    }

    [Fact]
    public void An_alias_bomb_in_a_nested_stack_is_refused()
    {
        using TemplateFolder folder = new();
        StringBuilder text = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        folder.Write("bomb.yaml", text.ToString());
        folder.Write("app.yaml", "Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: bomb.yaml}}}");
        Assert.Equal("Template.TooLarge", folder.Error("app.yaml").Code);
    }

    [Fact] // each stack's export waits for that of the next, behind as many functions as a file may nest: together they would overflow the stack
    public void A_chain_of_exports_over_hundreds_of_stacks_is_refused()
    {
        using TemplateFolder folder = new();
        const int Count = 300;
        StringBuilder parent = new("Resources:\n");
        for (int i = 0; i < Count; i++)
        {
            string value = i == Count - 1 ? "end" : $"!ImportValue e{i + 1}";
            for (int level = 0; level < 28; level++) value = $"!Join ['', [{value}]]";
            folder.Write($"s{i}.yaml", $"Resources: {{G{i}: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: {value}}}}}}}\nOutputs: {{O: {{Value: {value}, Export: {{Name: e{i}}}}}}}\n");
            parent.Append($"  S{i}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: s{i}.yaml}}}}\n");
        }
        folder.Write("app.yaml", parent.ToString());
        Assert.Contains(folder.Load("app.yaml").Errors, error => error.Message.Contains("deep", StringComparison.Ordinal));
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        byte[] alphabet = Encoding.UTF8.GetBytes("{}[]:,-!&*#'\"|>%@`? \n\tabRefFn::Sub.$0é\u0001");
        Random random = new(20261123);
        for (int i = 0; i < 3000; i++)
        {
            byte[] text = [.. Enumerable.Range(0, random.Next(200)).Select(_ => alphabet[random.Next(alphabet.Length)])];
            Assert.NotNull(Templates.LoadBytes(text, "t.yaml", new ImportOptions()));
        }
    }

    private static void Refused(string text, string code) => Assert.Equal(code, Assert.Single(Load(text).Errors).Code);

    private static ImportResult Load(string text)
    {
        TimeSpan began = Environment.CpuUsage.TotalTime;
        ImportResult result = Templates.Load(text);
        TimeSpan took = Environment.CpuUsage.TotalTime - began;
        Assert.True(took < _soon, $"took {took} of processor time");
        return result;
    }
}
