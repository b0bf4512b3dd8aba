using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary>A replay as a guard: <c>--fail-on</c> and <c>--expect</c>.</summary>
public class GuardTests
{
    [Fact]
    public void Packets_that_are_dropped_fail_and_the_first_ones_are_told_with_what_dropped_them()
    {
        Ran ran = Ran.Replay("--fail-on", "dropped");
        Assert.Equal(1, ran.Status);
        Assert.Matches(@"\n--fail-on dropped: failed by \d+ packet\(s\); the first that each rule dropped\n", ran.Out);
        Assert.Matches(@"\n +226 +\d+  tcp 10\.0\.1\.10:57710 10\.0\.3\.10:5432  ENI_SG_RULES_MISMATCH\n +Database \(eni-[0-9a-f]{17}\): no inbound rule of DbSg", ran.Out);
    }

    [Fact]
    public void As_many_packets_fail_as_the_summary_counts()
    {
        using JsonDocument json = JsonDocument.Parse(Ran.Replay("--fail-on", "dropped", "--fail-on", "dropped:ENI_SG_RULES_MISMATCH", "--json").Out);
        JsonElement root = json.RootElement, guards = root.GetProperty("guards").GetProperty("fail-on");
        Assert.Equal(root.GetProperty("outcomes").GetProperty("dropped").GetInt64(), guards[0].GetProperty("packets").GetInt64());
        Assert.Equal(root.GetProperty("drop-reasons").EnumerateArray().Single(drop => drop.GetProperty("reason").GetString() == "ENI_SG_RULES_MISMATCH").GetProperty("packets").GetInt64(), guards[1].GetProperty("packets").GetInt64());
        long[] numbers = [.. guards[0].GetProperty("first").EnumerateArray().Select(first => first.GetProperty("number").GetInt64())];
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(root.GetProperty("top-dropped-conversations").EnumerateArray().Min(conversation => conversation.GetProperty("first-dropped-packet").GetInt64()), numbers[0]);
    }

    [Theory]
    [InlineData("dropped:ENI_SG_RULES_MISMATCH", 1)]
    [InlineData("dropped:eni_sg_rules_mismatch", 1)]
    [InlineData("dropped:NGW_UNSOLICITED_INBOUND", 0)]
    public void A_guard_of_one_reason_fails_for_it_alone(string guard, int status)
    {
        Ran ran = Ran.Replay("--fail-on", guard);
        Assert.Equal(status, ran.Status);
        Assert.Contains(status == 0 ? $"--fail-on {guard}: no such packet" : "--fail-on dropped:ENI_SG_RULES_MISMATCH: failed by", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_drops_nothing_fails() =>
        Assert.Equal(0, Ran.InProcess("replay", Repository.Capture("web-session.pcapng"), "--design", Repository.Template, "--filter", "tcp port 22 and host 10.0.1.20", "--fail-on", "dropped").Status);

    [Fact]
    public void The_session_in_the_documentation_is_a_real_one()
    {
        string[] printed = Ran.Replay("--fail-on", "dropped:ENI_SG_RULES_MISMATCH").Out.Split('\n');
        string[] session = [.. Repository.Read("docs/guards.md").Split("\n## Records")[0].Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal) && !line.StartsWith("    $", StringComparison.Ordinal)).Select(line => line[4..])];
        Assert.True(session.Length > 5);
        Assert.All(session, line => Assert.Contains(line, printed));
    }

