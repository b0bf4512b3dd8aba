using System.Collections.Immutable;
using System.Globalization;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Sql.Tests;

/// <summary>The everyday questions, asked of a client at 10.0.0.5, a server at 10.0.1.9, and somebody who knocks.</summary>
public class QuestionsTests
{
    private const string Flagged = "srcaddr dstaddr srcport dstport bytes tcp-flags";

    private static readonly string[] _records =
    [
        "2 1 eni-1 10.0.0.5 10.0.1.9 50000 443 6 10 1000 1000 1010 ACCEPT OK",
        "2 1 eni-1 10.0.1.9 10.0.0.5 443 50000 6 8 9000 1001 1012 ACCEPT OK",
        "2 1 eni-1 10.0.0.5 10.0.1.9 50000 443 6 1 40 1060 1060 ACCEPT OK",
        "2 1 eni-1 203.0.113.7 10.0.1.9 40000 22 6 2 80 1020 1030 REJECT OK",
        "2 1 eni-1 203.0.113.7 10.0.1.9 40001 22 6 1 40 1040 1040 REJECT OK",
        "2 1 eni-1 203.0.113.8 10.0.1.9 40001 23 6 1 40 1050 1050 REJECT OK",
        "2 1 eni-1 - - - - - - - 1060 1120 - NODATA",
    ];

    [Fact]
    public void Top_orders_values_by_what_they_have_most_of()
    {
        Assert.Equal(["10.0.1.9|9000|8|1", "10.0.0.5|1040|11|2"], Ask(columns => Questions.Top(columns, LogColumn.Of(LogField.SrcAddr), "bytes", 2)));
        Assert.Equal(["10.0.0.5|1040|11|2"], Ask(columns => Questions.Top(columns, LogColumn.Of(LogField.SrcAddr), "packets", 1)));
        Assert.Equal(["22|120|3|2", "443|1040|11|2"], Ask(columns => Questions.Top(columns, LogColumn.Of(LogField.DstPort), "records", 2)));
        Assert.Equal("1010", Ask(columns => Questions.Top(columns, LogColumn.Of(LogField.End), "bytes", 2))[1].Split('|')[0]);
    }

    [Fact]
    public void Rejects_puts_together_who_knocked_at_which_port() => Assert.Equal(
        ["eni-1|203.0.113.7|10.0.1.9|6|22|2|120|3|17:00|17:20", "eni-1|203.0.113.8|10.0.1.9|6|23|1|40|1|17:30|17:30"],
        Ask(columns => Questions.Rejects(columns, 10)));

    [Fact]
    public void Talkers_counts_what_reached_somebody() => Assert.Equal(
        ["10.0.0.5|1040|9000|11|8", "10.0.1.9|9000|1040|8|11"], Ask(columns => Questions.Talkers(columns, 10)));

    [Fact]
    public void Conversations_have_both_directions_in_one_row() => Assert.Equal(
        ["eni-1|6|10.0.0.5|50000|10.0.1.9|443|1040|9000|0|3|16:40|17:40", "eni-1|6|203.0.113.7|40000|10.0.1.9|22|0|0|1|1|17:00|17:10"],
        Ask(columns => Questions.Conversations(columns, 2)));

    [Fact]
    public void Conversations_leaves_out_bytes_that_were_turned_away() => Assert.Equal(
        ["10.0.0.2|0|10.0.0.3|0|0|336|1|2"],
        Ask(columns => Questions.Conversations(columns, 2), "srcaddr dstaddr srcport dstport bytes action", "10.0.0.3 10.0.0.2 0 0 336 ACCEPT", "10.0.0.2 10.0.0.3 0 0 336 REJECT"));

    [Theory] // VPC guide, "Flow log records", tcp-flags: SYN is 2, SYN-ACK 18, in short connections with FIN 3 and 19
    [InlineData(2, 18)]
    [InlineData(3, 19)]
    [InlineData(2, 0)]
    [InlineData(0, 18)]
    public void Who_sent_the_SYN_is_the_client_whatever_its_port(int there, int back) => Assert.Equal(
        ["10.0.0.1|900|10.0.0.2|2049|15|7|3"],
        Ask(columns => Questions.Conversations(columns, 2), Flagged, $"10.0.0.1 10.0.0.2 900 2049 10 {there}", $"10.0.0.2 10.0.0.1 2049 900 7 {back}", "10.0.0.1 10.0.0.2 900 2049 5 0"));

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("-")]
    public void Without_a_SYN_in_the_records_the_higher_port_is_the_client(string flags) => Assert.Equal(
        ["10.0.0.2|2049|10.0.0.1|900|7|10|2"],
        Ask(columns => Questions.Conversations(columns, 2), Flagged, $"10.0.0.1 10.0.0.2 900 2049 10 {flags}", $"10.0.0.2 10.0.0.1 2049 900 7 {flags}"));

    [Fact]
    public void A_question_leaves_out_what_the_files_do_not_have() => Assert.Equal(
        ["10.0.0.9|2"], Ask(columns => Questions.Rejects(columns, 5), "srcaddr action", "10.0.0.9 REJECT", "10.0.0.9 REJECT", "10.0.0.8 ACCEPT"));

    [Fact]
    public void A_question_whose_columns_are_not_there_names_them() => Assert.Contains(
        "the files have no column action; they have srcaddr",
        Assert.Throws<FlowLogQueryException>(() => Ask(columns => Questions.Rejects(columns, 5), "srcaddr", "10.0.0.9")).Message,
        StringComparison.Ordinal);

    private static string[] Ask(Func<ImmutableArray<LogColumn>, string> question) => Ask(question, [LogFormat.Default.Header, .. _records]);

    private static string[] Ask(Func<ImmutableArray<LogColumn>, string> question, params string[] lines)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["a.log"], lines);
        using FlowLogDatabase database = FlowLogDatabase.Open([folder["a.log"]], cancellation: TestContext.Current.CancellationToken);
        using QueryResult result = database.Query(question(database.Columns), TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (result.Read()) rows.Add(string.Join('|', Enumerable.Range(0, result.Names.Length).Select(i => Text(result[i]))));
        return [.. rows];
    }

    private static string? Text(object? value) => value is DateTime time ? time.ToString("mm:ss", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
