using System.Text.Json;
using VpcSim.Scenarios.Linting;

namespace VpcSim.Cli.Tests;

/// <summary><c>vpcsim design check</c>: findings, places, exit status.</summary>
public class DesignCheckTests
{
    private const string OpenToEverybody = "open-admin-port";

    [Fact]
    public void A_design_without_a_fault_has_status_0()
    {
        Ran ran = Ran.InProcess("design", "check", Repository.Template);

        Assert.Equal(0, ran.Status);
        Assert.Equal("", ran.Error);
        Assert.Equal($"{Repository.Template}: nothing found\n", ran.Out);
    }

    [Fact]
    public void A_warning_has_its_place_and_remedy_and_status_1()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("small.yaml", SmallDesign.Text.Replace("Default: 80", "Default: 22", StringComparison.Ordinal));

        Ran ran = Ran.InProcess("design", "check", file);

        Assert.Equal(1, ran.Status);
        Assert.StartsWith($"{file}:{LineOf(file, "  Group:")}:3: warning: {OpenToEverybody}: The inbound rule 'tcp 22 0.0.0.0/0' of Group opens tcp 22 to everybody; Web can be reached from there\n    Name the addresses", ran.Out, StringComparison.Ordinal);
        Assert.EndsWith("1 warning, 1 note\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void With_strict_a_note_has_status_1()
    {
        using var folder = new TemporaryFolder();
        string noted = folder.Write("small.yaml", SmallDesign.Text);
        Assert.Equal((0, 1), (Ran.InProcess("design", "check", noted).Status, Ran.InProcess("design", "check", noted, "--strict").Status));

        string file = folder.Write("vpc.yaml", "Resources: { Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } } }");
        Ran clean = Ran.InProcess("design", "check", file, "--strict");
        Assert.Equal((0, $"{file}: nothing found\n"), (clean.Status, clean.Out));
    }

    [Fact]
    public void Programs_get_the_same_findings()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("small.yaml", SmallDesign.Text.Replace("Default: 80", "Default: 22", StringComparison.Ordinal));

        Ran ran = Ran.InProcess("design", "check", file, "--json");
        using JsonDocument json = JsonDocument.Parse(ran.Out);
        JsonElement root = json.RootElement;

        Assert.Equal(1, ran.Status);
        Assert.Equal((0, 1, 1), (root.GetProperty("errors").GetInt32(), root.GetProperty("warnings").GetInt32(), root.GetProperty("notes").GetInt32()));
        JsonElement first = root.GetProperty("findings")[0];
        Assert.Equal((OpenToEverybody, "warning", "Group"), (first.GetProperty("rule").GetString(), first.GetProperty("severity").GetString(), first.GetProperty("component").GetString()));
        Assert.Equal(["vpcsim", "design", "errors", "warnings", "notes", "findings"], root.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["rule", "severity", "component", "message", "remedy", "place"], first.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void Answers_that_hold_no_route_tables_say_nothing_about_routes()
    {
        using var folder = new TemporaryFolder();
        const string Network = """
            "Vpcs": [{ "VpcId": "vpc-0123456789abcdef0", "CidrBlock": "10.0.0.0/16" }],
            "InternetGateways": [{ "InternetGatewayId": "igw-0123456789abcdef0", "Attachments": [{ "VpcId": "vpc-0123456789abcdef0", "State": "available" }] }]
            """;
        string silent = folder.Write("silent.json", $"{{ {Network} }}");
        string told = folder.Write("told.json", $$"""{ {{Network}}, "RouteTables": [{ "RouteTableId": "rtb-0123456789abcdef0", "VpcId": "vpc-0123456789abcdef0", "Routes": [], "Associations": [{ "Main": true, "RouteTableId": "rtb-0123456789abcdef0", "RouteTableAssociationId": "rtbassoc-1" }] }] }""");

        Assert.DoesNotContain("internet-gateway-unrouted", Ran.InProcess("design", "check", silent).Out, StringComparison.Ordinal);
        Assert.Contains("internet-gateway-unrouted", Ran.InProcess("design", "check", told).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_AWS_would_refuse_has_status_2()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("broken.yaml", "Resources: { Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } } }");
        Ran.InProcess("design", "check", file).IsUnusable($"{file}:1:", "InvalidVpc.Range");
        Ran.InProcess("design", "check", file, "--json").IsUnusable($"{file}:1:", "InvalidVpc.Range");
    }

    [Fact]
    public void Mistakes_are_answered_with_the_way_out()
    {
        Ran.InProcess("design").IsUnusable("design is followed by one of: ", "check", "Try: vpcsim design --help");
        Ran.InProcess("design", "chekc", "x").IsUnusable("argument 2: there is no verb 'design chekc'; did you mean 'design check'?");
        Ran.InProcess("design", "check").IsUnusable("name the design: vpcsim design check FILE...", "Try: vpcsim design check --help");
        Ran.InProcess("design", "check", "nowhere.yaml").IsUnusable("nowhere.yaml does not exist");
        Ran.InProcess("design", "check", Repository.Template, "--regoin", "x").IsUnusable("argument 4: unknown option '--regoin'; the nearest are --region");
        Ran.InProcess("design", "check", Repository.Template, "--quota", "x").IsUnusable("--quota (argument 4): 'x' is not a quota of the form NAME=N");
        Ran.InProcess("desing", "check").IsUnusable("did you mean 'design'?");
    }

    [Fact]
    public void Help_is_given_for_the_verb_and_for_its_family()
    {
        Ran family = Ran.InProcess("design", "--help");
        Ran verb = Ran.InProcess("design", "check", "--help");

        Assert.Equal((0, 0), (family.Status, verb.Status));
        Assert.Contains("\n  design check ", family.Out, StringComparison.Ordinal);
        Assert.Contains("Usage: vpcsim design check FILE... [OPTION]...", verb.Out, StringComparison.Ordinal);
        Assert.Contains("\n  design check ", Ran.InProcess("--help").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_stands_in_the_document_and_the_document_names_no_other()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "design-check.md"));
        string[] rows = [.. document.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        Assert.Equal(LintRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static int LineOf(string file, string text) => Array.IndexOf(File.ReadAllLines(file), text) + 1;
}
