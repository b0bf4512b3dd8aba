using System.IO.Compression;
using System.Text;
using VpcSim.FlowLogs.Delivery;
using VpcSim.Model.Designs;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Delivery;

/// <summary>Flow logs to S3 on their way to a server that does not always take them.</summary>
public sealed class UploadTests : IDisposable
{
    private const int Objects = 6;

    private static readonly ObjectStoreException _busy = new("slow down", isTransient: true), _closed = new("access denied", isTransient: false);

    private readonly TemporaryFolder _folder = new();
    private readonly List<TimeSpan> _pauses = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_server_takes_is_in_its_bucket_and_no_longer_in_the_folder()
    {
        var store = new FaultyStore(static _ => null);
        FlowLogRun run = Play(store);

        Assert.Empty(run.Undelivered);
        Assert.Equal(Objects, store.Objects.Count);
        Assert.All(store.Objects.Keys, key => Assert.StartsWith("bucket/my/folder/AWSLogs/123456789010/vpcflowlogs/ap-southeast-2/2018/06/20/123456789010_vpcflowlogs_", key, StringComparison.Ordinal));
        Assert.Equal(Sent(), store.Objects.Values.SelectMany(Records));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_server_that_is_busy_now_and_then_has_every_record_once()
    {
        var store = new FaultyStore(static request => request % 3 == 0 ? null : _busy);
        FlowLogRun run = Play(store);

        Assert.Empty(run.Undelivered);
        Assert.Equal(Sent(), store.Objects.Values.SelectMany(Records));
        Assert.Equal(2 * Objects, _pauses.Count);
    }

    [Fact]
    public void A_server_that_goes_away_has_what_it_took_and_the_folder_the_rest()
    {
        var store = new FaultyStore(static request => request <= 2 ? null : _busy);
        FlowLogRun run = Play(store);

        Undelivered told = Assert.Single(run.Undelivered);
        string[] kept = [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(("s3://bucket at http://faulty", "slow down", 2L, 4L, _folder["s3/bucket"]), (told.Place, told.Reason, told.Delivered, told.Missing, told.KeptIn));
        Assert.All(kept, file => Assert.StartsWith(_folder["s3/bucket/my/folder/AWSLogs/"], file, StringComparison.Ordinal));
        Assert.Equal(Sent(), [.. store.Objects.Values.SelectMany(Records), .. kept.SelectMany(file => Records(File.ReadAllBytes(file)))]);
        Assert.Equal(2 + 3, store.Puts); // the rest is not tried when the server is gone
    }

    [Fact]
    public void A_refusal_that_will_not_pass_is_not_tried_again()
    {
        var store = new FaultyStore(static _ => _closed);
        FlowLogRun run = Play(store);

        Assert.Equal(("access denied", 0L, (long)Objects), Assert.Single(run.Undelivered) is var told ? (told.Reason, told.Delivered, told.Missing) : default);
        Assert.Equal((1, 0), (store.Puts, _pauses.Count));
    }

    [Fact]
    public void A_bucket_that_is_not_there_is_told_before_the_first_packet()
    {
        var problem = Assert.Throws<ObjectStoreException>(() => Play(new FaultyStore(static _ => null) { Closed = _closed }));
        Assert.Equal("flow log Log cannot be delivered to http://faulty: access denied.", problem.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_run_that_is_given_up_sends_nothing()
    {
        var store = new FaultyStore(static _ => null);
        using (FlowLogRun run = Played(store))
        {
        }
        Assert.Empty(store.Objects);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private FlowLogRun Play(FaultyStore store)
    {
        using FlowLogRun run = Played(store);
        run.Commit();
        return run;
    }

    private FlowLogRun Played(FaultyStore store)
    {
        Design design = Design() with
        {
            FlowLogs = [Logs.OfInterface(EniId) with { DestinationType = "s3", LogGroupName = null, Destination = "arn:aws:s3:::bucket/my/folder", LogFormat = "${srcport}" }],
        };
        var run = new FlowLogRun(design, new FlowLogOptions
        {
            OutFolder = _folder.Path,
            ObjectStore = store,
            Backoff = new Backoff(3, TimeSpan.FromSeconds(1), 1, _pauses.Add),
            LongestIdleSeconds = 60,
        });
        for (int i = 0; i < Objects; i++)
        {
            int handle = run.Meter.Open(Flow("10.0.1.5", "10.0.0.5", i, 443));
            run.Meter.Count(handle, (1529511600L + (i * 300)) * 1_000_000_000, i, 1, 40, 2);
            run.Meter.Release(handle);
        }
        run.Finish(0);
        return run;
    }

    private static IEnumerable<string> Sent() => Enumerable.Range(0, Objects).Select(i => $"{i}");

    private static IEnumerable<string> Records(byte[] gzip)
    {
        using var text = new StreamReader(new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
    }
}
