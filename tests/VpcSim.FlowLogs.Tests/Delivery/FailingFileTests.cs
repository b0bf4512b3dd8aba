using System.IO.Compression;
using System.Security.Cryptography;
using VpcSim.FlowLogs.Delivery;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Delivery;

/// <summary>Files of flow logs that cannot be written for a while, or any more.</summary>
public sealed class FailingFileTests : IDisposable
{
    private const int Packets = 12_000;
    private const string Stream = "cloudwatch-logs/logs/" + EniId + "-all", Summary = "summary.json";
    private const string InS3 = "s3/bucket/AWSLogs/123456789010/vpcflowlogs/ap-southeast-2/2018/06/20/";

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _whole = new();
    private readonly List<TimeSpan> _pauses = [];

    public void Dispose()
    {
        _folder.Dispose();
        _whole.Dispose();
    }

    [Theory] // half of what is written then is there already, and is written again at the same place
    [InlineData(2)]
    [InlineData(3)]
    public void A_disk_that_fails_now_and_then_has_every_record_once(int every)
    {
        Play(_whole, new FaultyDisk(static (_, _) => false));
        var disk = new FaultyDisk((_, write) => write % every == 0);
        FlowLogRun run = Play(_folder, disk);

        Assert.Empty(run.Undelivered);
        Assert.Equal(disk.Writes / every, _pauses.Count);
        Assert.True(_pauses.Count > 10, $"{_pauses.Count} failures");
        Assert.Equal(Bytes(_whole), Bytes(_folder));
    }

    [Theory]
    [InlineData("records.log", 1)] // with its header line
    [InlineData("cloudwatch-logs/logs/" + EniId + "-all", 0)]
    [InlineData("firehose/stream.log", 0)]
    public void Text_that_fails_for_good_keeps_its_whole_lines_and_the_others_go_on(string name, int headers)
    {
        Play(_whole, new FaultyDisk(static (_, _) => false));
        FlowLogRun run = Play(_folder, FailingAt(name, write: 3));

        Undelivered told = Assert.Single(run.Undelivered);
        string[] all = File.ReadAllLines(_whole[name]), kept = File.ReadAllLines(_folder[name]);
        Assert.Equal((_folder[name], FaultyDisk.Message, (string?)null), (told.Place, told.Reason, told.KeptIn));
        Assert.Equal(all[..kept.Length], kept);
        Assert.Equal((kept.Length - headers, all.Length - kept.Length), (told.Delivered, told.Missing));
        Assert.InRange(told.Delivered, 1, Packets);
        Assert.Equal(Bytes(_whole).Where(file => file.Name != name), Bytes(_folder).Where(file => file.Name != name));
    }

    [Fact] // S3 has no parts of objects: the records of the file that failed are missing, those that came after it are in another one
    public void A_file_in_S3_that_fails_for_good_is_not_there_and_the_others_are()
    {
        Play(_whole, new FaultyDisk(static (_, _) => false));
        string lost = Names(_whole).First(static name => name.StartsWith(InS3, StringComparison.Ordinal) && name.EndsWith(".gz", StringComparison.Ordinal));
        FlowLogRun run = Play(_folder, FailingAt(lost, write: 1));

        Undelivered told = Assert.Single(run.Undelivered);
        string[] sent = [.. Names(_whole).SelectMany(name => Records(_whole[name]))], kept = [.. Names(_folder).SelectMany(name => Records(_folder[name]))];
        Assert.Equal((_folder["s3/bucket"], FaultyDisk.Message), (told.Place, told.Reason));
        Assert.DoesNotContain(lost, Names(_folder));
        Assert.Equal((kept.Length, sent.Length - kept.Length), (told.Delivered, told.Missing));
        Assert.Equal(sent.Except(Records(_whole[lost])), kept.Except(Records(_whole[lost])));
        Assert.Equal(kept.Distinct(), kept);
    }

