using System.Text.Json;
using System.Text.RegularExpressions;

namespace VpcSim.Cli.Tests;

/// <summary><c>vpcsim test</c> and <c>vpcsim run</c>.</summary>
public sealed class ScenarioTests : IDisposable
{
    private const string World = """
        design: template.yaml
        world: { internet: [ { name: customer, address: 198.51.100.7 } ], services: { Web: [ { tcp: 80, response-bytes: 100 } ] } }

        """;

    private const string Holds = World + "timeline: [ { at: 0s, connect: { from: customer, to: Web, port: 80, send-bytes: 10 }, expect: connected } ]";
    private const string Fails = World + "timeline: [ { at: 0s, connect: { from: customer, to: Web, port: 22 }, expect: connected } ]";

    private readonly TemporaryFolder _folder = new();

    public ScenarioTests() => Write("template.yaml", SmallDesign.Text);

    [Fact]
    public void What_holds_has_a_line_and_status_0()
    {
        string file = Write("a.scenario.yaml", Holds);
        Ran ran = Ran.InProcess("test", file);

        Assert.Equal((0, ""), (ran.Status, ran.Error));
        Assert.Matches(@"^ok        .*a\.scenario\.yaml  \(1 expectation, \d+ packets\)\n\n1 scenario: 1 passed, 0 failed, 0 unusable\n$", ran.Out);
    }

