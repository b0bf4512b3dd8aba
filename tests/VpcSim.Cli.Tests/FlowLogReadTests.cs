using System.IO.Compression;
using System.Text;
using System.Text.Json;
using VpcSim.Cli.Consoles;

namespace VpcSim.Cli.Tests;

/// <summary><c>vpcsim flow-logs read</c>: records, filters, forms, mistakes.</summary>
public sealed class FlowLogReadTests : IDisposable
{
    private const string Header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
    private const string Web = "2 123456789012 eni-1 10.0.0.5 10.0.1.9 50000 443 6 10 1000 1767225600 1767225610 ACCEPT OK";
    private const string Knock = "2 123456789012 eni-2 203.0.113.7 10.0.1.9 40000 22 6 2 80 1767225700 1767225710 REJECT OK";
    private const string Idle = "2 123456789012 eni-1 - - - - - - - 1767225660 1767225720 - NODATA";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_are_printed_as_they_are_with_a_header_line()
    {
        Ran ran = Ran.InProcess("flow-logs", "read", _folder.Write("a.log", $"{Web}\n{Knock}\n{Idle}\n"));
        Assert.Equal((0, $"{Header}\n{Web}\n{Knock}\n{Idle}\n", ""), (ran.Status, ran.Out, ran.Error));
    }

    [Theory]
    [InlineData(Web, "--action", "accept")]
    [InlineData(Knock, "--interface", "eni-2")]
    [InlineData(Knock, "--from", "2026-01-01T00:01:00Z", "--action", "reject")]
    [InlineData(Web, "--until", "1767225660")]
    [InlineData(Web, "--address", "10.0.0.0/24")]
    [InlineData(Knock, "--source", "203.0.113.0/24", "--destination", "10.0.1.9")]
    [InlineData(Knock, "--port", "22")]
    [InlineData(Web, "--protocol", "tcp", "--limit", "1")]
    public void Filters_leave_what_is_wanted(string left, params string[] options) =>
        Assert.Equal($"{Header}\n{left}\n", Ran.InProcess(["flow-logs", "read", _folder.Write("a.log", $"{Web}\n{Knock}\n{Idle}\n"), .. options]).Out);

    [Fact]
    public void Fields_are_those_that_are_asked_for_in_text_CSV_and_JSON()
    {
        string file = _folder.Write("a.log", $"{Web}\n{Idle}\n");
        string[] read = ["flow-logs", "read", file, "--fields", "${dstport} ${srcaddr} ${vpc-id}"];
        Assert.Equal("dstport srcaddr vpc-id\n443 10.0.0.5 -\n- - -\n", Ran.InProcess(read).Out);
        Assert.Equal("dstport,srcaddr,vpc_id\n443,10.0.0.5,\n,,\n", Ran.InProcess([.. read, "--csv"]).Out);
        using JsonDocument json = JsonDocument.Parse(Ran.InProcess([.. read, "--json"]).Out);
        Assert.Equal("""{"dstport":443,"srcaddr":"10.0.0.5","vpc-id":null}""", json.RootElement.GetProperty("records")[0].GetRawText());
        Assert.Equal((2, 2, 0), (json.RootElement.GetProperty("records").GetArrayLength(), json.RootElement.GetProperty("records-read").GetInt32(), json.RootElement.GetProperty("bad-lines").GetInt32()));
    }

    [Fact]
    public void Bad_lines_are_shown_with_their_place_and_are_status_2_only_if_asked_for()
    {
        string file = _folder.Write("a.log", $"{Web}\nbogus line\n{Knock.Replace("22", "x", StringComparison.Ordinal)}\n{Web}\n");
        Ran ran = Ran.InProcess("flow-logs", "read", file, "--bad-lines", "1");
        Assert.Equal((0, $"{Header}\n{Web}\n{Web}\n"), (ran.Status, ran.Out));
        Assert.Equal($"vpcsim: 2 lines are no records:\n  {file}:2: 2 fields, not 14: bogus line\n  and 1 more (--bad-lines N shows N)\n", ran.Error);
        Assert.Equal(2, Ran.InProcess("flow-logs", "read", file, "--strict").Status);
    }

