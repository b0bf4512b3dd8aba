using System.Text.Json;
using System.Text.RegularExpressions;

namespace VpcSim.Cli.Tests;

/// <summary>The summary for programs: its fields are a promise.</summary>
public partial class JsonTests
{
    [Fact]
    public void Standard_output_is_one_object_and_nothing_else()
    {
        Ran ran = Ran.Replay("--json");
        using JsonDocument json = JsonDocument.Parse(ran.Out);

        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        Assert.EndsWith("}\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_is_documented_and_every_documented_field_is_there()
    {
        using JsonDocument bypassing = JsonDocument.Parse(Ran.InProcess("replay", Repository.Capture("app-db.pcap"), "--design", Repository.Template, "--json").Out);
        using JsonDocument mirrored = JsonDocument.Parse(Ran.InProcess("replay", Repository.Capture("mirror-vxlan.pcap"), "--design", Repository.Template, "--json").Out);
        using JsonDocument ends = JsonDocument.Parse(
            Ran.InProcess("replay", Repository.Capture("ends-app.pcapng"), Repository.Capture("ends-db.pcapng"), "--design", Repository.Template, "--json").Out);
        using JsonDocument json = JsonDocument.Parse(Ran.Replay("--json", "--strict-mtu").Out);
        var fields = new SortedSet<string>(StringComparer.Ordinal);
        Collect(json.RootElement, "", fields);
        Collect(bypassing.RootElement, "", fields);
        using JsonDocument placing = JsonDocument.Parse(Ran.InProcess("replay", Repository.Capture("elsewhere.pcap"), "--design", Repository.Template, "--map-auto", "--json").Out);
        Collect(placing.RootElement, "", fields);
        using JsonDocument explaining = JsonDocument.Parse(Ran.InProcess("replay", Repository.Capture("offload.pcap"), "--design", Repository.Template, "--json", "--strict-mtu", "--explain", "1").Out);
        Collect(explaining.RootElement, "", fields);
        using JsonDocument finding = JsonDocument.Parse(Ran.InProcess("replay", Repository.Capture("ntp.pcap"), "--design", Path.Combine(Repository.Root, "docs", "examples", "terraform", "plan.json"), "--json").Out);
        Collect(finding.RootElement, "", fields);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["expected.txt"], Ran.Replay("--flow-logs", "-").Out.Split('\n')[0]);
        using JsonDocument guarding = JsonDocument.Parse(Ran.Replay("--json", "--fail-on", "dropped", "--expect", folder["expected.txt"]).Out);
        Collect(guarding.RootElement, "", fields);
        Collect(mirrored.RootElement, "", fields);
        Collect(ends.RootElement, "", fields);
        string[] documented = [.. Field().Matches(Repository.Read("docs/json.md").Split("\n## A trace")[0]).Select(row => row.Groups["name"].Value)];

        Assert.Equal([], fields.Except(documented));
        Assert.Equal([], documented.Except(fields).Where(name => !name.StartsWith("bypassed-endpoints[]", StringComparison.Ordinal) && !name.StartsWith("flow-logs-failed[]", StringComparison.Ordinal)
            && !name.StartsWith("flow-logs-undelivered[]", StringComparison.Ordinal) && !IsCounter(name)));
        Assert.All(fields, name => Assert.Matches(@"^[a-z0-9.\[\]-]+$", name));
    }

    [Fact]
    public void Numbers_are_those_of_the_text()
    {
        using JsonDocument json = JsonDocument.Parse(Ran.Replay("--json").Out);
        string text = Ran.Replay().Out;

        foreach (JsonProperty outcome in json.RootElement.GetProperty("outcomes").EnumerateObject())
            Assert.Matches($@"\n  {outcome.Name} +{outcome.Value.GetInt64()} ", text);
        JsonElement conversation = json.RootElement.GetProperty("top-dropped-conversations")[0];
        Assert.Contains(conversation.GetProperty("sentence").GetString()!, text, StringComparison.Ordinal);
        Assert.Equal(20, json.RootElement.GetProperty("first-flow-log-records").GetArrayLength());
    }

    [Fact]
    public void The_summary_in_the_out_folder_is_the_same_object()
    {
        using var folder = new TemporaryFolder();
        Ran ran = Ran.Replay("--json", "--out", folder.Path);

        Assert.Equal(ran.Out, File.ReadAllText(folder["summary.json"]));
    }

    [Fact]
    public void A_capture_without_packets_has_no_times()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["empty.pcap"], File.ReadAllBytes(Repository.Capture("ntp.pcap"))[..24]);
        Ran ran = Ran.InProcess("replay", folder["empty.pcap"], "--design", Repository.Template, "--json");
        using JsonDocument json = JsonDocument.Parse(ran.Out);

        Assert.Equal(0, ran.Status);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("first-packet").ValueKind);
        Assert.Equal(0, json.RootElement.GetProperty("packets").GetInt64());
    }

    /// <summary>Counters by service and cause stand only where there is something to count.</summary>
    private static bool IsCounter(string name) =>
        name.StartsWith("consumed.", StringComparison.Ordinal) || name.StartsWith("undecodable.", StringComparison.Ordinal);

    internal static void Collect(JsonElement element, string path, SortedSet<string> fields)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (JsonElement item in element.EnumerateArray()) Collect(item, path + "[]", fields);
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            fields.Add(name);
            Collect(property.Value, name, fields);
        }
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z0-9.\[\]-]+)` \|", RegexOptions.Multiline)]
    internal static partial Regex Field();
}
