using System.Text;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.TestSupport;
using static VpcSim.TestSupport.ReadFiles;

namespace VpcSim.FlowLogs.Tests.Reading;

public sealed class FileReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gzip_is_read_whatever_the_file_is_called() => Assert.Equal([Ssh], Read(new FlowLogReader(), Write("a.txt", Gzip(Ssh + "\n"))));

    [Fact]
    public void A_gzip_file_that_is_cut_off_gives_the_records_before()
    {
        string[] lines = [.. Enumerable.Range(1, 20_000).Select(i => $"2 123456789010 eni-1 10.0.{i % 256}.{i / 256} 10.0.0.1 {i} 22 6 20 {i * 37 % 1009} 1418530010 1418530070 ACCEPT OK")];
        byte[] whole = Gzip(string.Join('\n', lines) + "\n");
        var reader = new FlowLogReader();
        string[] read = Read(reader, Write("a.log.gz", whole[..(whole.Length / 2)]));

        Assert.InRange(read.Length, 5_000, 15_000);
        Assert.Equal(lines[..read.Length], read);
        FileFault fault = Assert.Single(reader.Tally.Faults);
        Assert.Equal((true, (long)read.Length, "the gzip file ends before its content does"), (fault.IsCut, fault.RecordsBefore, fault.Why));
    }

    [Fact]
    public void Bytes_behind_the_end_of_a_gzip_file_are_told()
    {
        var reader = new FlowLogReader();
        Assert.Equal([Ssh], Read(reader, Write("a.log.gz", [.. Gzip(Ssh + "\n"), 0])));
        Assert.Contains("behind the end", Assert.Single(reader.Tally.Faults).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_file_that_is_damaged_within_gives_the_records_before_and_is_no_mere_cut()
    {
        byte[] packed = Gzip(string.Join('\n', Enumerable.Range(1, 20_000).Select(i => $"2 1 eni-1 10.0.{i % 256}.{i / 256} 10.0.0.1 {i} 22 6 20 {i * 37 % 1009} 1 2 ACCEPT OK")) + "\n");
        packed.AsSpan(packed.Length / 2, 64).Fill(0xA5);
        var reader = new FlowLogReader();
        Assert.NotEmpty(Read(reader, Write("a.log.gz", packed)));
        Assert.False(Assert.Single(reader.Tally.Faults).IsCut);
    }

    [Fact]
    public void Parquet_is_read_as_text_is()
    {
        LogFormat format = LogFormat.Parse("version account-id srcaddr dstport bytes action");
        using (var parquet = new ParquetObject(File.Create(_folder["a.log.parquet"]), format))
        {
            parquet.Write("3 123456789010 10.0.0.1 443 99 ACCEPT\n"u8);
            parquet.Write("3 123456789010 - - - -\n"u8);
            parquet.Complete();
        }
        Assert.Equal(["3 123456789010 10.0.0.1 443 99 ACCEPT", "3 123456789010 - - - -"], Read(new FlowLogReader(), _folder["a.log.parquet"]));
    }

    [Fact] // CloudWatch Logs API, "GetLogEvents"
    public void The_messages_of_log_events_are_records()
    {
        string json = $$"""{ "events": [ { "timestamp": 1, "message": "{{Ssh}}", "ingestionTime": 2 }, { "timestamp": 1, "message": "bogus" }, { "message": "{{NoData}}\n" } ], "nextForwardToken": "f/1" }""";
        var reader = new FlowLogReader();
        Assert.Equal([Ssh, NoData], Read(reader, Write("events.json", Encoding.UTF8.GetBytes(json))));
        Assert.Equal(2, Assert.Single(reader.Tally.FirstBadLines).Line);
    }

    [Fact]
    public void Events_that_end_too_early_give_those_before()
    {
        var reader = new FlowLogReader();
        Assert.Equal([Ssh], Read(reader, Write("events.json", Encoding.UTF8.GetBytes($$"""{"events":[{"message":"{{Ssh}}"},{"message":"2 1"""))));
        Assert.True(Assert.Single(reader.Tally.Faults).IsCut);
    }

    [Fact]
    public void Firehoses_lines_are_records() =>
        Assert.Equal([Ssh, Rdp], Read(new FlowLogReader(), Write("stream.log", Encoding.UTF8.GetBytes($"{{\"message\":\"{Ssh}\"}}\n{{\"message\":\"{Rdp}\"}}\n"))));

    [Fact]
    public void A_folder_gives_what_is_named_like_a_flow_log_in_ordinal_order()
    {
        Write("AWSLogs/1/vpcflowlogs/us-east-1/2026/01/02/b.log.gz", Gzip(Rdp + "\n"));
        Write("AWSLogs/1/vpcflowlogs/us-east-1/2026/01/01/a.log.gz", Gzip(Ssh + "\n"));
        Write("group/eni-1-all", Encoding.UTF8.GetBytes(NoData + "\n"));
        Write("group/eni-1-all.json", Encoding.UTF8.GetBytes($"{{\"events\":[{{\"message\":\"{NoData}\"}}]}}"));
        Write("summary.json", "{}"u8.ToArray());
        Assert.Equal([Ssh, Rdp, NoData], Read(new FlowLogReader(), _folder[""]));
    }

    [Fact]
    public void A_file_of_a_folder_that_is_no_flow_log_is_a_fault_and_the_others_are_read()
    {
        Write("logs/a.log", [0, 1, 2, 3]);
        Write("logs/b.log", Encoding.UTF8.GetBytes(Ssh + "\n"));
        var reader = new FlowLogReader();
        Assert.Equal([Ssh], Read(reader, _folder["logs"]));
        Assert.Equal("it is binary, and no flow log", Assert.Single(reader.Tally.Faults).Why);
    }

    [Theory]
    [InlineData("a.log", "\0\u0001", "it is binary, and no flow log")]
    [InlineData("a.json", "{\"FlowLogs\": []}", "JSON without a log event")]
    [InlineData("a.parquet", "PAR1 and no more", "its Parquet is damaged")]
    public void A_file_that_was_named_and_is_no_flow_log_is_an_error(string name, string content, string message) =>
        Assert.Contains(message, Assert.Throws<FlowLogReadException>(() => Read(new FlowLogReader(), Write(name, Encoding.UTF8.GetBytes(content)))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_logs_is_an_error_that_says_what_is_looked_for()
    {
        Write("logs/readme.md", "hello"u8.ToArray());
        string message = Assert.Throws<FlowLogReadException>(() => Read(new FlowLogReader(), _folder["logs"])).Message;
        Assert.Contains("*.log.gz", message, StringComparison.Ordinal);
        Assert.Contains("1 other file is there", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_transit_gateways_are_read()
    {
        var reader = new FlowLogReader();
        FlowLogRecord record = Assert.Single(reader.Read([Write("tgw.log", "resource-type tgw-id srcaddr packets-lost-no-route\nTransitGateway tgw-1 10.0.0.1 13\n"u8.ToArray())]));
        Assert.Equal(0, reader.Tally.BadLines);
        Assert.Equal("10.0.0.1", record[LogField.SrcAddr]);
    }

    private string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllBytes(_folder[name], content);
        return _folder[name];
    }
}