    [Fact]
    public void A_disk_that_is_full_holds_the_run_up_once_and_loses_no_count()
    {
        FlowLogRun run = Play(_folder, new FaultyDisk(static (_, write) => write > 4));

        Assert.Equal(2, _pauses.Count); // three attempts of the first write that fails, one of each later one
        Assert.True(run.Undelivered.Length >= 4, string.Join('\n', run.Undelivered));
        Assert.All(run.Undelivered, told => Assert.Equal(Packets, told.Delivered + told.Missing));
    }

    [Theory] // its lines are there as far as they go; its events would be no JSON, or other ones
    [InlineData(Stream, 2)]
    [InlineData(Stream + ".json", 1)]
    [InlineData(Stream + ".json", 3)]
    public void Events_are_those_of_their_stream_or_not_there(string failing, int write)
    {
        Play(_whole, new FaultyDisk(static (_, _) => false), events: true);
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[Stream])!);
        File.WriteAllText(_folder[Stream + ".json"], "of an earlier run");
        FlowLogRun run = Play(_folder, FailingAt(failing, write), events: true);

        Assert.Contains(Stream + ".json", Names(_whole));
        Assert.DoesNotContain(Stream + ".json", Names(_folder));
        Assert.Contains(Stream, Names(_folder));
        Assert.Contains(run.Undelivered, told => told.Place == _folder[Stream + ".json"]);
        Assert.Equal(failing == Stream, !File.ReadAllBytes(_whole[Stream]).SequenceEqual(File.ReadAllBytes(_folder[Stream])));
    }

    [Fact]
    public void A_summary_that_the_disk_does_not_take_is_not_there_and_an_earlier_one_neither()
    {
        File.WriteAllText(_folder[Summary], "of an earlier run");
        FlowLogRun run = Play(_folder, FailingAt(Summary, write: 1), events: true);
        Assert.Equal(_folder[Summary], Assert.Single(run.Undelivered).Place);
        Assert.DoesNotContain(Summary, Names(_folder));
        Assert.DoesNotContain(Names(_folder), static name => name.EndsWith(Suffix, StringComparison.Ordinal));
    }

    private FaultyDisk FailingAt(string name, int write)
    {
        int writes = 0;
        return new FaultyDisk((path, _) => path == _folder[name] + Suffix && ++writes >= write);
    }

    private const string Suffix = VpcSim.FlowLogs.Destinations.AtomicOutput.Suffix;

    private FlowLogRun Play(TemporaryFolder folder, FaultyDisk disk, bool events = false)
    {
        FlowLog log = Logs.OfInterface(EniId), toS3 = log with { DestinationType = "s3", LogGroupName = null, Destination = "arn:aws:s3:::bucket" };
        Design design = Design() with
        {
            FlowLogs =
            [
                log, toS3 with { Id = "fl-2" }, toS3 with { Id = "fl-3", FileFormat = LogFileFormat.Parquet },
                log with { Id = "fl-4", LogGroupName = null, DestinationType = "kinesis-data-firehose", Destination = "arn:aws:firehose:us-east-1:1:deliverystream/stream" },
            ],
        };
        using var run = new FlowLogRun(design, new FlowLogOptions
        {
            OutFolder = folder.Path,
            TextPath = folder["records.log"],
            LogEvents = events,
            OpenFile = disk.Open,
            Backoff = new Backoff(3, TimeSpan.FromSeconds(1), 1, _pauses.Add),
        });
        for (int i = 0; i < Packets; i++)
        {
            int handle = run.Meter.Open(Flow("10.0.1.5", "10.0.0.5", 1024 + (i % 60_000), 443));
            run.Meter.Count(handle, (1529511600 + (i / 20)) * 1_000_000_000L, i, 1, 40, 2);
            run.Meter.Release(handle);
        }
        run.Finish(1529511600L * 1_000_000_000);
        if (events) run.Add(folder[Summary], "{}"u8);
        run.Commit();
        return run;
    }

    private static string[] Names(TemporaryFolder folder) => [.. Bytes(folder).Select(static file => file.Name)];

    private static string[] Records(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal)) return [];
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    private static (string Name, string Bytes)[] Bytes(TemporaryFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => (Path.GetRelativePath(folder.Path, file), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))).Order()];
}
