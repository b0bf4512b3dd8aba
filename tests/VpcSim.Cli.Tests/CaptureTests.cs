using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary>Whatever a capture holds, the program ends properly and accounts for every packet.</summary>
public class CaptureTests
{
    public static TheoryData<string> Own => [.. Repository.CapturesIn(Repository.Capture(""))];

    public static TheoryData<string> Shared =>
        Directory.Exists(Repository.SharedCaptures) ? [.. Repository.CapturesIn(Repository.SharedCaptures)] : ["(none)"];

    [Theory]
    [MemberData(nameof(Own))]
    public void Every_committed_capture_is_replayed_with_conserved_counts(string name)
    {
        ReplaysWithConservedCounts(Repository.Capture(name), "causal");
        ReplaysWithConservedCounts(Repository.Capture(name), "open");
    }

    [Theory]
    [MemberData(nameof(Shared))]
    public void Every_shared_capture_is_replayed_with_conserved_counts(string name)
    {
        Assert.SkipUnless(Directory.Exists(Repository.SharedCaptures), "the shared captures are not beside this checkout");
        ReplaysWithConservedCounts(Path.Combine(Repository.SharedCaptures, name), "open");
    }

    [Fact]
    public void Several_captures_are_one_replay()
    {
        Ran ran = Ran.InProcess("replay", Repository.Capture("app-db.pcap"), Repository.Capture("bastion.pcap"), "--design", Repository.Template, "--json");
        using JsonDocument json = JsonDocument.Parse(ran.Out);

        Assert.Equal(160 + 174, json.RootElement.GetProperty("packets").GetInt64());
        Assert.Equal([160, 174], json.RootElement.GetProperty("captures").EnumerateArray().Select(capture => capture.GetProperty("packets").GetInt32()));
    }

    private static void ReplaysWithConservedCounts(string capture, string mode)
    {
        Ran ran = Ran.InProcess("replay", capture, "--design", Repository.Template, "--mode", mode, "--json");

        string[] complaints = [.. ran.Error.Split('\n').Where(line => line.StartsWith("vpcsim: error: ", StringComparison.Ordinal))];
        Assert.Equal(complaints.Length == 0 ? 0 : 2, ran.Status);
        Assert.InRange(complaints.Length, 0, 1);
        using JsonDocument json = JsonDocument.Parse(ran.Out);
        JsonElement root = json.RootElement;
        Assert.Equal(root.GetProperty("packets").GetInt64(), root.GetProperty("outcomes").EnumerateObject().Sum(outcome => outcome.Value.GetInt64()));
        Assert.Equal(root.GetProperty("packets").GetInt64(), root.GetProperty("captures").EnumerateArray().Sum(file => file.GetProperty("packets").GetInt64()));
        Assert.Equal(
            root.GetProperty("outcomes").GetProperty("dropped").GetInt64(),
            root.GetProperty("drop-reasons").EnumerateArray().Sum(reason => reason.GetProperty("packets").GetInt64()));
    }
}
