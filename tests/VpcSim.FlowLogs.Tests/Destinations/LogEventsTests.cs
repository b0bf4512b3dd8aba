using System.Text.Json;
using VpcSim.FlowLogs.Settings;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Destinations;

public sealed class LogEventsTests : IDisposable
{
    private const long Minute = 1431280860;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] // VPC guide, "Publish flow logs to CloudWatch Logs": timestamp is the start of the record, ingestionTime is later than its end
    public void An_events_time_is_the_start_of_its_record()
    {
        JsonElement[] events = EventsOf(FlowLogSettings.Default);
        string[] records = _folder.Files()[$"cloudwatch-logs/logs/{EniId}-all"].Split('\n')[..^1];
        Assert.Equal(3, events.Length); // a flow, NODATA, a flow
        Assert.Equal(records, events.Select(one => one.GetProperty("message").GetString()));
        Assert.Equal(records.Select(record => long.Parse(record.Split(' ')[10]) * 1000), events.Select(one => one.GetProperty("timestamp").GetInt64()));
        Assert.Equal([(Minute + 7) * 1000, (Minute + 60) * 1000, (Minute + 121) * 1000], events.Select(one => one.GetProperty("timestamp").GetInt64()));
    }

    [Theory] // VPC guide, "Logging IP traffic using VPC Flow Logs": to CloudWatch Logs within about 5 minutes
    [InlineData(300)]
    [InlineData(0)]
    public void A_record_is_taken_in_five_minutes_after_its_window_or_as_the_setting_says(int delay) => Assert.Equal(
        new[] { 60, 120, 180 }.Select(end => (Minute + end + delay) * 1000),
        EventsOf(FlowLogSettings.Default with { CloudWatchDelaySeconds = delay }).Select(one => one.GetProperty("ingestionTime").GetInt64()));

    [Fact]
    public void Without_being_asked_for_there_are_no_events()
    {
        LogPlayer.Play(_folder, [Logs.OfInterface(EniId)], [Minute]);
        Assert.Equal([$"cloudwatch-logs/logs/{EniId}-all"], _folder.Files().Keys);
    }

    [Fact]
    public void Logs_that_share_a_stream_share_its_events()
    {
        LogPlayer.Play(_folder, [Logs.OfInterface(EniId), Logs.OfVpc()], [Minute], events: true);
        Assert.Equal(2, Events().Length);
    }

    private JsonElement[] EventsOf(FlowLogSettings settings)
    {
        LogPlayer.Play(_folder, [Logs.OfInterface(EniId)], [Minute + 7, Minute + 121], settings, events: true);
        return Events();
    }

    private JsonElement[] Events()
    {
        JsonElement root = JsonDocument.Parse(_folder.Files()[$"cloudwatch-logs/logs/{EniId}-all.json"]).RootElement;
        Assert.StartsWith("f/", root.GetProperty("nextForwardToken").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("b/", root.GetProperty("nextBackwardToken").GetString(), StringComparison.Ordinal);
        return [.. root.GetProperty("events").EnumerateArray()];
    }

    [Theory]
    [InlineData("-all", true)]
    [InlineData("-all.json", true)]
    [InlineData("-accept", false)]
    public void A_folder_in_the_place_of_a_log_stream_is_told_before_the_first_packet(string ending, bool isTold)
    {
        Directory.CreateDirectory(_folder[$"cloudwatch-logs/logs/{EniId}{ending}"]);
        Exception? problem = Record.Exception(() => LogPlayer.Play(_folder, [Logs.OfInterface(EniId)], [], events: true));
        Assert.Equal(isTold, problem is IOException);
        if (isTold) Assert.Contains($"{EniId}{ending} is a folder", problem!.Message, StringComparison.Ordinal);
    }
}
