using System.Diagnostics;
using System.Globalization;

namespace VpcSim.Cli.Tests.Faults;

/// <summary>Runs that are killed at random moments: what they leave is whole or called <c>.partial</c>, and the same command then gives what it would have given.</summary>
/// <remarks>VPCSIM_KILL_POINTS says how often each is killed (10), VPCSIM_KILL_SEED when (1). (docs/trust.md, "Faults")</remarks>
public sealed class KilledRunTests(ITestOutputHelper told) : IDisposable
{
    private const string FlowLogs = """
          ToGroup: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Net, TrafficType: ALL, MaxAggregationInterval: 60, LogGroupName: g, DeliverLogsPermissionArn: arn}}
          ToS3: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Net, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::archive'}}
          ToParquet:
            Type: AWS::EC2::FlowLog
            Properties:
              {ResourceType: VPC, ResourceId: !Ref Net, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::columns', DestinationOptions: {FileFormat: parquet, HiveCompatiblePartitions: true, PerHourPartition: true}}
          ToFirehose:
            Type: AWS::EC2::FlowLog
            Properties: {ResourceType: VPC, ResourceId: !Ref Net, TrafficType: ALL, LogDestinationType: kinesis-data-firehose, LogDestination: 'arn:aws:firehose:us-east-1:123456789012:deliverystream/stream'}

        """;

    private readonly TemporaryFolder _inputs = new(), _outputs = new();
    private readonly int _points = int.Parse(Environment.GetEnvironmentVariable("VPCSIM_KILL_POINTS") ?? "10", CultureInfo.InvariantCulture);
    private readonly Random _chance = new(int.Parse(Environment.GetEnvironmentVariable("VPCSIM_KILL_SEED") ?? "1", CultureInfo.InvariantCulture));
    private long _lengthOfEarlier;

    public void Dispose()
    {
        _inputs.Dispose();
        _outputs.Dispose();
    }

    [Fact]
    public Task A_replay_with_every_kind_of_output()
    {
        string[] replay =
        [
            "replay", SeededCapture.Write(_inputs["knocks.pcap"], 6_000, TimeSpan.FromHours(6)), "--design", _inputs.Write("vpc.yaml", SmallDesign.Text + "\n" + FlowLogs), "--json",
            "--out", _outputs["results"], "--log-events", "--flow-logs", _outputs["flow-logs.txt"], "--annotate", _outputs["annotated.pcapng"], "--pcap-dir", _outputs["interfaces"],
        ];
        return Kill(replay, [.. replay, "--limit", "1000"], firstRenamed: "annotated.pcapng", seal: "results/summary.json", _points);
    }

    [Theory]
    [InlineData("run EXAMPLE --out OUT/results", "results/flow-logs.txt")]
    [InlineData("test EXAMPLE --report junit=OUT/report.xml", "report.xml")]
    [InlineData("design convert DESIGN --out OUT/network.yaml", "network.yaml")]
    public Task A_verb_that_writes(string command, string firstRenamed)
    {
        string[] words = [.. command.Split(' ').Select(word => word switch
        {
            "DESIGN" => Repository.Template,
            "EXAMPLE" => Path.Combine(Repository.Root, "docs", "examples", "three-tier"),
            _ => word.Replace("OUT", _outputs.Path, StringComparison.Ordinal),
        })];
        return Kill(words, earlier: null, firstRenamed, seal: null, Math.Max(1, _points / 10));
    }