    [Fact]
    public void A_cut_gzip_file_gives_what_is_before_and_says_so()
    {
        string file = _folder["a.log.gz"];
        File.WriteAllBytes(file, Cut(Gzip(string.Concat(Enumerable.Range(1, 5000).Select(i => $"2 1 eni-1 10.0.{i / 250}.{i % 250} 10.0.0.1 {i} 22 6 20 {i * 37 % 1009} 1 2 ACCEPT OK\n")))));
        Ran ran = Ran.InProcess("flow-logs", "read", file);
        Assert.Equal(0, ran.Status);
        int lines = ran.Out.Count(letter => letter == '\n') - 1;
        Assert.True(lines > 100);
        Assert.Contains($"vpcsim: {file}: the gzip file ends before its content does; the {lines} records before that were read\n", ran.Error, StringComparison.Ordinal);
        Assert.Equal(2, Ran.InProcess("flow-logs", "read", file, "--strict").Status);
    }

    [Fact]
    public void Standard_input_is_read()
    {
        using var output = new MemoryStream();
        using var input = new MemoryStream(Gzip($"{Web}\n"));
        using (var terminal = new Terminal(output, Stream.Null) { OpenInput = () => input })
            Assert.Equal(0, VpcSimProgram.Run(["flow-logs", "read", "-"], terminal, TestContext.Current.CancellationToken));
        Assert.Equal($"{Header}\n{Web}\n", Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void What_a_replay_writes_is_read_back()
    {
        Ran written = Ran.Replay("--flow-logs", _folder["flows.log"], "--out", _folder["out"]);
        Assert.Equal(0, written.Status);
        string[] lines = File.ReadAllLines(_folder["flows.log"]);
        Assert.Equal(lines, Ran.InProcess("flow-logs", "read", _folder["flows.log"]).Out.TrimEnd('\n').Split('\n'));
        Ran folder = Ran.InProcess("flow-logs", "read", _folder["out"]);
        Assert.Equal((0, ""), (folder.Status, folder.Error));
        Assert.StartsWith(Header + "\n2 123456789012 eni-", folder.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown flow-log field 'srcadr'; did you mean 'srcaddr'?", "--format", "${srcadr}")]
    [InlineData("unknown flow-log field 'acton'; did you mean 'action'?", "--fields", "acton")]
    [InlineData("the log format is empty", "--fields", "")]
    [InlineData("'maybe' is neither accept nor reject", "--action", "maybe")]
    [InlineData("'noon' is no time", "--from", "noon")]
    [InlineData("'10.0.0.0/33' is no address", "--address", "10.0.0.0/33")]
    [InlineData("'70000' is not a port", "--port", "70000")]
    [InlineData("'xyz' is not one of icmp, tcp", "--protocol", "xyz")]
    [InlineData("'0' is no number from 1", "--limit", "0")]
    [InlineData("keep one", "--json", "--csv")]
    public void Mistakes_are_named_with_the_remedy(string said, params string[] options) =>
        Ran.InProcess(["flow-logs", "read", _folder.Write("a.log", Web), .. options]).IsUnusable(said);

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("hello world\nand more\n", "its first line names no column of flow logs: 'hello world'")]
    [InlineData("10.0.0.1 22\n", "it has no header line, and its lines are no records of AWS's default format ('10.0.0.1 22': 2 fields, not 14)")]
    [InlineData("\0\0\u0001", "it is binary")]
    public void A_file_that_is_no_flow_log_is_unusable(string content, string said)
    {
        Ran.InProcess("flow-logs", "read", _folder.Write("a.log", content)).IsUnusable(said);
        Ran.InProcess("flow-logs", "read", _folder["a.log"], "--json").IsUnusable(said);
        Ran.InProcess("flow-logs", "query", "SELECT 1", _folder["a.log"]).IsUnusable(said);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_with_the_nearest_name()
    {
        _folder.Write("flows.log", Web);
        Ran.InProcess("flow-logs", "read", _folder["flow.log"]).IsUnusable("does not exist; the nearest name there is flows.log");
        Ran.InProcess("flow-logs", "read").IsUnusable("name the flow logs");
    }

    internal static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static byte[] Cut(byte[] whole) => whole[..(whole.Length / 2)];
}
