namespace VpcSim.Cli.Tests;

/// <summary>The flow logs in ../shared/flow-logs, records of real accounts and of AWS's pages, where that folder is there: read, and asked in SQL.</summary>
public class SharedFlowLogTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "..", "shared", "flow-logs");

    [Theory]
    [InlineData("aws-docs-nat-gateway.log", 6)]
    [InlineData("aws-docs-v2-default.log", 7)]
    [InlineData("aws-docs-v3-tcp-flags.log", 8)]
    [InlineData("aws-docs-v3-transit-gateway.log", 4)]
    [InlineData("aws-docs-v5-services-direction.log", 2)]
    [InlineData("flowlogs-reader-tgw-v6.log", 1)]
    [InlineData("flowlogs-reader-v2-default.log", 5)]
    [InlineData("flowlogs-reader-v3-custom-order.log", 2)]
    [InlineData("flowlogs-reader-v4-custom-order.log", 2)]
    [InlineData("panther-v2-ssh-exfiltration.log", 6)]
    public void A_sample_is_read_as_it_is_and_asked_in_full(string name, int records)
    {
        string file = FileOf(name);

        Ran read = Ran.InProcess("flow-logs", "read", file, "--strict"), asked = Ran.InProcess("flow-logs", "query", "SELECT count(*) AS n FROM flow_logs", file, "--csv", "--strict");

        Assert.Equal((0, File.ReadAllText(file).TrimEnd('\n') + "\n", ""), (read.Status, read.Out, read.Error));
        Assert.Equal((0, $"n\n{records}\n", ""), (asked.Status, asked.Out, asked.Error));
    }

    [Fact]
    public void The_line_that_is_no_record_is_told_and_the_others_count()
    {
        string file = FileOf("flowlogs-reader-v5-custom-order.log");

        Ran read = Ran.InProcess("flow-logs", "read", file), asked = Ran.InProcess("flow-logs", "query", "SELECT count(*) AS n, sum(bytes) AS bytes FROM flow_logs", file, "--csv");

        string said = $"vpcsim: 1 line is no record:\n  {file}:4: 2 fields, not 29: bogus line\n";
        Assert.Equal((0, File.ReadAllText(file).Replace("bogus line\n", "", StringComparison.Ordinal), said), (read.Status, read.Out, read.Error));
        Assert.Equal((0, said), (asked.Status, asked.Error));
        Assert.StartsWith("n,bytes\n2,", asked.Out, StringComparison.Ordinal);
    }

    [Fact] // pandas wrote account ids as numbers and ports as text; its third row has a protocol that there is not
    public void Parquet_of_foreign_types_is_read_and_asked()
    {
        string file = FileOf("flowlogs-reader.parquet");

        Ran read = Ran.InProcess("flow-logs", "read", file, "--fields", "account-id dstport log-status"), asked = Ran.InProcess("flow-logs", "query", "SELECT account_id, dstport, log_status FROM flow_logs", file, "--csv");

        Assert.Equal((0, "account-id dstport log-status\n123456789010 49152 OK\n123456789010 - NODATA\n"), (read.Status, read.Out));
        Assert.Equal((0, "account_id,dstport,log_status\n123456789010,49152,OK\n123456789010,,NODATA\n"), (asked.Status, asked.Out));
        Assert.Contains($"{file}:3: protocol is '8080', not a protocol number (0 to 255)", read.Error, StringComparison.Ordinal);
        Assert.Equal(read.Error, asked.Error);
    }

    [Fact]
    public void All_of_them_are_one_table()
    {
        Ran asked = Ran.InProcess("flow-logs", "query", "SELECT count(*) AS n FROM flow_logs", Shared(), "--csv");

        Assert.Equal((0, "n\n47\n"), (asked.Status, asked.Out));
    }

    [Theory]
    [InlineData("top", "srcaddr")]
    [InlineData("rejects", "dstport")]
    [InlineData("talkers", "host")]
    [InlineData("conversations", "server_port")]
    public void The_everyday_questions_have_answers(string question, string column)
    {
        Ran asked = Ran.InProcess("flow-logs", question, Shared(), "--csv");

        Assert.Equal(0, asked.Status);
        string[] lines = asked.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(column, lines[0].Split(','));
        Assert.True(lines.Length > 1);
    }

    private static string Shared()
    {
        Assert.SkipUnless(Directory.Exists(_folder), "the folder ../shared/flow-logs is not here");
        return _folder;
    }

    private static string FileOf(string name) => Path.Combine(Shared(), name);
}
