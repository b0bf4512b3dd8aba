using System.IO.Compression;
using System.Text;
using Parquet;
using VpcSim.FlowLogs.Delivery;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Destinations;

public sealed class S3FolderTests : IDisposable
{
    /// <summary>2018-06-20T16:20:00Z, of AWS's example of a file name.</summary>
    private const long Example = 1529511600;

    private const string Folder = "s3/bucket/AWSLogs/123456789010/vpcflowlogs/ap-southeast-2/2018/06/20/";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] // VPC guide, "Publish flow logs to Amazon S3": bucket/AWSLogs/account/vpcflowlogs/region/year/month/day, account_vpcflowlogs_region_id_time_hash.log.gz
    public void A_file_has_AWSs_folders_and_name()
    {
        LogPlayer.Play(_folder, [ToS3()], [Example]);
        Assert.Matches($"^{Folder}123456789010_vpcflowlogs_ap-southeast-2_fl-0123456789abcdef0_20180620T1620Z_[0-9a-f]{{8}}\\.log\\.gz$", Assert.Single(Keys()));
    }

    [Theory] // VPC guide, "Publish flow logs to Amazon S3": per-hour and Hive-compatible partitions, a folder of one's own
    [InlineData(true, false, "arn:aws:s3:::bucket", "s3/bucket/AWSLogs/123456789010/vpcflowlogs/ap-southeast-2/2018/06/20/16/")]
    [InlineData(false, true, "arn:aws:s3:::bucket", "s3/bucket/AWSLogs/aws-account-id=123456789010/aws-service=vpcflowlogs/aws-region=ap-southeast-2/year=2018/month=06/day=20/")]
    [InlineData(true, true, "arn:aws:s3:::bucket", "s3/bucket/AWSLogs/aws-account-id=123456789010/aws-service=vpcflowlogs/aws-region=ap-southeast-2/year=2018/month=06/day=20/hour=16/")]
    [InlineData(false, false, "arn:aws:s3:::bucket/my/folder/", "s3/bucket/my/folder/AWSLogs/123456789010/vpcflowlogs/ap-southeast-2/2018/06/20/")]
    public void Partitions_and_a_folder_change_the_way_to_a_file(bool perHour, bool hive, string destination, string folder)
    {
        LogPlayer.Play(_folder, [ToS3() with { PerHourPartition = perHour, HiveCompatiblePartitions = hive, Destination = destination }], [Example]);
        Assert.StartsWith(folder + "123456789010_vpcflowlogs_", Assert.Single(Keys()), StringComparison.Ordinal);
    }

    [Fact] // VPC guide, "Publish flow logs to Amazon S3": a file 1620Z holds the records whose end is from 16:20:00 to 16:24:59
    public void A_file_holds_five_minutes_by_the_end_of_its_records()
    {
        LogPlayer.Play(_folder, [ToS3()], [Example + 240, Example + 299, Example + 300]);
        string[] keys = [.. Keys()];
        Assert.Equal(["1620", "1625"], keys.Select(key => key[(key.IndexOf('Z') - 4)..key.IndexOf('Z')]));
        Assert.Equal([$"{Example + 240} {Example + 299}", $"{Example + 300} {Example + 300}"], keys.Select(key => Times(Assert.Single(Records(key)))));
    }

    [Fact] // the same page: the interval is of ten minutes, so that its records may end in the file before the last
    public void A_record_of_a_long_window_goes_where_its_end_is()
    {
        FlowLog log = ToS3() with { MaxAggregationIntervalSeconds = 600 };
        LogPlayer.Play(_folder, [log], [Example + 10, Example + 590, Example + 610]);
        Assert.Equal([$"{Example + 10} {Example + 590}", $"{Example + 610} {Example + 610}"], Keys().Select(key => Times(Assert.Single(Records(key)))));
        Assert.Contains("T1625Z", Keys().First(), StringComparison.Ordinal);
    }

    [Fact] // Athena guide, "Query Amazon VPC flow logs": skip.header.line.count
    public void A_text_file_begins_with_the_names_of_its_fields()
    {
        LogPlayer.Play(_folder, [ToS3() with { LogFormat = "${interface-id} ${action}" }], [Example]);
        Assert.Equal($"interface-id action\n{EniId} ACCEPT\n", Text(Assert.Single(Keys())));
    }

    [Fact] // VPC guide, "Publish flow logs to Amazon S3": 75 MB; then the file is closed and another one begun
    public void A_file_that_has_reached_its_largest_size_is_followed_by_another()
    {
        const int most = 400_000;
        List<string> sent = WriteMany(ToS3(), most, lines: 40_000);
        string[] keys = [.. Keys()];
        Assert.True(keys.Length > 2, $"{keys.Length} files");
        Assert.All(keys, key => Assert.InRange(new FileInfo(_folder[key]).Length, 1, most));
        Assert.All(keys, key => Assert.StartsWith(LogFormat.Default.Header + "\n", Text(key), StringComparison.Ordinal));
        Assert.Equal(sent.Order(), keys.SelectMany(Records).Order()); // none lost, none twice
    }

    [Fact]
    public void Below_its_largest_size_a_file_is_one()
    {
        WriteMany(ToS3(), S3Folder.MostBytes, lines: 40_000);
        Assert.Single(Keys());
    }

    [Fact] // EC2 API, "CreateFlowLogs", DestinationOptions: FileFormat parquet; VPC guide, "Flow log records": Parquet data types
    public async Task A_Parquet_file_has_AWSs_column_names_and_types()
    {
        const string format = "version account-id interface-id srcport start bytes tcp-flags traffic-path log-status pkt-src-aws-service version";
        LogPlayer.Play(_folder, [ToS3() with { LogFormat = format, FileFormat = LogFileFormat.Parquet }], [Example, Example + 121]);
        string key = Assert.Single(Keys());
        Assert.EndsWith(".log.parquet", key, StringComparison.Ordinal);
        await using ParquetReader reader = await ParquetReader.CreateAsync(_folder[key], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            ["version Int32", "account_id String", "interface_id String", "srcport Int32", "start Int64", "bytes Int64", "tcp_flags Int32", "traffic_path Int32",
                "log_status String", "pkt_src_aws_service String"],
            reader.Schema.DataFields.Select(field => $"{field.Name} {(field.ClrType == typeof(ReadOnlyMemory<char>) ? "String" : field.ClrType.Name)}"));
        Assert.All(reader.Schema.DataFields, field => Assert.True(field.IsNullable));
    }

    [Fact] // VPC guide, "Flow log records": a field that does not apply is a dash in text; in Parquet it is null
    public async Task A_Parquet_file_holds_what_a_text_file_holds()
    {
        LogPlayer.Play(_folder, [ToS3() with { FileFormat = LogFileFormat.Parquet }], [Example, Example + 121]);
        await using FileStream file = File.OpenRead(_folder[Assert.Single(Keys())]);
        var rows = (await Parquet.Serialization.ParquetSerializer.DeserializeUntypedAsync(file, cancellationToken: TestContext.Current.CancellationToken)).Data;
        string[] records = [.. rows.Select(row => string.Join(' ', LogFormat.Default.Header.Split(' ').Select(name => row.GetValueOrDefault(name.Replace('-', '_')) ?? "-")))];
        using var text = new TemporaryFolder();
        LogPlayer.Play(text, [ToS3()], [Example, Example + 121]);
        string path = Path.Combine(text.Path, Directory.EnumerateFiles(text.Path, "*.gz", SearchOption.AllDirectories).Single());
        Assert.Equal(Unzipped(path).Split('\n')[1..^1], records);
        Assert.Contains(records, record => record.EndsWith("NODATA", StringComparison.Ordinal));
    }

    [Fact] // more than a row group, more different texts than a column remembers
    public async Task A_large_Parquet_file_holds_every_record_in_its_order()
    {
        const int count = 70_000;
        using (var output = new AtomicOutput())
        using (S3Folder sink = SinkOf(ToS3() with { FileFormat = LogFileFormat.Parquet }, output, S3Folder.MostBytes))
        {
            for (int i = 0; i < count; i++)
                sink.Write(new RecordStamp(0, Example, Example, Example + 300), Encoding.UTF8.GetBytes(RecordOf(i) + "\n"));
            sink.Finish();
            output.Commit();
        }
        await using FileStream file = File.OpenRead(_folder[Assert.Single(Keys())]);
        var rows = (await Parquet.Serialization.ParquetSerializer.DeserializeUntypedAsync(file, cancellationToken: TestContext.Current.CancellationToken)).Data;
        Assert.Equal(Enumerable.Range(0, count).Select(RecordOf), rows.Select(row => string.Join(' ', LogFormat.Default.Header.Split(' ').Select(name => row[name.Replace('-', '_')]))));
    }

    [Fact]
    public void Equal_records_make_equal_bytes()
    {
        using var again = new TemporaryFolder();
        foreach (LogFileFormat format in Enum.GetValues<LogFileFormat>())
        {
            LogPlayer.Play(_folder, [ToS3() with { FileFormat = format }], [Example, Example + 600]);
            LogPlayer.Play(again, [ToS3() with { FileFormat = format }], [Example, Example + 600]);
        }
        string[] keys = [.. Keys()];
        Assert.Equal(6, keys.Length);
        Assert.All(keys, key => Assert.Equal(File.ReadAllBytes(_folder[key]), File.ReadAllBytes(again[key])));
    }

    [Fact] // VPC guide, "Logging IP traffic using VPC Flow Logs": to S3 within about 10 minutes; the file's time is when it is there
    public void A_file_is_there_ten_minutes_after_its_five_minutes_or_as_the_setting_says()
    {
        LogPlayer.Play(_folder, [ToS3()], [Example]);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Example + 300 + 600).UtcDateTime, File.GetLastWriteTimeUtc(_folder[Assert.Single(Keys())]));
        LogPlayer.Play(_folder, [ToS3()], [Example], new FlowLogSettings { S3DelaySeconds = 30 });
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Example + 300 + 30).UtcDateTime, File.GetLastWriteTimeUtc(_folder[Assert.Single(Keys())]));
    }

    [Fact]
    public void A_hostile_destination_stays_in_the_folder()
    {
        LogPlayer.Play(_folder, [ToS3() with { Destination = "arn:aws:s3:::../../escaped" }], [Example]);
        Assert.StartsWith("s3/%2E%2E/%2E%2E/escaped/AWSLogs/", Assert.Single(Keys()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_not_committed_leaves_no_file()
    {
        using (var output = new AtomicOutput())
        using (S3Folder sink = SinkOf(ToS3(), output, S3Folder.MostBytes)) sink.Write(new RecordStamp(0, Example, Example, Example + 60), "a record\n"u8);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private static FlowLog ToS3() => Logs.OfInterface(EniId) with { DestinationType = "s3", LogGroupName = null, Destination = "arn:aws:s3:::bucket" };

    private List<string> WriteMany(FlowLog log, long mostBytes, int lines)
    {
        using var output = new AtomicOutput();
        using S3Folder sink = SinkOf(log, output, mostBytes);
        var chance = new Engine.Chance.SeededChance(1);
        var sent = new List<string>();
        for (int i = 0; i < lines; i++)
        {
            string line = $"2 {i} {chance.NextUInt64()} {chance.NextUInt64()}"; // hard to compress
            sent.Add(line);
            sink.Write(new RecordStamp(0, Example, Example + (i % 300), Example + 300), Encoding.UTF8.GetBytes(line + "\n"));
        }
        sink.Finish();
        output.Commit();
        return sent;
    }

    private static string RecordOf(int number) =>
        $"2 123456789010 {EniId} 10.{number % 7}.{number / 256 % 256}.{number % 256} 10.0.0.5 {1024 + (number % 60_000)} 443 6 {number} {number * 40L} {Example} {Example + 1} ACCEPT OK";

    private S3Folder SinkOf(FlowLog log, AtomicOutput output, long mostBytes) =>
        new(_folder["s3"], new S3Place(log, "123456789010", "ap-southeast-2"), log, LogFormat.Default, output, new PatientFiles(Backoff.None, static path => new PlacedFile(path)), uploads: null, delaySeconds: 600, mostBytes);

    private IEnumerable<string> Keys() => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_folder.Path, path)).Order(StringComparer.Ordinal);

    private string[] Records(string key) => Text(key).Split('\n')[1..^1];

    private string Text(string key) => Unzipped(_folder[key]);

    private static string Unzipped(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return reader.ReadToEnd();
    }

    private static string Times(string record) => string.Join(' ', record.Split(' ')[10..12]);
}