    [Fact]
    public void What_fails_has_its_reasons_and_status_1()
    {
        Ran ran = Ran.InProcess("test", Write("a.scenario.yaml", Fails));

        Assert.Equal(1, ran.Status);
        Assert.Contains("FAILED", ran.Out, StringComparison.Ordinal);
        Assert.Contains("a.scenario.yaml:3:79: connect customer -> Web:22: connected\n      expected connected, got timed-out", ran.Out, StringComparison.Ordinal);
        Assert.Contains("no inbound rule of Group", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_used_is_told_and_has_status_2_even_beside_failures()
    {
        Write("a.scenario.yaml", Fails);
        Write("b.scenario.yaml", World + "timeline: [ { at: 0s, ping: { from: customr, to: Web } } ]");
        Ran ran = Ran.InProcess("test", _folder.Path);

        Assert.Equal(2, ran.Status);
        Assert.Contains("b.scenario.yaml:3:37: no host is called 'customr'; the nearest are customer, ", ran.Out, StringComparison.Ordinal);
        Assert.EndsWith("2 scenarios: 0 passed, 1 failed, 1 unusable\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Flow_logs_that_cannot_be_written_are_told_and_have_status_2()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no device that is always full");
        string file = Write("a.scenario.yaml", Holds), whole = Path.Combine(_folder.Path, "whole"), broken = Path.Combine(_folder.Path, "broken");
        Assert.Equal(0, Ran.InProcess("run", file, "--out", whole).Status);
        string stream = Assert.Single(Directory.GetFiles(Path.Combine(whole, "cloudwatch-logs"), "*", SearchOption.AllDirectories));
        string inTheWay = stream.Replace(whole, broken, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.GetDirectoryName(inTheWay)!);
        File.CreateSymbolicLink(inTheWay + ".partial", "/dev/full");
        Ran ran = Ran.InProcess("run", file, "--out", broken);

        Assert.Equal(2, ran.Status);
        Assert.Matches($@"^vpcsim: {Regex.Escape(inTheWay)}: .*; 0 records are there, {File.ReadAllLines(stream).Length} are missing\nvpcsim: the disk is full; free space on it, or name a place on another one\n$", ran.Error);
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "flow-logs.txt")), File.ReadAllText(Path.Combine(broken, "flow-logs.txt")));
    }

    [Fact] // VPC guide, "Logging IP traffic using VPC Flow Logs": it cannot be changed; it is deleted and made again
    public void A_flow_log_that_is_deleted_and_made_again_with_another_configuration_loses_nothing()
    {
        string Connect(int second) => $"  - {{ at: {second}s, connect: {{ from: customer, to: Web, port: 80 }}, expect: connected }}\n";
        string Make(int second, string group) => $"  - {{ at: {second}s, change: {{ create-flow-logs: {{ name: F, resource: Net, {group} }} }} }}\n";
        string file = Write("a.scenario.yaml", World + "timeline:\n" + Make(1, "log-group: one, max-aggregation-interval: 60") + Connect(70)
            + "  - { at: 75s, change: { delete-flow-logs: F } }\n" + Make(76, "log-group: other, log-format: '${srcaddr} ${action} ${log-status}'") + Connect(80) + Connect(130));
        Ran ran = Ran.InProcess("run", file, "--out", _folder["out"]);
        Assert.Equal((0, ""), (ran.Status, ran.Error));
        Assert.Equal((2, 4), (Accepted("one"), Accepted("other")));

        int Accepted(string group) => Directory.GetFiles(_folder[$"out/cloudwatch-logs/{group}"]).SelectMany(File.ReadLines).Count(static line => line.EndsWith(" ACCEPT OK", StringComparison.Ordinal));
    }

    [Theory] // EC2 API, "CreateFlowLogs", LogFormat
    [InlineData("test")]
    [InlineData("run")]
    public void A_field_that_no_record_has_is_a_mistake_with_its_place(string command)
    {
        string file = Write("a.scenario.yaml", World + "timeline:\n  - { at: 1s, change: { create-flow-logs: { name: F, resource: Net, log-format: '${srcadr}' } } }\n");
        Ran ran = Ran.InProcess(command == "run" ? ["run", file, "--out", _folder["out"]] : ["test", file]);
        Assert.Equal(2, ran.Status);
        Assert.Matches(@"a\.scenario\.yaml:4:\d+: .*srcadr.*srcaddr", ran.Out + ran.Error);
    }

    [Fact] // VPC guide, "Work with flow logs": a flow log logs from its creation to its deletion
    public void Traffic_before_a_flow_log_was_created_and_after_it_was_deleted_is_not_logged()
    {
        string Connect(int second) => $"  - {{ at: {second}s, connect: {{ from: customer, to: Web, port: 80 }}, expect: connected }}\n";
        string file = Write("a.scenario.yaml", World + "timeline:\n" + Connect(0)
            + "  - { at: 100s, change: { create-flow-logs: { name: Late, resource: Net, log-group: late } } }\n" + Connect(200)
            + "  - { at: 300s, change: { delete-flow-logs: { flow-log: Late } } }\n" + Connect(400));
        Assert.Equal(0, Ran.InProcess("run", file, "--out", _folder["out"]).Status);

        Assert.Equal((2, 3 * 2), (Accepted("cloudwatch-logs/late"), Accepted("flow-logs.txt")));

        int Accepted(string place)
        {
            string path = _folder[Path.Combine("out", place)];
            string[] files = File.Exists(path) ? [path] : Directory.GetFiles(path);
            return files.SelectMany(File.ReadLines).Count(static line => line.EndsWith(" ACCEPT OK", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_capture_that_is_none_is_told_at_its_place_beside_other_mistakes()
    {
        Write("no.pcap", "no capture at all");
        Ran ran = Ran.InProcess("test", Write("a.scenario.yaml", World + "timeline: [ { at: 0s, replay: { capture: no.pcap, at: Wen } } ]"));

        Assert.Equal(2, ran.Status);
        Assert.Matches(@"a\.scenario\.yaml:3:42: .*no\.pcap is not a pcap or pcapng file", ran.Out);
        Assert.Contains("nothing in the design is called 'Wen'", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("7")]
    public void The_order_of_the_lines_does_not_depend_on_how_many_run_at_once(string jobs)
    {
        for (int i = 0; i < 9; i++) Write($"{(char)('a' + i)}.scenario.yaml", i % 2 == 0 ? Holds : Fails);
        Ran ran = Ran.InProcess("test", _folder.Path, "--jobs", jobs);
        Ran single = Ran.InProcess("test", _folder.Path, "--jobs", "1");

        Assert.Equal(single.Out, ran.Out);
        Assert.EndsWith("9 scenarios: 5 passed, 4 failed, 0 unusable\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_picks_by_path()
    {
        Write("alpha.scenario.yaml", Holds);
        Write("beta.scenario.yaml", Fails);

        Assert.Equal(0, Ran.InProcess("test", _folder.Path, "--filter", "ALPHA").Status);
        Ran.InProcess("test", _folder.Path, "--filter", "gamma").IsUnusable("--filter (argument 3): none of the 2 scenarios has 'gamma' in its path");
    }

    [Fact]
    public void Wrong_usage_is_told_with_the_remedy()
    {
        Ran.InProcess("test", "nowhere", "--jobs", "0", "--report", "xml").IsUnusable(
            "there is neither a file nor a folder nowhere", "--jobs (argument 3): '0' is no number of jobs; write 1 to 256", "--report (argument 5): there is no report 'xml'; write junit=FILE or github");
        Ran.InProcess("test", _folder.Path).IsUnusable("holds no scenario.yaml and no *.scenario.yaml");
        Ran.InProcess("run").IsUnusable("name a scenario: a file, or a folder that holds a scenario.yaml");
        Ran.InProcess("run", _folder.Path).IsUnusable("holds no scenario.yaml; name the file itself");
        Ran.InProcess("run", "a", "b").IsUnusable("2 scenarios are named; run takes one, and test takes many");
    }

    [Fact]
    public void Reports_are_written_beside_what_is_printed()
    {
        Write("a.scenario.yaml", Fails);
        string junit = Path.Combine(_folder.Path, "results.xml");
        Ran ran = Ran.InProcess("test", _folder.Path, "--report", $"junit={junit}", "--report", "github");

        Assert.Contains("<testsuites name=\"vpcsim\" tests=\"1\" failures=\"1\" errors=\"0\"", File.ReadAllText(junit), StringComparison.Ordinal);
        Assert.Contains("\n::error file=", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_names_what_no_scenario_exercised()
    {
        Write("a.scenario.yaml", Holds);
        Ran ran = Ran.InProcess("test", _folder.Path, "--coverage");

        Assert.Matches(@"template\.yaml: \d+ of \d+ rules, entries and routes exercised; never:\n", ran.Out);
        Assert.DoesNotContain("inbound tcp 80 0.0.0.0/0", ran.Out, StringComparison.Ordinal);
        Assert.Matches(@"\n  route table Net/main-route-table \(rtb-\w+\): 10\.0\.0\.0/16 -> local\n", ran.Out);
    }

    [Fact]
    public void The_objects_of_test_and_run_have_the_fields_that_the_documentation_names()
    {
        Write("a.scenario.yaml", Fails);
        Write("b.scenario.yaml", "design: nothing.yaml");
        using JsonDocument suite = JsonDocument.Parse(Ran.InProcess("test", _folder.Path, "--coverage", "--json").Out);
        using JsonDocument scenario = JsonDocument.Parse(Ran.InProcess("run", Path.Combine(_folder.Path, "a.scenario.yaml"), "--json").Out);
        string documented = Repository.Read("docs/json.md").Split("\n## A scenario")[1].Split("\n## ")[0];

        Assert.All(Names(suite.RootElement).Concat(Names(scenario.RootElement)).Distinct(), name => Assert.Matches($@"`([a-z\[\]-]*\.)?[a-z\[\].-]*{name}`", documented));
        Assert.Equal("timed-out", scenario.RootElement.GetProperty("steps")[0].GetProperty("results")[0].GetProperty("outcome").GetString());
        Assert.False(scenario.RootElement.GetProperty("passed").GetBoolean());
    }

    [Fact]
    public void A_run_shows_what_happened_and_leaves_its_files_the_same_each_time()
    {
        string file = Write("a.scenario.yaml", Holds), first = Path.Combine(_folder.Path, "first"), second = Path.Combine(_folder.Path, "second");
        Ran ran = Ran.InProcess("run", file, "--out", first);
        Ran again = Ran.InProcess("run", file, "--out", second);

        Assert.Equal(0, ran.Status);
        Assert.Contains("  0s  connect customer -> Web:80  connected, 10 bytes sent, 100 received\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal(ran.Out.Replace(first, second, StringComparison.Ordinal), again.Out);
        string[] files = [.. Directory.EnumerateFiles(first, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(first, path)).Order(StringComparer.Ordinal)];
        Assert.Superset(new HashSet<string> { "flow-logs.txt", "summary.json", "timeline.txt" }, files.ToHashSet());
        Assert.Contains(files, static path => path.StartsWith("cloudwatch-logs", StringComparison.Ordinal));
        Assert.All(files, path => Assert.Equal(File.ReadAllBytes(Path.Combine(first, path)), File.ReadAllBytes(Path.Combine(second, path))));
    }

    [Fact]
    public void Ten_thousand_connections_run_in_seconds_and_twice_alike()
    {
        string file = Write("many.scenario.yaml", World + """
            timeline:
              - { at: 0s, connect: { from: customer, to: Web, port: 80, send-bytes: 100 }, times: 10000, every: 10ms, expect: connected }
            """);
        Ran ran = Ran.InProcess("run", file, "--json");

        Assert.Equal(0, ran.Status);
        Assert.Equal(ran.Out, Ran.InProcess("run", file, "--json").Out);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static property => Names(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
