using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Designs;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Aggregation;

public sealed class WindowGridTests
{
    private const string Times = "interface-id packets start end log-status";

    [Fact]
    public void Windows_begin_at_full_minutes_unless_the_setting_moves_them()
    {
        Assert.Equal(["2 60 119", "1 121 121"], Packets(FlowLogSettings.Default, 60, 119, 121));
        Assert.Equal(["1 60 60", "2 119 121"], Packets(new FlowLogSettings { WindowOffsetMs = 10_000 }, 60, 119, 121));
    }

    [Fact] // windows may begin within a second, and both have it
    public void A_second_may_belong_to_two_windows()
    {
        var offset = new FlowLogSettings { WindowOffsetMs = 10_500 };
        Assert.Equal(["1 70 70", "1 70 70"], Packets(offset, 70.25, 70.75));
        Assert.Equal(["2 70 70"], Packets(FlowLogSettings.Default, 70.25, 70.75));
    }

    [Fact] // VPC guide, "Flow log records": the maximum aggregation interval; AWS's examples have windows of 58 seconds and less
    public void Windows_are_as_long_as_the_setting_says()
    {
        Assert.Equal(["2 60 119"], Packets(FlowLogSettings.Default, 60, 119));
        Assert.Equal(["1 60 60", "1 119 119"], Packets(new FlowLogSettings { WindowSeconds = 30 }, 60, 119).Where(record => !record.StartsWith('-')));
    }

    [Fact] // VPC guide, "Flow log records": start and end, the first and the last packet; the example records show the window's bounds
    public void Start_and_end_are_packets_or_with_the_setting_the_windows_bounds()
    {
        Assert.Equal(["2 61 90"], Packets(FlowLogSettings.Default, 61, 90));
        Assert.Equal(["2 60 120"], Packets(new FlowLogSettings { Times = RecordTimes.Window }, 61, 90));
    }

    [Fact] // VPC guide, "Flow log records": start and end may be up to 60 seconds after the packet was sent or received
    public void Start_and_end_lag_the_packets_by_as_much_as_the_setting_says()
    {
        Assert.Equal(["2 61 90"], Packets(FlowLogSettings.Default, 61, 90));
        Assert.Equal(["2 86 115"], Packets(new FlowLogSettings { LagSeconds = 25 }, 61, 90));
    }

    [Theory]
    [InlineData(600)]
    [InlineData(60)]
    public void Random_phases_keep_every_packet_and_give_each_interface_windows_of_its_own(int interval)
    {
        long[] seconds = [.. Enumerable.Range(0, 600).Select(i => 6000L + (i * 7))];
        List<string> records = Random(seed: 1, interval, seconds);
        Assert.Equal(600, Ok(records, EniId).Sum(record => record.Packets));
        Assert.Equal(600, Ok(records, OtherEniId).Sum(record => record.Packets));
        Assert.NotEqual(Ok(records, EniId)[0].End, Ok(records, OtherEniId)[0].End);
        Assert.All(Ok(records, EniId), record => Assert.InRange(record.End - record.Start, 0, interval - 1));
    }

    [Fact]
    public void Random_phases_hang_on_the_seed_alone()
    {
        long[] seconds = [.. Enumerable.Range(0, 100).Select(i => 6000L + (i * 7))];
        Assert.Equal(Random(seed: 1, 60, seconds), Random(seed: 1, 60, seconds));
        Assert.NotEqual(Random(seed: 1, 60, seconds), Random(seed: 2, 60, seconds));
    }

    [Fact] // the contract of the order of records holds for windows that end at different times
    public void Records_of_random_phases_stand_in_order_of_the_ends_of_their_windows()
    {
        long[] seconds = [.. Enumerable.Range(0, 300).Select(i => 6000L + (i * 3))];
        long[] ends = [.. Random(seed: 3, 60, seconds, FlowLogSettings.Default with { Times = RecordTimes.Window }).Select(record => long.Parse(record.Split(' ')[3]))];
        Assert.Equal(ends.Order(), ends);
        Assert.True(ends.Length > 20);
    }

    [Fact]
    public void A_gap_in_the_captures_has_no_NODATA_records_with_random_phases_either()
    {
        List<string> records = Random(seed: 1, 60, [6000, 6000 + (40L * 86_400)]);
        Assert.Equal(2, Ok(records, EniId).Count);
        Assert.True(records.Count < 10, $"{records.Count} records");
    }

    private static List<(long Packets, long Start, long End)> Ok(List<string> records, string eni) =>
    [
        .. records.Select(record => record.Split(' ')).Where(words => words[0] == eni && words[4] == "OK")
            .Select(words => (long.Parse(words[1]), long.Parse(words[2]), long.Parse(words[3]))),
    ];

    /// <summary>Packets of one flow on two interfaces.</summary>
    private static List<string> Random(int seed, int interval, long[] seconds, FlowLogSettings? settings = null)
    {
        Design design = Design("t2.micro", "t2.micro");
        var output = new MemoryStream();
        var options = new FlowLogOptions
        {
            Text = output,
            Format = FlowLogs.Formats.LogFormat.Parse(Times),
            IntervalSeconds = interval,
            Settings = (settings ?? FlowLogSettings.Default) with { WindowPhase = WindowPhase.Random, Seed = seed },
        };
        using var run = new FlowLogRun(design, options);
        Observation[] flows = [Flow("10.0.1.5", "10.0.0.5", 1, 2), Flow("10.0.0.5", "10.0.1.5", 2, 1, OtherEni)];
        int[] handles = [.. flows.Select(flow => run.Meter.Open(flow))];
        foreach (long second in seconds)
            foreach (int handle in handles) run.Meter.Count(handle, second * 1_000_000_000, second, 1, 40, 0);
        foreach (int handle in handles) run.Meter.Release(handle);
        run.Finish(seconds[^1] * 1_000_000_000);
        return [.. System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n')[1..^1]];
    }

    /// <summary>Packets, start and end of the records of one flow.</summary>
    private static string[] Packets(FlowLogSettings settings, params double[] seconds)
    {
        var output = new MemoryStream();
        var options = new FlowLogOptions { Text = output, Format = FlowLogs.Formats.LogFormat.Parse("packets start end"), Settings = settings };
        using var run = new FlowLogRun(Design(), options);
        int handle = run.Meter.Open(Flow("10.0.1.5", "10.0.0.5", 1, 2));
        foreach (double second in seconds) run.Meter.Count(handle, (long)(second * 1e9), (long)second, 1, 40, 0);
        run.Meter.Release(handle);
        run.Finish((long)(seconds[^1] * 1e9));
        return System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n')[1..^1];
    }
}
