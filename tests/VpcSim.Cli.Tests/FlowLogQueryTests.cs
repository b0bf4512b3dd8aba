using System.Diagnostics;
using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary><c>vpcsim flow-logs query</c>, the everyday questions and <c>ddl</c>.</summary>
public sealed class FlowLogQueryTests : IDisposable
{
    private const string Web = "2 123456789012 eni-1 10.0.0.5 10.0.1.9 50000 443 6 10 1000 1767225600 1767225610 ACCEPT OK";
    private const string Back = "2 123456789012 eni-1 10.0.1.9 10.0.0.5 443 50000 6 8 9000 1767225601 1767225612 ACCEPT OK";
    private const string Knock = "2 123456789012 eni-2 203.0.113.7 10.0.1.9 40000 22 6 2 80 1767225700 1767225710 REJECT OK";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_are_a_table_CSV_or_JSON()
    {
        string[] query = ["flow-logs", "query", "SELECT srcaddr, sum(bytes) AS bytes FROM flow_logs GROUP BY srcaddr", Log()];
        Assert.Equal("  srcaddr      bytes\n  10.0.0.5      1000\n  10.0.1.9      9000\n  203.0.113.7     80\n", Ran.InProcess(query).Out);
        Assert.Equal("srcaddr,bytes\n10.0.0.5,1000\n10.0.1.9,9000\n203.0.113.7,80\n", Ran.InProcess([.. query, "--csv"]).Out);
        using JsonDocument json = JsonDocument.Parse(Ran.InProcess([.. query, "--json"]).Out);
        Assert.Equal(["vpcsim", "files", "records-read", "bad-lines", "rows"], json.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal((9000, "10.0.1.9"), (json.RootElement.GetProperty("rows")[1].GetProperty("bytes").GetInt64(), json.RootElement.GetProperty("rows")[1].GetProperty("srcaddr").GetString()));
    }

    [Fact]
    public async Task A_named_pipe_is_read_once_and_asked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes in folders on Windows");
        string pipe = _folder["records.pipe"], log = Log();
        using (Process mkfifo = Process.Start("mkfifo", [pipe])) await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        using Process writer = Process.Start("sh", ["-c", $"cat '{log}' > '{pipe}'"]);
        Ran ran = await Task.Run(() => Ran.InProcess("flow-logs", "query", "SELECT count(*) AS n FROM flow_logs", pipe, "--csv"), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal("n\n3\n", ran.Out);
    }

    [Fact]
    public async Task A_program_that_was_copied_without_DuckDBs_library_says_what_is_missing()
    {
        string[] program = VpcSimProcess.Program; // machine code, or dotnet and the path of a .dll
        string built = Path.GetDirectoryName(program[^1])!, copied = Directory.CreateDirectory(_folder["copied"]).FullName;
        foreach (string file in program.Length == 1 ? program : [.. Directory.GetFiles(built, "*.dll"), Path.Combine(built, "vpcsim.runtimeconfig.json")])
            File.Copy(file, Path.Combine(copied, Path.GetFileName(file)));
        program[^1] = Path.Combine(copied, Path.GetFileName(program[^1]));

        Ran ran = await VpcSimProcess.RunAs(program, new Dictionary<string, string>(), "flow-logs", "top", Log());

        ran.IsUnusable("vpcsim: DuckDB's library (libduckdb.so, .dylib or duckdb.dll) cannot be loaded; it lies beside the program");
    }

    [Fact]
    public void Mistakes_of_SQL_name_the_nearest_column_and_the_place()
    {
        Ran ran = Ran.InProcess("flow-logs", "query", "SELECT byte FROM flow_logs", Log());
        ran.IsUnusable("vpcsim: there is no column 'byte'; the nearest are bytes", "LINE 1: SELECT byte FROM flow_logs\n               ^");
    }

    [Fact]
    public void A_query_behind_its_files_or_none_is_told()
    {
        Ran.InProcess("flow-logs", "query", Log()).IsUnusable("write the query before the files");
        Ran.InProcess("flow-logs", "query", "SELECT 1").IsUnusable("name the flow logs");
    }

    [Fact]
    public void Other_files_are_out_of_reach_unless_asked_for()
    {
        string other = _folder.Write("other.csv", "a\n1\n");
        string query = $"SELECT count(*) AS n FROM read_csv('{other}')";
        Ran.InProcess("flow-logs", "query", query, Log()).IsUnusable("a query reads the files that are named behind it");
        Assert.Equal("n\n1\n", Ran.InProcess("flow-logs", "query", query, Log(), "--external-access", "--csv").Out);
        Ran.InProcess("flow-logs", "query", $"COPY flow_logs TO '{Log()}'", Log()).IsUnusable("only a SELECT can be run");
    }

    [Theory]
    [InlineData("top", "srcaddr,bytes,packets,records\n10.0.1.9,9000,8,1\n")]
    [InlineData("top --by dstport --most packets", "dstport,bytes,packets,records\n443,1000,10,1\n")]
    [InlineData("rejects", "interface_id,srcaddr,dstaddr,protocol,dstport,records,bytes,packets,first_seen,last_seen\neni-2,203.0.113.7,10.0.1.9,6,22,1,80,2,2026-01-01 00:01:40,2026-01-01 00:01:50\n")]
    [InlineData("talkers", "host,bytes_sent,bytes_received,packets_sent,packets_received\n10.0.0.5,1000,9000,10,8\n")]
    [InlineData("conversations", "interface_id,protocol,client,client_port,server,server_port,bytes_to_server,bytes_to_client,rejected_records,records,first_seen,last_seen\neni-1,6,10.0.0.5,50000,10.0.1.9,443,1000,9000,0,2,2026-01-01 00:00:00,2026-01-01 00:00:12\n")]
    public void Everyday_questions_are_answered_and_their_SQL_gives_the_same(string question, string answer)
    {
        string[] words = ["flow-logs", .. question.Split(' '), Log(), "--limit", "1"];
        Assert.Equal((0, answer), (Ran.InProcess([.. words, "--csv"]).Status, Ran.InProcess([.. words, "--csv"]).Out));
        string sql = Ran.InProcess([.. words, "--sql"]).Out;
        Assert.Equal(answer, Ran.InProcess("flow-logs", "query", sql, Log(), "--csv").Out);
        Assert.Equal(sql, Ran.InProcess(["flow-logs", .. question.Split(' '), "--limit", "1", "--sql"]).Out);
    }

    [Fact]
    public void Mistakes_of_a_question_are_told()
    {
        Ran.InProcess("flow-logs", "top", Log(), "--by", "scraddr").IsUnusable("there is no field 'scraddr'; did you mean 'srcaddr'?");
        Ran.InProcess("flow-logs", "top", Log(), "--most", "size").IsUnusable("'size' is none of bytes, packets, records");
        Ran.InProcess("flow-logs", "top", Log(), "--by", "vpc-id").IsUnusable("the files have no column vpc_id");
        Ran.InProcess("flow-logs", "rejects").IsUnusable("name the flow logs");
    }

    [Fact]
    public void Ddl_prints_the_table_of_a_place_in_S3()
    {
        Ran ran = Ran.InProcess("flow-logs", "ddl", "--location", "s3://my-logs/network", "--format", "${srcaddr} ${end}", "--region", "eu-central-1");
        Assert.Equal(0, ran.Status);
        Assert.StartsWith("CREATE EXTERNAL TABLE IF NOT EXISTS flow_logs (\n  srcaddr string,\n  `end` bigint\n)\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("LOCATION 's3://my-logs/network/AWSLogs/'", ran.Out, StringComparison.Ordinal);
        Assert.Equal(ran.Out, Ran.InProcess("flow-logs", "ddl", "--location", "s3://my-logs/network/", "--format", "${srcaddr} ${end}", "--region", "eu-central-1").Out);
        Ran.InProcess("flow-logs", "ddl", "--location", "s3://a/b/").IsUnusable("'s3://a/b/' is no place in S3", "a bucket's name has 3 characters at least");
        Ran.InProcess("flow-logs", "ddl", "--location", "s3://my-logs/AWSLogs/").IsUnusable("AWS reserves the name AWSLogs");
        Ran.InProcess("flow-logs", "ddl", "--location", "my-logs").IsUnusable("'my-logs' is no place in S3");
        Ran.InProcess("flow-logs", "ddl", "--format", "srcadr").IsUnusable("did you mean 'srcaddr'?");
        Ran.InProcess("flow-logs", "ddl", "--account", "1", "--region", "europe").IsUnusable("'1' is not an account", "'europe' is not a region");
    }

    [Theory]
    [InlineData(true, "flow-logs", "query", "SELECT 1 FROM flow_logs", "FILE")]
    [InlineData(false, "flow-logs", "read", "FILE")]
    [InlineData(false, "flow-logs", "top", "--sql")]
    [InlineData(false, "--version")]
    public async Task The_database_is_loaded_by_who_asks_it_and_by_nobody_else(bool isLoaded, params string[] args)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/lib64/ld-linux-x86-64.so.2"), "only glibc's loader tells what it loads");
        string file = Log();
        Ran ran = await VpcSimProcess.Run(new Dictionary<string, string> { ["LD_DEBUG"] = "files" }, [.. args.Select(word => word == "FILE" ? file : word)]);
        Assert.Equal((0, isLoaded), (ran.Status, ran.Error.Contains("libduckdb", StringComparison.Ordinal)));
    }

    private string Log() => _folder.Write("a.log", $"{Web}\n{Back}\n{Knock}\n");
}
