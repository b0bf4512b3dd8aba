using System.Text;
using System.Text.Json.Nodes;
using VpcSim.FlowLogs.Formats;
using VpcSim.Import.Documents;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Files;

public class SchemaTests
{
    private const string Update = "VPCSIM_UPDATE_EXPECTED";

    private static readonly string _text = Everything.Text.Replace(
        "FIELDS", string.Join(", ", Enum.GetValues<LogField>().Select(static field => $"{LogFields.NameOf(field)}: {ValueOf(field)}")), StringComparison.Ordinal);

    private static JsonObject Schema => JsonNode.Parse(ScenarioSchema.Text())!.AsObject();

    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "examples"), "*scenario.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static path => Path.GetRelativePath(Repository.Root, path))];

    [Fact]
    public void The_schema_in_the_repository_is_that_of_the_code()
    {
        string path = Path.Combine(Repository.Root, "docs", "scenario.schema.json");
        if (Environment.GetEnvironmentVariable(Update) is not null) File.WriteAllText(path, ScenarioSchema.Text());

        Assert.Equal(ScenarioSchema.Text(), File.ReadAllText(path));
    }

    [Fact]
    public void Every_key_of_the_schema_is_read_by_the_code_without_a_word()
    {
        ScenarioReading reading = Read(_text);

        Assert.Empty(reading.Problems);
        Assert.NotNull(reading.Scenario);
    }

    [Fact]
    public void A_scenario_that_says_everything_uses_every_key_of_the_schema_and_fits_it()
    {
        var check = new SchemaCheck(Schema);

        Assert.Empty(check.Check(DocumentReader.Parse(Encoding.UTF8.GetBytes(_text), "scenario.yaml").Root!));
        IEnumerable<string> keys = Schema["$defs"]!.AsObject().Where(static definition => definition.Key != "change" && ChangeCatalog.Find(definition.Key) is null)
            .SelectMany(static definition => definition.Value!["properties"]!.AsObject().Select(key => $"{definition.Key}/{key.Key}"));
        Assert.Empty(keys.Except([.. check.Used, .. ChangeCatalog.Kinds.Select(static kind => $"step/{kind.Action}")]));
    }

    [Fact]
    public void Every_change_is_in_the_schema_with_its_keys()
    {
        JsonObject definitions = Schema["$defs"]!.AsObject();

        foreach (ChangeKind kind in ChangeCatalog.Kinds)
        {
            Assert.NotNull(definitions[kind.IsEvent ? "step" : "change"]!["properties"]![kind.Action]);
            Assert.Equal(kind.Keys.Select(static key => key.Name), definitions[kind.Action]!["properties"]!.AsObject().Select(static key => key.Key));
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_fits_the_schema_and_is_read_without_a_word(string example)
    {
        string path = Path.Combine(Repository.Root, example);

        Assert.Empty(new SchemaCheck(Schema).Check(DocumentReader.Read(path).Root!));
        Assert.Empty(ScenarioFile.Read(path).Problems);
    }

    [Theory]
    [InlineData("at: 0s, connect: {", "at: 0s, conect: {")]
    [InlineData("port: 443, source-port", "port: 443000, source-port")]
    [InlineData("seed: 7", "seed: seven")]
    [InlineData("until: 1h", "until: 1 hour")]
    [InlineData("account: 123456789012", "account: mine")]
    [InlineData("bandwidth: 100Mbit", "bandwidth: 100")]
    [InlineData("type: AAAA", "type: AAA")]
    [InlineData("dropped: IGW_PRIVATE_IP", "dropped: PRIVATE_IP")]
    [InlineData("boot: { from: WebServer }", "boot: { from: WebServer }, ping: { from: a, to: b }")]
    [InlineData("design: [ template.yaml, other.yaml ]", "design: []")]
    [InlineData("dstport: 1", "dstport: abc")]
    [InlineData("until: 1h", "until: 5")]
    [InlineData("until: 1h", "until: 99999999999999d")]
    [InlineData("action: ACCEPT", "action: ACEPT")]
    [InlineData("flow-direction: ingress", "flow-direction: inbound")]
    [InlineData("srcaddr: 10.0.0.1", "srcaddr: WebServer")]
    [InlineData("interface-id: eni-", "interface-id: WebServer-")]
    [InlineData("vpc-id: vpc-", "vpc-id: eni-")]
    [InlineData("type: IPv6", "type: ipv6")]
    [InlineData("ecs-cluster-arn: arn:aws:ecs:us-east-1:123456789012:cluster/shop", "ecs-cluster-arn: shop")]
    [InlineData("resource-id: \"-\"", "resource-id: 1")]
    [InlineData("{ tcp: 443, response-bytes: 20000 }", "{ response-bytes: 20000 }")]
    public void What_the_schema_refuses_the_code_refuses_too(string right, string wrong)
    {
        string text = _text.Replace(right, wrong, StringComparison.Ordinal);

        Assert.NotEqual(text, _text);
        Assert.NotEmpty(new SchemaCheck(Schema).Check(DocumentReader.Parse(Encoding.UTF8.GetBytes(text), "scenario.yaml").Root!));
        Assert.NotEmpty(Read(text).Problems);
    }

    private static string ValueOf(LogField field) => field switch
    {
        LogField.Action => "ACCEPT",
        LogField.LogStatus => "OK",
        LogField.FlowDirection => "ingress",
        LogField.RejectReason => "BPA",
        LogField.Type => "IPv6",
        LogField.SrcAddr or LogField.PktSrcAddr => "10.0.0.1",
        LogField.DstAddr => "\"2001:db8::1\"",
        LogField.PktDstAddr => "\"-\"",
        LogField.InterfaceId or LogField.NextHopInterfaceId => "eni-0123456789abcdef0",
        LogField.SubnetId or LogField.NextHopSubnetId => "subnet-0123456789abcdef0",
        LogField.VpcId or LogField.NextHopVpcId => "vpc-0123456789abcdef0",
        LogField.InstanceId => "i-0123456789abcdef0",
        LogField.EcsClusterArn => "arn:aws:ecs:us-east-1:123456789012:cluster/shop",
        LogField.EcsContainerInstanceArn or LogField.EcsTaskDefinitionArn or LogField.EcsTaskArn or LogField.EncryptionStatus or LogField.ResourceId => "\"-\"",
        _ => "1",
    };

    private static ScenarioReading Read(string text)
    {
        using var folder = new TemporaryFolder();
        return ScenarioFile.Read(folder.Write("scenario.yaml", text));
    }
}
