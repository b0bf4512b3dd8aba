using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary><c>vpcsim diff</c>: what it prints, its JSON, its status, and what it refuses.</summary>
public class DiffTests
{
    private static readonly string[] _designs = [$"old={Repository.Template}", $"new={Repository.Template}"];

    [Fact]
    public void The_session_in_the_documentation_is_a_real_one()
    {
        Ran ran = Diff("bastion.pcap", "--parameter", "new.AdminCidr=198.51.100.0/24");
        string[] printed = ran.Out.Replace(Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Split('\n');
        string[] session = [.. Repository.Read("docs/diff.md").Split("\n## ")[0].Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal) && !line.StartsWith("    $", StringComparison.Ordinal)).Select(line => line[4..])];
        Assert.True(session.Length > 10);
        Assert.All(session, line => Assert.Contains(line, printed));
        Assert.Equal(1, ran.Status);
    }

    [Theory]
    [InlineData("web-session.pcapng")]
    [InlineData("ipv6.pcapng")]
    [InlineData("fragments.pcap")]
    [InlineData("dns-dhcp.pcap")]
    [InlineData("mirror-vxlan.pcap")]
    [InlineData("ping-traceroute.pcap")]
    public void In_the_same_design_nothing_fares_otherwise(string capture)
    {
        Ran ran = Diff(capture);
        Assert.Equal(0, ran.Status);
        Assert.Contains("\nNothing fares otherwise: ", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Captures_of_two_ends_are_compared_as_they_are_replayed()
    {
        Ran same = Ran.InProcess(["diff", .. _designs, "--capture", Repository.Capture("ends-app.pcapng") + "@AppServer", "--capture", Repository.Capture("ends-db.pcapng") + "@Database"]);
        Assert.Equal(0, same.Status);
    }

    [Fact]
    public void Json_has_every_documented_field_and_no_other()
    {
        Ran ran = Diff("web-session.pcapng", "--parameter", "new.OnPremisesCidr=192.168.20.0/24", "--json");
        using JsonDocument json = JsonDocument.Parse(ran.Out);
        var fields = new SortedSet<string>(StringComparer.Ordinal);
        JsonTests.Collect(json.RootElement, "", fields);
        IEnumerable<string> documented = JsonTests.Field().Matches(Repository.Read("docs/json.md").Split("\n## A diff")[1].Split("\n## ")[0]).Select(row => row.Groups["name"].Value);
        Assert.Equal(documented.Order(StringComparer.Ordinal), fields);
        Assert.Equal((1, 4), (ran.Status, json.RootElement.GetProperty("conversations").GetArrayLength()));
        Assert.EndsWith("}\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_those_of_the_text()
    {
        string text = Diff("web-session.pcapng", "--parameter", "new.OnPremisesCidr=192.168.20.0/24").Out;
        using JsonDocument json = JsonDocument.Parse(Diff("web-session.pcapng", "--parameter", "new.OnPremisesCidr=192.168.20.0/24", "--json").Out);
        Assert.Contains($"4 conversations fare otherwise, with {json.RootElement.GetProperty("changed-packets").GetInt64()} of {json.RootElement.GetProperty("packets").GetInt64()} packets", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_of_a_replay_hold_for_both_sides()
    {
        string[] change = ["--parameter", "new.AdminCidr=198.51.100.0/24"];
        Assert.Equal(0, Diff("bastion.pcap", [.. change, "--filter", "udp"]).Status);
        Assert.Contains("with 1 of 1 packet", Diff("bastion.pcap", [.. change, "--limit", "1"]).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("not sent", Diff("bastion.pcap", [.. change, "--mode", "open"]).Out, StringComparison.Ordinal);
        Assert.Contains("10.0.1.20:22", Diff("bastion.pcap", [.. change, "--at", "Bastion"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_runs_in_both_designs()
    {
        Ran same = Scenario(), closed = Scenario("--parameter", "new.AdminCidr=192.0.2.0/24"), again = Scenario("--parameter", "new.AdminCidr=192.0.2.0/24");
        Assert.Equal((0, 1), (same.Status, closed.Status));
        Assert.Contains("Nothing fares otherwise: ", same.Out, StringComparison.Ordinal);
        Assert.Contains("\ntcp 203.0.113.5:32768 10.0.1.20:22\n", closed.Out, StringComparison.Ordinal);
        Assert.Contains("new: dropped: ENI_SG_RULES_MISMATCH by Bastion, by internet > InternetGateway, 7 packets", closed.Out, StringComparison.Ordinal); // Linux sends a SYN seven times
        Assert.Contains("new: no such packets", closed.Out, StringComparison.Ordinal);
        Assert.Equal(closed.Out, again.Out);
    }

    [Fact]
    public void Json_of_a_scenario_has_null_for_the_side_without_such_packets()
    {
        using JsonDocument json = JsonDocument.Parse(Scenario("--parameter", "new.AdminCidr=192.0.2.0/24", "--json").Out);
        JsonElement[] changes = [.. json.RootElement.GetProperty("conversations")[0].GetProperty("changes").EnumerateArray()];
        Assert.Equal(JsonValueKind.Null, changes[^1].GetProperty("new").ValueKind);
        Assert.Equal(7, changes[0].GetProperty("new").GetProperty("packets").GetInt64());
        Assert.EndsWith("scenario.yaml", json.RootElement.GetProperty("scenario").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_scenario_names_must_be_in_both_designs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["small.yaml"], SmallDesign.Text);
        File.WriteAllText(folder["web.scenario.yaml"], """
            design: small.yaml
            world: { internet: [ { name: customer, address: 198.51.100.7 } ] }
            timeline:
              - { at: 0s, connect: { from: customer, to: Web, port: 80 } }
            """);
        File.WriteAllText(folder["other.yaml"], SmallDesign.Text.Replace("  Web:", "  Shop:", StringComparison.Ordinal).Replace("!Ref Web", "!Ref Shop", StringComparison.Ordinal));
        Ran ran = Ran.InProcess("diff", folder["small.yaml"], folder["other.yaml"], "--scenario", folder["web.scenario.yaml"]);
        Assert.Equal(2, ran.Status);
        Assert.Contains("web.scenario.yaml:4:", ran.Error, StringComparison.Ordinal);
        Assert.Contains("Web", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_capture_and_a_scenario_exclude_each_other()
    {
        Scenario("--capture", Repository.Capture("bastion.pcap")).IsUnusable("--capture (argument 6): it is about captures, and a scenario has traffic and settings of its own");
        Scenario("--at", "Bastion").IsUnusable("--at (argument 6): it is about captures");
        Ran.InProcess(["diff", .. _designs, "--scenario", Repository.Template + ".no"]).IsUnusable("template.yaml.no does not exist");
        Ran.InProcess(["diff", .. _designs, "--scenario", Repository.Template]).IsUnusable("template.yaml:");
    }

    [Fact]
    public void A_damaged_capture_is_compared_as_far_as_it_goes_with_status_2()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = File.ReadAllBytes(Repository.Capture("bastion.pcap"));
        bytes[24 + 16 + 74 + 8] = 0xFF; // the length of the second packet
        bytes[24 + 16 + 74 + 11] = 0xFF;
        File.WriteAllBytes(folder["damaged.pcap"], bytes);
        Ran ran = Ran.InProcess(["diff", .. _designs, "--capture", folder["damaged.pcap"]]);
        Assert.Equal(2, ran.Status);
        Assert.Contains("vpcsim: error: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing fares otherwise: 1 packet", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_named_with_the_remedy_all_at_once()
    {
        string capture = Repository.Capture("bastion.pcap");
        Ran.InProcess("diff").IsUnusable("name two designs, the one before and the one after", "name the traffic: --capture FILE, or --scenario FILE", "vpcsim diff --help");
        Ran.InProcess("diff", Repository.Template, "--capture", capture).IsUnusable("name two designs");
        Ran.InProcess(["diff", .. _designs, "--capture", "-"]).IsUnusable("standard input can be read once; record it to a file");
        Ran.InProcess(["diff", .. _designs, "--capture", Repository.Capture("bastino.pcap")]).IsUnusable("the nearest name there is bastion.pcap");
        Ran.InProcess("diff", Repository.Template, Repository.Template + "l", "--capture", capture).IsUnusable("template.yamll does not exist; the nearest name there is template.yaml");
        Ran.InProcess(["diff", .. _designs, "--capture", capture, "--at", "Bastino", "--mode", "opne"]).IsUnusable("'opne' is no mode");
        Ran.InProcess(["diff", .. _designs, "--capture", capture, "--at", "Bastino"]).IsUnusable("--at (argument 6): nothing in the design is called 'Bastino'; the nearest names are Bastion");
        Ran.InProcess(["diff", .. _designs, "--capture", Repository.Template]).IsUnusable("template.yaml");
    }

    [Fact]
    public void Help_names_every_option_and_shows_examples()
    {
        Ran ran = Ran.InProcess("diff", "--help");
        Assert.Equal(0, ran.Status);
        foreach (string option in (string[])["DESIGN...", "--capture", "--parameter", "--at", "--map", "--mode", "--filter", "--limit", "--json", "Exit status:"])
            Assert.Contains(option, ran.Out, StringComparison.Ordinal);
        Assert.All(ran.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 110));
    }

    private static Ran Scenario(params string[] more) =>
        Ran.InProcess(["diff", .. _designs, "--scenario", Path.Combine(Repository.Root, "docs", "examples", "three-tier", "scenario.yaml"), .. more]);

    private static Ran Diff(string capture, params string[] more) => Ran.InProcess(["diff", .. _designs, "--capture", Repository.Capture(capture), .. more]);
}