    private async Task Kill(string[] command, string[]? earlier, string firstRenamed, string? seal, int points)
    {
        SortedDictionary<string, string> old = earlier is null ? [] : await FilesOf(earlier);
        (TimeSpan untilFirstFile, TimeSpan whole) = await Measure(command);
        SortedDictionary<string, string> right = _outputs.Files();
        int inTime = 0, whileWriting = 0, whileRenaming = 0;
        for (int point = 0; point < points; point++)
        {
            bool overEarlier = earlier is not null && point % 2 == 1;
            Restore(overEarlier ? old : []);
            using (VpcSimProcess started = VpcSimProcess.Start(command))
            {
                await Await(point % 3, started, firstRenamed, overEarlier, untilFirstFile, whole);
                started.Kill();
                if ((await started.End()).Status == 137) inTime++;
            }

            SortedDictionary<string, string> left = _outputs.Files();
            int partial = left.Keys.Count(IsPartial), renamed = left.Count(file => !IsPartial(file.Key) && !(overEarlier && old.GetValueOrDefault(file.Key) == file.Value));
            if (partial > 0 && renamed > 0) whileRenaming++;
            else if (partial > 0) whileWriting++;
            foreach ((string name, string content) in left)
                Assert.True(IsPartial(name) || content == right.GetValueOrDefault(name) || (overEarlier && content == old.GetValueOrDefault(name)), $"kill {point}: {name} is neither whole nor partial");
            if (seal is not null && left.GetValueOrDefault(seal) == right[seal]) Assert.All(right, file => Assert.Equal(file.Value, left.GetValueOrDefault(file.Key)));

            Ran again = await VpcSimProcess.Run(command);
            Assert.Equal(0, again.Status);
            IEnumerable<KeyValuePair<string, string>> expected = overEarlier ? [.. right, .. old.Where(file => !right.ContainsKey(file.Key))] : right;
            Assert.Equal(expected.OrderBy(file => file.Key, StringComparer.Ordinal), _outputs.Files());
        }
        told.WriteLine($"{command[0]}: {points} kills, {inTime} before the end; {whileWriting} left partial files alone, {whileRenaming} partial and whole ones; {right.Count} files");
    }

    private static bool IsPartial(string name) => name.EndsWith(".partial", StringComparison.Ordinal);

    /// <summary>Waits for a moment of the run: any, one since its first file, or one while files get their names.</summary>
    private async Task Await(int kind, VpcSimProcess started, string firstRenamed, bool overEarlier, TimeSpan untilFirstFile, TimeSpan whole)
    {
        TimeSpan delay = kind switch
        {
            0 => whole * _chance.NextDouble(),
            1 => (whole - untilFirstFile) * _chance.NextDouble(),
            _ => TimeSpan.FromMilliseconds(_chance.NextDouble() * 2),
        };
        if (kind == 1) await Until(() => Directory.EnumerateFiles(_outputs.Path, "*.partial", SearchOption.AllDirectories).Any(), started);
        if (kind == 2) await Until(() => overEarlier ? new FileInfo(_outputs[firstRenamed]).Length != _lengthOfEarlier : File.Exists(_outputs[firstRenamed]), started);
        long from = Stopwatch.GetTimestamp();
        if (delay > TimeSpan.FromMilliseconds(20)) await Task.Delay(delay - TimeSpan.FromMilliseconds(10));
        while (Stopwatch.GetElapsedTime(from) < delay) Thread.SpinWait(20);
    }

    private static async Task Until(Func<bool> happens, VpcSimProcess started)
    {
        for (int looks = 0; !happens(); looks++)
            if (looks % 64 == 0 && !await started.IsAliveAfter(TimeSpan.FromMilliseconds(1))) return;
    }

    private async Task<SortedDictionary<string, string>> FilesOf(string[] command)
    {
        Assert.Equal(0, (await VpcSimProcess.Run(command)).Status);
        SortedDictionary<string, string> files = _outputs.Files();
        Restore([]);
        return files;
    }

    private async Task<(TimeSpan UntilFirstFile, TimeSpan Whole)> Measure(string[] command)
    {
        long from = Stopwatch.GetTimestamp();
        using VpcSimProcess started = VpcSimProcess.Start(command);
        Task<Ran> end = started.End();
        while (!end.IsCompleted && !Directory.EnumerateFileSystemEntries(_outputs.Path).Any()) await Task.Delay(1);
        TimeSpan first = Stopwatch.GetElapsedTime(from);
        Assert.Equal(0, (await end).Status);
        return (first, Stopwatch.GetElapsedTime(from));
    }

    private void Restore(SortedDictionary<string, string> files)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(_outputs.Path))
        {
            if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
            else File.Delete(entry);
        }
        foreach ((string name, string content) in files)
        {
            string path = _outputs[name];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Convert.FromHexString(content));
        }
        _lengthOfEarlier = files.Count == 0 ? 0 : new FileInfo(_outputs["annotated.pcapng"]).Length;
    }
}
