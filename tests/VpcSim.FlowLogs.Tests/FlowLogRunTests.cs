using System.Text;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Designs;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests;

public sealed class FlowLogRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_run_writes_a_stream_a_file_a_folder_and_keeps_the_first_records()
    {
        var stream = new MemoryStream();
        using (var run = new FlowLogRun(WithLogs(), Options(stream)))
        {
            Play(run, 100);
            Assert.Equal(20, run.FirstRecords.Count);
            run.Commit();
            Assert.Equal(200 + 200, run.Records);
        }
        string text = Encoding.UTF8.GetString(stream.ToArray());
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(LogFormat.Default.Header, lines[0]);
        Assert.Equal(201, lines.Length);
        SortedDictionary<string, string> files = _folder.Files();
        Assert.Equal(text, files["records.log"]);
        Assert.Equal(100, files[$"cloudwatch-logs/logs/{EniId}-all"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_run_that_is_not_committed_leaves_nothing()
    {
        using (var run = new FlowLogRun(WithLogs(), Options(null))) Play(run, 10);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_run_that_fails_in_its_middle_leaves_nothing()
    {
        using (var run = new FlowLogRun(WithLogs(), Options(null))) Count(run, Flow("10.0.1.5", "10.0.0.5", 1, 2), 60, 1);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_format_that_is_none_is_told_before_any_file_is_begun()
    {
        Design design = Design() with { FlowLogs = [Logs.OfVpc(format: "${nothing}")] };
        Assert.Throws<FormatException>(() => new FlowLogRun(design, Options(null)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_run_is_finished_before_it_is_committed()
    {
        using var run = new FlowLogRun(WithLogs(), Options(null));
        Assert.Throws<InvalidOperationException>(run.Commit);
    }

    [Fact]
    public void A_run_without_packets_has_a_header_and_nothing_else()
    {
        using (var run = new FlowLogRun(WithLogs(), Options(null)))
        {
            run.Finish(0);
            run.Commit();
            Assert.Equal(0, run.Records);
        }
        Assert.Equal(["records.log"], _folder.Files().Keys);
        Assert.Equal(LogFormat.Default.Header + "\n", _folder.Files()["records.log"]);
    }

    [Fact]
    public void Without_any_output_nothing_is_counted()
    {
        using var run = new FlowLogRun(WithLogs(), new FlowLogOptions());
        Play(run, 10);
        Assert.Equal(0, run.Records);
    }

    [Fact]
    public void The_log_of_everything_has_its_own_format_and_interval_and_the_designs_logs_keep_theirs()
    {
        var stream = new MemoryStream();
        Design design = Design() with { FlowLogs = [Logs.OfVpc(format: "${interface-id} ${action}")] };
        FlowLogOptions options = new() { Text = stream, OutFolder = _folder.Path, Format = LogFormat.Parse("packets"), IntervalSeconds = 600 };
        using (var run = new FlowLogRun(design, options))
        {
            Count(run, Flow("10.0.1.5", "10.0.0.5", 1, 2), 60, 1);
            Count(run, Flow("10.0.1.5", "10.0.0.5", 1, 2), 120, 2);
            run.Finish(120_000_000_000);
            run.Commit();
        }
        Assert.Equal("packets\n2\n", Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal($"{EniId} ACCEPT\n{EniId} ACCEPT\n", Assert.Single(_folder.Files()).Value);
    }

    [Fact]
    public void Two_runs_write_the_same_bytes()
    {
        SortedDictionary<string, string> first = Whole(), second = Whole();
        Assert.NotEmpty(first);
        Assert.Equal(first, second);

        SortedDictionary<string, string> Whole()
        {
            using var folder = new TemporaryFolder();
            using var run = new FlowLogRun(WithLogs(), new FlowLogOptions { OutFolder = folder.Path, TextPath = folder["records.log"] });
            Play(run, 500);
            run.Commit();
            return folder.Files();
        }
    }

    [Fact]
    public void Records_of_a_window_are_sorted_or_with_the_setting_shuffled_by_the_seed()
    {
        string[] sorted = Lines(new FlowLogSettings()), one = Lines(Shuffled(1)), other = Lines(Shuffled(2));
        Assert.Equal(one, Lines(Shuffled(1)));
        Assert.NotEqual(one, other);
        Assert.NotEqual(sorted, one);
        Assert.Equal(sorted.Order(), one.Order()); // the same records, of two windows that stay apart
        Assert.Equal(sorted.Select(WindowOf), one.Select(WindowOf));

        static FlowLogSettings Shuffled(int seed) => new() { Order = RecordOrder.Shuffled, Seed = seed };
        static long WindowOf(string line) => long.Parse(line.Split(' ')[10]) / 60;
        static string[] Lines(FlowLogSettings settings)
        {
            var stream = new MemoryStream();
            using var run = new FlowLogRun(Design(), new FlowLogOptions { Text = stream, Settings = settings });
            for (int i = 0; i < 40; i++) Count(run, Flow("10.0.0.5", "10.0.1.5", i, 443, egress: true), 60 + (i / 20 * 60), i);
            run.Finish(120_000_000_000);
            return Encoding.UTF8.GetString(stream.ToArray()).Split('\n')[1..^1];
        }
    }

    private static Design WithLogs() => Design() with { FlowLogs = [Logs.OfVpc(interval: 600)] };

    private FlowLogOptions Options(Stream? stream) =>
        new() { Text = stream, TextPath = _folder["records.log"], OutFolder = _folder.Path, FirstRecords = 20 };

    /// <summary>As many flows on each of two interfaces, in one window.</summary>
    private static void Play(FlowLogRun run, int flows)
    {
        for (int i = 0; i < flows; i++)
        {
            Count(run, Flow("10.0.0.5", "10.0.1.5", i, 443, egress: true), 60, i);
            Count(run, Flow("10.0.0.5", "10.0.1.5", i, 443, OtherEni), 60, i);
        }
        run.Finish(60_000_000_000);
    }

    private static void Count(FlowLogRun run, Observation observation, long second, long number)
    {
        int handle = run.Meter.Open(observation);
        run.Meter.Count(handle, second * 1_000_000_000, number, 1, 40, 0);
        run.Meter.Release(handle);
    }
}
