using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Settings;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Subscriptions;

public class SkipDataTests
{
    [Fact] // VPC guide, "Flow log records", log-status: SKIPDATA may stand for several flows
    public void Records_above_the_capacity_are_one_SKIPDATA_record()
    {
        Assert.Equal(
            ["60 60 OK", "60 60 OK", "60 120 SKIPDATA", "120 120 OK"],
            Records(new FlowLogSettings { RecordsPerWindow = 2 }, (60, 1), (60, 2), (60, 3), (60, 4), (120, 5)));
    }

    [Fact]
    public void Without_a_capacity_nothing_is_skipped() =>
        Assert.Equal(["60 60 OK", "60 60 OK", "60 60 OK"], Records(FlowLogSettings.Default, (60, 1), (60, 2), (60, 3)));

    [Fact]
    public void A_window_that_fills_the_capacity_exactly_skips_nothing() =>
        Assert.Equal(["60 60 OK", "60 60 OK"], Records(new FlowLogSettings { RecordsPerWindow = 2 }, (60, 1), (60, 2)));

    [Fact] // VPC guide, "Flow log limitations": no SKIPDATA record stands for what VPC Block Public Access rejects
    public void Rejects_of_Block_Public_Access_above_the_capacity_are_skipped_without_a_word()
    {
        var settings = new FlowLogSettings { RecordsPerWindow = 1 };
        Assert.Equal(["60 60 OK"], Records(settings, RejectReason.BlockPublicAccess, skips: 0, (60, 1), (60, 2), (60, 3)));
        Assert.Equal(["60 60 OK", "60 120 SKIPDATA"], Records(settings, RejectReason.None, skips: 1, (60, 1), (60, 2), (60, 3)));
    }

    private static string[] Records(FlowLogSettings settings, params (long Second, int Port)[] packets) =>
        Records(settings, RejectReason.None, settings.RecordsPerWindow > 0 && packets.Length > 2 ? 1 : 0, packets);

    private static string[] Records(FlowLogSettings settings, RejectReason reason, int skips, params (long Second, int Port)[] packets)
    {
        var output = new MemoryStream();
        using var run = new FlowLogRun(Design(), new FlowLogOptions { Text = output, Format = LogFormat.Parse("start end log-status"), Settings = settings });
        foreach ((long second, int port) in packets)
        {
            int handle = run.Meter.Open(Flow("10.0.1.5", "10.0.0.5", port, 443, accepted: reason == RejectReason.None, reason: reason));
            run.Meter.Count(handle, second * 1_000_000_000, port, 1, 40, 0);
            run.Meter.Release(handle);
        }
        run.Finish(packets[^1].Second * 1_000_000_000);
        Assert.Equal(skips, run.Skips);
        return System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n')[1..^1];
    }
}
