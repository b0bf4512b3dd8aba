using System.Globalization;
using System.Text;
using VpcSim.FlowLogs.Destinations.S3;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.TestSupport;
using static VpcSim.TestSupport.ReadFiles;

namespace VpcSim.FlowLogs.Sql.Tests;

public sealed class FlowLogDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text_gzip_and_Parquet_are_one_table()
    {
        using (var parquet = new ParquetObject(File.Create(_folder["c.parquet"]), LogFormat.Parse("srcaddr bytes")))
        {
            parquet.Write("10.0.0.3 7\n"u8);
            parquet.Complete();
        }

        string[] files = [Write("a.log", $"{Ssh}\n{NoData}\n"), Write("b.log.gz", Gzip($"bytes srcaddr\n5 10.0.0.2\n")), _folder["c.parquet"]];
        Assert.Equal(["10.0.0.2|5", "10.0.0.3|7", "172.31.16.139|4249", "|"], Rows("SELECT srcaddr, bytes FROM flow_logs ORDER BY srcaddr", files));
    }

    [Theory] // what DuckDB's own reader would take for numbers, or pass over
    [InlineData("2 1 eni-1 10.0.0.1 10.0.0.2 1 2 6 12.7 40 1 2 ACCEPT OK")]
    [InlineData("2 1 eni-1 10.0.0.1 10.0.0.2 1 2 6 1e3 40 1 2 ACCEPT OK")]
    [InlineData("2 1 eni-1 10.0.0.1 10.0.0.2 -5 2 6 1 40 1 2 ACCEPT OK")]
    [InlineData("2 1 eni-1 10.0.0.1 10.0.0.2 0x10 1_0 6 1 40 1 2 ACCEPT OK")]
    [InlineData("2 1 eni-1 10.0.0.1 10.0.0.2 1 2 6 1 40 1 2 MAYBE OK")]
    [InlineData("2 1 \"eni-1 10.0.0.1")]
    [InlineData("\u00e4 \u007f x")]
    public void A_line_that_is_no_record_to_the_reader_is_none_to_the_database(string line)
    {
        string file = Write("a.log", $"{Ssh}\n{line}\n{Rdp}\n");
        Assert.Equal(["2|8498"], Rows("SELECT count(*), sum(bytes) FROM flow_logs", out ReadingTally tally, file));
        BadLine bad = Assert.Single(tally.FirstBadLines);
        var reader = new FlowLogReader();
        Read(reader, file);
        Assert.Equal(Assert.Single(reader.Tally.FirstBadLines), bad);
        Assert.Equal((2L, 2L), (tally.Records, bad.Line));
    }

    [Theory]
    [InlineData("\r\n", " ")]
    [InlineData("\n", "  ")]
    [InlineData("\n\n", " ")]
    [InlineData("\n", "\t")]
    public void Line_ends_and_spaces_that_the_reader_takes_the_database_takes(string end, string space) =>
        Assert.Equal(["2|8498"], Rows("SELECT count(*), sum(bytes) FROM flow_logs", Write("a.log", $"{Ssh}{end}{Rdp}{end}".Replace(" ", space, StringComparison.Ordinal))));

    [Fact]
    public void Files_put_together_with_their_headers_are_one_table() =>
        Assert.Equal(["2|4254"], Rows("SELECT count(*), sum(bytes) FROM flow_logs", Write("a.log", $"{LogFormat.Default.Header}\n{Ssh}\nbytes srcaddr\n5 10.0.0.2\n")));

    [Fact]
    public void Of_a_gzip_file_that_is_cut_off_the_records_before_are_asked()
    {
        byte[] whole = Gzip(string.Join('\n', Enumerable.Range(1, 20_000).Select(i => $"2 1 eni-1 10.0.{i % 256}.{i / 256} 10.0.0.1 {i} 22 6 20 {i * 37 % 1009} 1 2 ACCEPT OK")) + "\n");
        string[] rows = Rows("SELECT count(*) FROM flow_logs", out ReadingTally tally, Write("a.log.gz", whole[..(whole.Length / 2)]));
        Assert.Equal([tally.Records.ToString(CultureInfo.InvariantCulture)], rows);
        Assert.True(Assert.Single(tally.Faults).IsCut);
        Assert.True(tally.Records > 1000);
    }

    [Theory] // as gzip itself, which passes them over; the database's own unpacking refuses the whole file
    [InlineData(1, 0)]
    [InlineData(512, 0)]
    [InlineData(100_000, 0)]
    [InlineData(1, 0x41)]
    [InlineData(7, 0x41)]
    [InlineData(100_000, 0x41)]
    public void Of_a_gzip_file_with_bytes_behind_its_end_all_records_are_asked_and_the_bytes_are_told(int count, byte value)
    {
        byte[] behind = new byte[count];
        Array.Fill(behind, value);
        Assert.Equal(["2|8498"], Rows("SELECT count(*), sum(bytes) FROM flow_logs", out ReadingTally tally, Write("a.log.gz", [.. Gzip($"{Ssh}\n{Rdp}\n"), .. behind])));
        FileFault fault = Assert.Single(tally.Faults);
        Assert.Equal((true, 2L, "bytes that are no gzip stand behind the end of its content and are passed over"), (fault.IsCut, fault.RecordsBefore, fault.Why));
    }

    [Fact]
    public void A_gzip_file_of_several_put_together_has_no_bytes_behind_its_end()
    {
        Assert.Equal(["2"], Rows("SELECT count(*) FROM flow_logs", out ReadingTally tally, Write("a.log.gz", [.. Gzip(Ssh + "\n"), .. Gzip(Rdp + "\n")])));
        Assert.Empty(tally.Faults);
    }

    [Theory] // as Windows' editors write it
    [InlineData("bytes srcaddr\n5 10.0.0.2\n6 10.0.0.3\n", "11")]
    [InlineData(Ssh + "\n", "4249")]
    [InlineData("{\"message\": \"" + Ssh + "\"}", "4249")]
    public void A_byte_order_mark_before_the_first_line_is_passed_over(string content, string sum) =>
        Assert.Equal([sum], Rows("SELECT sum(bytes) FROM flow_logs", Write("a.log", "\uFEFF" + content)));

    [Fact]
    public void Standard_input_is_a_file_like_others()
    {
        using FlowLogDatabase database = FlowLogDatabase.Open(["-"], openInput: () => new MemoryStream(Gzip(Ssh + "\n")), cancellation: TestContext.Current.CancellationToken);
        using QueryResult result = database.Query("SELECT dstport FROM flow_logs", TestContext.Current.CancellationToken);
        Assert.True(result.Read());
        Assert.Equal(22, result[0]);
    }

    [Fact]
    public void Columns_have_Athenas_types()
    {
        string header = string.Join(' ', Enum.GetValues<LogField>().Select(LogFields.NameOf));
        string file = Write("a.log", header + "\n");
        Assert.All(Rows("SELECT column_name, column_type FROM (DESCRIBE flow_logs)", file), row =>
        {
            string[] parts = row.Split('|');
            LogColumn column = LogColumns.Find(parts[0])!;
            Assert.Equal(SqlColumn.AthenaTypeOf(column) switch { "int" => "INTEGER", "bigint" => "BIGINT", _ => "VARCHAR" }, parts[1]);
        });
    }

    [Theory]
    [InlineData("SELECT bytez FROM flow_logs", "there is no column 'bytez'; the nearest are bytes")]
    [InlineData("SELECT tcp_flags FROM flow_logs", "the files have no column tcp_flags, which is a field of version 3")]
    [InlineData("SELECT * FROM flow_log", "Did you mean \"flow_logs\"?")]
    [InlineData("SELEC 1", "syntax error at or near \"SELEC\"")]
    [InlineData("SELECT end FROM flow_logs", "as a column it is written \"end\"")]
    [InlineData("", "the query is empty")]
    [InlineData("SELECT 1; SELECT 2", "there are several queries")]
    [InlineData("DROP VIEW flow_logs", "only a SELECT can be run")]
    [InlineData("COPY (SELECT 1) TO 'x.csv'", "only a SELECT can be run")]
    [InlineData("SET threads = 1", "only a SELECT can be run")]
    [InlineData("SELECT * FROM read_text('/etc/hostname')", "no others; --external-access lets it")]
    [InlineData("SELECT sum(bytes) FROM flow_logs WHERE dstport = 'x'", "Could not convert string 'x'")]
    public void A_query_that_cannot_be_run_says_why(string sql, string message) =>
        Assert.Contains(message, Assert.Throws<FlowLogQueryException>(() => Rows(sql, Write("a.log", Ssh + "\n"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Groups_come_in_the_order_of_their_values_unless_the_query_says_otherwise()
    {
        string file = Write("a.log", string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"2 1 eni-1 10.0.0.1 10.0.0.2 1 {i * 7919 % 1000} 6 1 40 1 2 ACCEPT OK")) + "\n");
        string[] rows = Rows("SELECT dstport, count(*) FROM flow_logs GROUP BY dstport", file);
        Assert.Equal(Enumerable.Range(0, 1000).Select(port => $"{port}|5"), rows);
        Assert.Equal("999|5", Rows("SELECT dstport, count(*) FROM flow_logs GROUP BY dstport ORDER BY dstport DESC", file)[0]);
    }

    [Fact] // Athena guide, "Query Amazon VPC flow logs": its queries use from_unixtime
    public void The_time_of_a_record_is_had_as_in_Athena() =>
        Assert.Equal(["12/14/2014 04:06:50"], Rows("SELECT from_unixtime(start) FROM flow_logs", Write("a.log", Ssh + "\n")));

    private string[] Rows(string sql, params string[] files) => Rows(sql, out _, files);

    private static string[] Rows(string sql, out ReadingTally tally, params string[] files)
    {
        using FlowLogDatabase database = FlowLogDatabase.Open(files, cancellation: TestContext.Current.CancellationToken);
        tally = database.Tally;
        using QueryResult result = database.Query(sql, TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (result.Read()) rows.Add(string.Join('|', Enumerable.Range(0, result.Names.Length).Select(i => Convert.ToString(result[i], CultureInfo.InvariantCulture))));
        return [.. rows];
    }

    private string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(_folder[name], content);
        return _folder[name];
    }
}
