using System.Text.RegularExpressions;

namespace VpcSim.Cli.Tests;

/// <summary>The README's main job, run as its reader runs it.</summary>
public partial class MainJobTests
{
    private const string Update = "VPCSIM_UPDATE_EXPECTED";

    [Fact]
    public async Task The_main_job_accounts_for_every_packet()
    {
        Ran ran = await VpcSimProcess.Run(Ran.MainJob);

        Assert.Equal(0, ran.Status);
        Dictionary<string, long> counts = Row().Matches(ran.Out).ToDictionary(row => row.Groups["name"].Value, row => long.Parse(row.Groups["count"].Value));
        Assert.Equal(395, counts["read"]);
        Assert.Equal(counts["read"], counts.Where(pair => pair.Key != "read").Sum(pair => pair.Value));
        Assert.True(counts["delivered"] > 0 && counts["dropped"] > 0 && counts["consumed"] > 0);
    }

    [Fact]
    public void The_summary_blames_the_security_group_for_a_refused_scan()
    {
        Ran ran = Ran.Replay();

        Assert.Matches(@"ENI_SG_RULES_MISMATCH\n +WebServer \(eni-[0-9a-f]{17}\): no inbound rule of WebSg \(sg-[0-9a-f]{17}\) allows tcp 3389 from 203\.0\.113\.66\n", ran.Out);
    }

    [Fact]
    public void The_session_in_the_README_is_a_real_one_and_its_options_are_all_there()
    {
        string readme = Repository.Read("README.md");
        string[] session = Session().Match(readme).Groups["text"].Value.Split('\n');
        string[] printed = Ran.Replay().Out.Replace(Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Split('\n');

        Assert.Contains("Packets", session);
        Assert.All(session.Where(line => !line.Contains('…', StringComparison.Ordinal)), line => Assert.Contains(line, printed));
        Assert.All(new Commands.ReplaySyntax().Command.Options, option => Assert.Contains($"`{option.Name}", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_place_for_the_flow_log_its_first_20_records_end_the_summary()
    {
        string[] lines = Ran.Replay().Out.TrimEnd('\n').Split('\n');

        Assert.StartsWith("version account-id interface-id ", lines[^21], StringComparison.Ordinal);
        Assert.All(lines[^20..], line => Assert.Matches("^2 123456789012 eni-[0-9a-f]{17} ", line));
    }

    /// <summary>To write the expected records anew: set the variable named by <see cref="Update"/> to 1 and look at the difference.</summary>
    [Fact]
    public void The_flow_log_of_the_web_session_is_the_expected_one()
    {
        string path = Path.Combine(Repository.Expected, "web-session.flow-logs.txt");
        Ran ran = Ran.Replay("--flow-logs", "-");
        if (Environment.GetEnvironmentVariable(Update) == "1") File.WriteAllText(path, ran.Out);

        string[] expected = File.ReadAllLines(path);
        string[] records = ran.Out.TrimEnd('\n').Split('\n');
        for (int i = 0; i < Math.Min(expected.Length, records.Length); i++)
            Assert.True(expected[i] == records[i], $"line {i + 1} is\n{records[i]}\nexpected was\n{expected[i]}");
        Assert.Equal(expected.Length, records.Length);
    }

    [Fact]
    public void With_the_flow_log_on_standard_output_everything_else_goes_to_standard_error()
    {
        Ran ran = Ran.Replay("--flow-logs", "-");

        Assert.All(ran.Out.TrimEnd('\n').Split('\n').Skip(1), line => Assert.Matches("^2 123456789012 eni-", line));
        Assert.Contains("delivered", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("version account-id", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flow_log_file_holds_what_standard_output_would()
    {
        using var folder = new TemporaryFolder();
        Ran ran = Ran.Replay("--flow-logs", folder["log.txt"]);

        Assert.Equal(Ran.Replay("--flow-logs", "-").Out, File.ReadAllText(folder["log.txt"]));
        Assert.Contains("delivered", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("version account-id", ran.Out, StringComparison.Ordinal);
        Assert.Equal(["log.txt"], folder.Files().Keys);
    }

    [Fact]
    public void Format_and_aggregation_shape_the_flow_log()
    {
        Ran ran = Ran.Replay("--flow-logs", "-", "--log-format", "${dstport} action", "--aggregation", "600");

        string[] lines = ran.Out.TrimEnd('\n').Split('\n');
        Assert.Equal("dstport action", lines[0]);
        Assert.Contains("3389 REJECT", lines);
        Assert.True(lines.Length < Ran.Replay("--flow-logs", "-").Out.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void The_out_folder_holds_the_templates_own_flow_logs_and_the_summary()
    {
        using var folder = new TemporaryFolder();
        Ran ran = Ran.Replay("--out", folder["results"], "--log-format", "action");

        string[] files = [.. folder.Files().Keys];
        Assert.Contains(Path.Combine("results", "summary.json"), files);
        string streams = Path.Combine("results", "cloudwatch-logs", "vpc", "three-tier", "flow-logs", "eni-");
        string[] logs = [.. files.Where(file => file != Path.Combine("results", "summary.json"))];
        Assert.NotEmpty(logs);
        Assert.All(logs, file => Assert.StartsWith(streams, file, StringComparison.Ordinal));
        Assert.All(logs, file => Assert.True(File.ReadLines(folder[file]).First().Split(' ').Length > 1, "--log-format is not for the template's own flow logs"));
        Assert.Equal(0, ran.Status);
    }

    [Fact]
    public void A_template_without_flow_logs_gets_one_of_the_whole_VPC()
    {
        using var folder = new TemporaryFolder();
        string template = folder.Write("vpc.yaml", SmallDesign.Text);
        Ran ran = Ran.InProcess("replay", Repository.Capture("web-http.pcap.gz"), "--design", template, "--out", folder["results"]);

        Assert.Equal(0, ran.Status);
        string log = Assert.Single(Directory.GetFiles(folder[Path.Combine("results", "cloudwatch-logs", "vpc-flow-logs")]));
        Assert.Matches("eni-[0-9a-f]{17}-all$", log);
        Assert.All(File.ReadLines(log), line => Assert.Matches("^2 123456789012 eni-", line));
    }

    [Fact]
    public void Region_and_account_are_those_of_the_command_line()
    {
        Ran ran = Ran.Replay("--flow-logs", "-", "--log-format", "account-id region", "--region", "eu-central-1", "--account", "210987654321");

        Assert.Equal("210987654321 eu-central-1", ran.Out.Split('\n')[1]);
    }

    [Fact]
    public void What_a_mapping_places_in_the_design_is_replayed_there()
    {
        Ran elsewhere = Ran.Replay("--map", "203.0.113.66=203.0.113.77");

        Assert.Contains("from 203.0.113.77", elsewhere.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.66", elsewhere.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_replay_sends_what_causal_replay_does_not()
    {
        Assert.Matches(@"\n  not-sent +[1-9]", Ran.Replay().Out);
        Assert.Matches(@"\n  not-sent +0 ", Ran.Replay("--mode", "open").Out);
    }

    [GeneratedRegex("^```\n(?<text>.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Session();

    [GeneratedRegex(@"^  (?<name>[a-z-]+) +(?<count>\d+)(?= |$)", RegexOptions.Multiline)]
    private static partial Regex Row();
}