    [Fact]
    public void A_guard_changes_nothing_else_of_the_summary()
    {
        string plain = Ran.Replay().Out, guarded = Ran.Replay("--fail-on", "dropped").Out;
        Assert.StartsWith(plain, guarded, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_records_hold(bool crlf)
    {
        using var folder = new TemporaryFolder();
        string records = Ran.Replay("--flow-logs", "-").Out;
        File.WriteAllText(folder["expected.txt"], crlf ? records.Replace("\n", "\r\n", StringComparison.Ordinal) : records);
        Ran ran = Ran.Replay("--expect", folder["expected.txt"]);
        Assert.Equal(0, ran.Status);
        Assert.Contains("expected.txt: the records are those of the file", ran.Out, StringComparison.Ordinal);
        Assert.Equal(0, Ran.Replay("--expect", folder["expected.txt"], "--flow-logs", folder["again.txt"]).Status);
        Assert.Equal(records, File.ReadAllText(folder["again.txt"]));
    }

    [Fact]
    public void The_first_record_that_differs_is_shown_with_its_line()
    {
        using var folder = new TemporaryFolder();
        string[] lines = Ran.Replay("--flow-logs", "-").Out.Split('\n');
        string right = lines[4];
        lines[4] = lines[4].Replace("ACCEPT", "REJECT", StringComparison.Ordinal).Replace(" 6 ", " 17 ", StringComparison.Ordinal);
        lines[7] = "something else";
        File.WriteAllText(folder["expected.txt"], string.Join('\n', lines));
        Ran ran = Ran.Replay("--expect", folder["expected.txt"]);
        Assert.Equal(1, ran.Status);
        Assert.EndsWith($"expected.txt: failed at line 5\n  expected: {lines[4]}\n  got:      {right}\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_too_many_and_one_too_few_are_differences()
    {
        using var folder = new TemporaryFolder();
        string[] lines = Ran.Replay("--flow-logs", "-").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        File.WriteAllLines(folder["short.txt"], lines[..^1]);
        File.WriteAllLines(folder["long.txt"], [.. lines, lines[^1]]);
        Assert.EndsWith($"short.txt: failed at line {lines.Length}, behind its end: a record that is not in it\n  expected: no more records\n  got:      {lines[^1]}\n", Ran.Replay("--expect", folder["short.txt"]).Out, StringComparison.Ordinal);
        Ran tooLong = Ran.Replay("--expect", folder["long.txt"]);
        Assert.EndsWith($"long.txt: failed at line {lines.Length + 1}: records that did not come\n  expected: {lines[^1]}\n  got:      no more records\n", tooLong.Out, StringComparison.Ordinal);
        Assert.Equal(1, tooLong.Status);
    }

    [Fact]
    public void Records_of_another_format_hold_with_that_format()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["expected.txt"], Ran.Replay("--flow-logs", "-", "--log-format", "srcaddr dstaddr action").Out);
        Assert.Equal(0, Ran.Replay("--expect", folder["expected.txt"], "--log-format", "srcaddr dstaddr action").Status);
        Ran.Replay("--expect", folder["expected.txt"]).IsUnusable("expected.txt: its records are of another format than the run's; run with --log-format 'srcaddr dstaddr action'");
    }

    [Theory]
    [InlineData("", "it begins with no header line")]
    [InlineData("these are\nno records\n", "its first line is no header of flow-log records")]
    public void A_file_without_records_is_unusable(string text, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["expected.txt"], text);
        Ran.Replay("--expect", folder["expected.txt"]).IsUnusable($"expected.txt: {said}");
    }

    [Fact]
    public void Mistakes_are_named_with_their_places_and_remedies()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["expected.txt"], "");
        Ran.Replay("--fail-on", "droped").IsUnusable("--fail-on (argument 5): 'droped' is nothing to fail on; write dropped, or dropped:REASON");
        Ran.Replay("--fail-on", "dropped:SG_RULES").IsUnusable("'SG_RULES' is no reason for a drop; the nearest are", "docs/verdicts.md");
        Ran.Replay("--fail-on").IsUnusable("--fail-on (argument 5) needs a value: --fail-on dropped[:REASON]");
        Ran.Replay("--expect", folder["expectde.txt"]).IsUnusable("--expect (argument 5): ", "the nearest name there is expected.txt; write it with --flow-logs");
        Ran.Replay("--expect", folder.Path).IsUnusable("is a folder; name the file that --flow-logs has written");
        Ran.Replay("--expect", folder["expected.txt"], "--flow-logs", folder["expected.txt"]).IsUnusable("is an input of this replay; name another file");
    }
}
