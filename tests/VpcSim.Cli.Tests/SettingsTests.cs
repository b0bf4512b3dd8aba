using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary>Settings: from the command line, from the design, in the summary.</summary>
public class SettingsTests
{
    private const string Header = "Metadata:\n  VpcSim:\n    Settings:\n";

    [Fact]
    public void Help_points_to_the_document() => Assert.Contains("docs/settings.md", Ran.InProcess("replay", "--help").Out, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_at_its_default_stands_in_the_summary_with_who_said_so()
    {
        Ran ran = Replay(Header + "      tcp-syn-timeout: 30\n      icmp-timeout: 30\n", "--setting", "tcp-closing-timeout=5", "--strict-mtu");

        Assert.Contains("tcp-syn-timeout is 30 (design.yaml:4:7), by default 60", ran.Out, StringComparison.Ordinal);
        Assert.Contains("tcp-closing-timeout is 5 (--setting), by default 10", ran.Out, StringComparison.Ordinal);
        Assert.Contains("strict-mtu is on (--strict-mtu), by default off", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("icmp-timeout", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_settings_the_summary_says_nothing_of_them() => Assert.Empty(Changed(Replay("", "--json")));

    [Fact]
    public void Programs_read_the_same()
    {
        JsonElement setting = Assert.Single(Changed(Replay(Header + "      strict-mtu: true\n", "--json")));

        Assert.Equal(
            ("strict-mtu", "on", "off", "design.yaml:4:7"),
            (Text(setting, "name"), Text(setting, "value"), Text(setting, "default"), Text(setting, "origin")));
    }

    [Fact]
    public void The_command_line_wins_over_the_design()
    {
        JsonElement setting = Assert.Single(Changed(Replay(Header + "      tcp-syn-timeout: 30\n", "--json", "--setting", "tcp-syn-timeout=20")));
        Assert.Equal(("20", "--setting"), (Text(setting, "value"), Text(setting, "origin")));
        Assert.Empty(Changed(Replay(Header + "      strict-mtu: on\n", "--json", "--setting", "strict-mtu=off")));
    }

    [Theory]
    [InlineData("      tcp-sin-timeout: 30\n", "design.yaml:4:7: VpcSim.InvalidSetting: design.yaml: there is no setting 'tcp-sin-timeout'; the nearest are tcp-syn-timeout, ")]
    [InlineData("      tcp-syn-timeout: soon\n", "'soon' is no value of tcp-syn-timeout; it takes 1 to 86400 seconds")]
    public void A_wrong_setting_of_the_design_makes_it_unusable(string line, string said)
    {
        Ran ran = Replay(Header + line);

        Assert.Equal(2, ran.Status);
        Assert.Contains(said, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_changes_what_becomes_of_packets()
    {
        Assert.NotEqual(Outcomes(), Outcomes("--setting", "strict-mtu=on"));
        Assert.Equal(Outcomes("--strict-mtu"), Outcomes("--setting", "strict-mtu=on"));
    }

    private static string Outcomes(params string[] more)
    {
        using JsonDocument json = JsonDocument.Parse(Ran.InProcess(["replay", Repository.Capture("offload.pcap"), "--design", Repository.Template, "--json", .. more]).Out);
        return json.RootElement.GetProperty("outcomes").GetRawText();
    }

    private static Ran Replay(string metadata, params string[] more)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["design.yaml"], metadata + SmallDesign.Text);
        Ran ran = Ran.InProcess(["replay", Repository.Capture("web-session.pcapng"), "--design", folder["design.yaml"], .. more]);
        return ran with { Out = ran.Out.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), Error = ran.Error.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) };
    }

    private static JsonElement[] Changed(Ran ran)
    {
        using JsonDocument json = JsonDocument.Parse(ran.Out);
        return [.. json.RootElement.GetProperty("changed-settings").EnumerateArray().Select(setting => setting.Clone())];
    }

    private static string? Text(JsonElement setting, string name) => setting.GetProperty(name).GetString();
}
