using System.Text;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.Model.Addressing;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Reading;

public class TextReadingTests
{
    private const string Ssh = "2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK";
    private const string NoData = "2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA";

    [Fact] // VPC guide, "Flow log record examples", Accepted and rejected traffic
    public void Every_field_of_the_default_format_is_read()
    {
        FlowLogRecord record = Assert.Single(Read(Ssh));
        Assert.Equal((2, "123456789010", "eni-1235b8ca123456789"), (record.Version, record.AccountId, record.InterfaceId));
        Assert.Equal((IpAddress.Parse("172.31.16.139"), IpAddress.Parse("172.31.16.21")), (record.SrcAddr, record.DstAddr));
        Assert.Equal((20641, 22, 6, 20L, 4249L), (record.SrcPort, record.DstPort, record.Protocol, record.Packets, record.Bytes));
        Assert.Equal((1418530010L, 1418530070L, FlowAction.Accept, LogStatus.Ok), (record.Start, record.End, record.Action, record.LogStatus));
    }

    [Fact] // VPC guide, "Flow log record examples", No data and skipped records
    public void A_dash_is_none()
    {
        FlowLogRecord record = Assert.Single(Read(NoData));
        Assert.Null(record.SrcAddr);
        Assert.Null(record.DstPort);
        Assert.Null(record.Action);
        Assert.Equal(LogStatus.NoData, record.LogStatus);
    }

    [Fact]
    public void A_field_that_the_file_does_not_have_is_none() => Assert.Null(Assert.Single(Read(Ssh)).VpcId);

    [Fact]
    public void A_header_line_tells_the_order_of_the_fields()
    {
        FlowLogRecord record = Assert.Single(Read("action srcaddr version\nREJECT 2001:db8::1 2\n"));
        Assert.Equal((FlowAction.Reject, "2001:db8::1", 2L), (record.Action, record[LogField.SrcAddr], record.Line));
    }

    [Fact]
    public void A_format_tells_it_where_there_is_no_header_line()
    {
        FlowLogRecord record = Assert.Single(Read("10.0.0.1 REJECT\n", out _, LogFormat.Parse("${dstaddr} ${action}")));
        Assert.Equal((IpAddress.Parse("10.0.0.1"), FlowAction.Reject), (record.DstAddr, record.Action));
    }

    [Fact]
    public void A_first_line_of_words_is_a_record_where_the_format_given_has_as_many_fields()
    {
        LogFormat format = LogFormat.Parse("${flow-direction} ${region}");
        FlowLogRecord record = Assert.Single(Read("ingress us-east-1\n", out _, format));
        Assert.Equal(("ingress", "us-east-1"), (record.FlowDirection, record[LogField.Region]));
        Assert.Equal("egress", Assert.Single(Read("region flow-direction\nus-east-1 egress\n", out _, format)).FlowDirection);
        Assert.Contains("names no column", Assert.Throws<FlowLogReadException>(() => Read("hello new world\n", out _, format)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bogus line", "2 fields, not 14")]
    [InlineData("2 1 eni-1 10.0.0.300 10.0.0.1 1 2 6 1 1 1 1 ACCEPT OK", "srcaddr is '10.0.0.300', not an address")]
    [InlineData("2 1 eni-1 10.0.0.3 10.0.0.1 1 65536 6 1 1 1 1 ACCEPT OK", "dstport is '65536', not a port (0 to 65535)")]
    [InlineData("2 1 eni-1 10.0.0.3 10.0.0.1 1 2 6 1.5 1 1 1 ACCEPT OK", "packets is '1.5', not a whole number")]
    [InlineData("2 1 eni-1 10.0.0.3 10.0.0.1 1 2 6 1 9223372036854775808 1 1 ACCEPT OK", "bytes is '9223372036854775808', more than 9223372036854775807")]
    [InlineData("2 1 eni-1 10.0.0.3 10.0.0.1 1 2 6 1 1 1 1 accept OK", "action is 'accept', neither ACCEPT nor REJECT")]
    public void A_bad_line_is_counted_with_its_place_and_what_is_wrong(string line, string why)
    {
        Assert.Single(Read($"{Ssh}\n{line}\n", out ReadingTally tally));
        BadLine bad = Assert.Single(tally.FirstBadLines);
        Assert.Equal((1L, 2L, why, line), (tally.BadLines, bad.Line, bad.Why, bad.Text));
    }

    [Fact]
    public void Headers_of_files_that_were_put_together_are_no_bad_lines()
    {
        Assert.Equal(3, Read($"{LogFormat.Default.Header}\n{Ssh}\n{LogFormat.Default.Header}\n{Ssh}\naction srcport\nREJECT 5\n", out ReadingTally tally).Count);
        Assert.Equal(0, tally.BadLines);
    }

    [Theory]
    [InlineData("10.0.0.1 REJECT\n", "no header line")]
    [InlineData("hello world\n", "names no column of flow logs: 'hello world'")]
    [InlineData("", "it is empty")]
    public void A_file_that_is_no_flow_log_is_an_error(string content, string message) =>
        Assert.Contains(message, Assert.Throws<FlowLogReadException>(() => Read(content)).Message, StringComparison.Ordinal);

    private static List<FlowLogRecord> Read(string content) => Read(content, out _);

    private static List<FlowLogRecord> Read(string content, out ReadingTally tally, LogFormat? format = null)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.log"], Encoding.UTF8.GetBytes(content));
        var reader = new FlowLogReader(format);
        tally = reader.Tally;
        return [.. reader.Read([folder["a.log"]])];
    }
}
