using System.Text;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Tests.Destinations;

/// <summary>Records held against a file that is longer than what is kept of it in memory.</summary>
public class ExpectedRecordsTests
{
    private const int Records = 20_000;

    private static readonly LogFormat _format = LogFormat.Parse("srcaddr dstaddr action");

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(12_345)]
    [InlineData(Records - 1)]
    public void The_first_difference_of_a_long_file_has_its_line(int different)
    {
        using ExpectedRecords expected = Expecting(Enumerable.Range(0, Records).Select(i => i == different ? "another" : Line(i)));
        Write(expected, Enumerable.Range(0, Records).Select(Line));
        Assert.Equal(different < 0 ? null : new RecordDifference(different + 2, "another", Line(different)), expected.Difference);
    }

    [Fact]
    public void A_line_longer_than_the_buffer_is_compared_whole()
    {
        string line = new('x', 300_000);
        using ExpectedRecords expected = Expecting(["short", line, line + "y"]), same = Expecting(["short", line]);
        Write(expected, ["short", line, line + "z"]);
        Write(same, ["short", line]);
        Assert.Equal(4, expected.Difference!.Line);
        Assert.Null(same.Difference);
    }

    [Fact]
    public void The_last_line_needs_no_line_end()
    {
        using var expected = new ExpectedRecords(new MemoryStream(Encoding.UTF8.GetBytes(_format.Header + "\none\ntwo")), _format);
        Write(expected, ["one", "two"]);
        Assert.Null(expected.Difference);
    }

    private static string Line(int i) => $"10.0.{i >> 8 & 255}.{i & 255} 10.1.0.1 ACCEPT";

    private static ExpectedRecords Expecting(IEnumerable<string> lines) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes($"{_format.Header}\n{string.Concat(lines.Select(line => line + "\n"))}")), _format);

    private static void Write(ExpectedRecords expected, IEnumerable<string> lines)
    {
        foreach (string line in lines) expected.Write(default, Encoding.UTF8.GetBytes(line + "\n"));
        expected.Finish();
    }
}
