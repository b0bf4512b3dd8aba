namespace VpcSim.Import.Tests.Converting;

/// <summary>A design of any form, written as a template, reads back as the same design.</summary>
public class RoundTripTests
{
    [Theory]
    [InlineData("docs/examples/three-tier/template.yaml")]
    [InlineData("docs/examples/central-egress/template.yaml")]
    [InlineData("docs/examples/workloads/shop.yaml")]
    [InlineData("docs/examples/terraform/plan.json")]
    [InlineData("tests/VpcSim.Import.Tests/Cdk/cdk.out")]
    [InlineData("tests/VpcSim.Import.Tests/Terraform/Plans/everything.json")]
    [InlineData("tests/VpcSim.Import.Tests/Terraform/Plans/modules.json")]
    [InlineData("tests/VpcSim.Import.Tests/Describe/Answers")]
    public void A_design_of_the_repository_reads_back_as_the_same(string path) => RoundTrip.ShouldHold([new DesignInput(Path.Combine(Repository.Root, path))], new ImportOptions());

    [Theory]
    [InlineData("{\"format_version\": \"1.2\", \"planned_values\": {\"root_module\": {\"resources\": [{\"address\": \"aws_s3_bucket.b\", \"mode\": \"managed\", \"type\": \"aws_s3_bucket\", \"name\": \"b\", \"values\": {}}]}}}")]
    [InlineData("{\"Vpcs\": []}")]
    [InlineData("{\"Conditions\": {\"No\": {\"Fn::Equals\": [\"a\", \"b\"]}}, \"Resources\": {\"V\": {\"Type\": \"AWS::EC2::VPC\", \"Condition\": \"No\", \"Properties\": {\"CidrBlock\": \"10.0.0.0/16\"}}}}")]
    public void A_design_with_nothing_in_it_reads_back_as_the_same(string text)
    {
        using var folder = new TemplateFolder();
        RoundTrip.ShouldHold([new DesignInput(folder.Write("empty.json", text))], new ImportOptions());
    }

    [Fact]
    public void What_hangs_on_an_unknown_condition_stays_unknown_and_text_keeps_its_dollars()
    {
        using var folder = new TemplateFolder();
        DesignInput[] inputs = [new DesignInput(folder.Write("template.yaml", """
            Conditions: {Open: !Equals [!ImportValue elsewhere, 'yes']}
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: !If [Open, false, true]}}
              Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: !Sub ['${!kept} ${Seen}', {Seen: !ImportValue elsewhere}]}}
            """))];
        RoundTrip.ShouldHold(inputs, new ImportOptions());
        string yaml = DesignImporter.Convert(inputs, new ImportOptions()).Yaml!;
        Assert.Contains("the condition Open", yaml, StringComparison.Ordinal);
        Assert.Contains("${!kept} ${Seen}", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_too_long_for_logical_ids_are_cut_and_stay_apart()
    {
        using var folder = new TemplateFolder();
        string name = new('v', 240);
        string[] vpcs = [.. "ab".Select((end, i) => $"{{\"address\": \"aws_vpc.{name}{end}\", \"mode\": \"managed\", \"type\": \"aws_vpc\", \"name\": \"{name}{end}\", \"values\": {{\"id\": \"vpc-{i}\", \"cidr_block\": \"10.{i}.0.0/16\"}}}}")];
        DesignInput[] inputs = [new DesignInput(folder.Write("state.json", $"{{\"format_version\": \"1.0\", \"values\": {{\"root_module\": {{\"resources\": [{string.Join(',', vpcs)}]}}}}}}"))];
        RoundTrip.ShouldHold(inputs, new ImportOptions());
        string[] ids = [.. DesignImporter.Convert(inputs, new ImportOptions()).Yaml!.Split('\n').Where(static line => line.StartsWith("  AwsVpc", StringComparison.Ordinal)).Select(static line => line.Trim().TrimEnd(':'))];
        Assert.Equal([200, 202], ids.Select(static id => id.Length));
    }

    [Theory]
    [MemberData(nameof(Shared))]
    public void A_real_design_reads_back_as_the_same(string path)
    {
        Assert.SkipUnless(path.Length > 0, "the shared designs are not beside this repository");
        string full = Path.Combine(Repository.Root, "..", "shared", "designs", path);
        ImportOptions options = Parameters.TryGetValue(Path.GetFileName(path), out string[]? parameters) ? Templates.Options(parameters) : new ImportOptions();
        RoundTrip.ShouldHold([new DesignInput(full)], options);
    }

    public static TheoryData<string> Shared()
    {
        string root = Path.Combine(Repository.Root, "..", "shared", "designs");
        if (!Directory.Exists(root)) return [""];
        IEnumerable<string> files = new[] { "cloudformation", "terraform-plan" }.SelectMany(folder => Directory.GetFiles(Path.Combine(root, folder)));
        IEnumerable<string> sets = Directory.GetDirectories(Path.Combine(root, "describe")).Where(set => !set.EndsWith("aws-cli-examples", StringComparison.Ordinal));
        return [.. files.Concat(sets).Where(path => !path.EndsWith(".md", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string[]> Parameters { get; } = typeof(Designs.SharedTemplateTests).GetMethod(nameof(Designs.SharedTemplateTests.A_real_template_loads))!
        .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
        .Select(data => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!).ToArray())
        .ToDictionary(row => (string)row[0].Value!, row => row.Length > 6 ? Texts(row) : [], StringComparer.Ordinal);

    private static string[] Texts(System.Reflection.CustomAttributeTypedArgument[] row) =>
        [.. row.Skip(6).SelectMany(argument => argument.Value is IReadOnlyList<System.Reflection.CustomAttributeTypedArgument> list ? list.Select(item => (string)item.Value!) : [(string)argument.Value!])];
}
