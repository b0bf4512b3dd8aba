using System.Text.RegularExpressions;

namespace VpcSim.Architecture.Tests;

/// <summary><c>docs/conformance.md</c> and the tests hold to each other: rows name tests that exist, and tests that cite AWS stand in a row.</summary>
public partial class ConformanceTests
{
    private static readonly string[] States = ["yes", "switch", "not yet"];

    private static readonly Row[] Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "conformance.md")).Where(line => RowStart().IsMatch(line)).Select(Row.Parse),
    ];

    private static readonly NamedTest[] Tests =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).SelectMany(NamedTest.In),
    ];

    [Fact]
    public void Each_row_has_its_own_number_and_one_of_three_states()
    {
        Assert.NotEmpty(Rows);
        Assert.Distinct(Rows.Select(row => row.Number));
        Assert.All(Rows, row => Assert.Contains(row.State, States));
    }

    [Fact]
    public void Each_section_has_rows_that_name_tests()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "conformance.md"));
        string[] sections = [.. lines.Select(static line => Section().Match(line)).Where(static match => match.Success).Select(static match => match.Groups["number"].Value)];
        Assert.NotEmpty(sections);
        None(lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal) && !Section().IsMatch(line)).Select(static line => $"{line} is no numbered section"));
        None(lines.Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| # |", StringComparison.Ordinal) && !RowStart().IsMatch(line)).Select(static line => $"no row, since its number is none: {line}"));
        None(sections.Where(section => !Rows.Any(row => row.Tests.Length > 0 && (row.Number.StartsWith($"{section}.", StringComparison.Ordinal) || row.Number.StartsWith($"{section}-", StringComparison.Ordinal))))
            .Select(section => $"section {section} names no test"));
    }

    [Fact]
    public void Each_row_names_tests_that_exist()
    {
        HashSet<string> known = [.. Tests.Select(test => test.Name)];
        None(Rows.SelectMany(row => row.Tests.Where(test => !known.Contains(test)).Select(test => $"{row.Number} names {test}, which does not exist")));
        None(Rows.Where(row => row.State == "yes" && row.Tests.Length == 0).Select(row => $"{row.Number} says yes and names no test"));
    }

    [Fact]
    public void Each_test_that_cites_AWS_stands_in_a_row()
    {
        HashSet<string> named = [.. Rows.SelectMany(row => row.Tests)];
        Assert.Contains(Tests, test => test.CitesAws);
        None(Tests.Where(test => test.CitesAws && !named.Contains(test.Name)).Select(test => $"{test.Name} stands in no row"));
    }

    // All complaints at once, in full.
    private static void None(IEnumerable<string> complaints)
    {
        string all = string.Join('\n', complaints);
        Assert.True(all.Length == 0, all);
    }

    [GeneratedRegex(@"^\| \d+(\.\d+)?-\d+ ")]
    private static partial Regex RowStart();

    [GeneratedRegex(@"^## (?<number>\d+)\. ")]
    private static partial Regex Section();

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex TestName();

    // The comment on a test's attribute cites the page that claims what the test's name says.
    [GeneratedRegex(
        @"\[(?:Fact|Theory)(?:\([^)\n]*\))?\][ \t]*(?<comment>//[^\n]*)?\n(?:(?!\[(?:Fact|Theory)\b).)*?public (?:async Task|void) (?<name>\w+)\(",
        RegexOptions.Singleline)]
    private static partial Regex Test();

    [GeneratedRegex(
        @"^// (VPC guide|VPC peering guide|EC2 guide|EC2 API|AWS PrivateLink guide|Site-to-Site VPN guide|Transit Gateway guide|Direct Connect guide|Traffic Mirroring guide|Gateway Load Balancer guide|Reachability Analyzer|AWS Knowledge Center)\b")]
    private static partial Regex Citation();

    private sealed record Row(string Number, string[] Tests, string State)
    {
        public static Row Parse(string line)
        {
            string[] cells = [.. line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim())];
            return new Row(cells[0], [.. TestName().Matches(cells[^2]).Select(match => match.Groups[1].Value)], cells[^1]);
        }
    }

    private sealed record NamedTest(string Name, bool CitesAws)
    {
        public static IEnumerable<NamedTest> In(string file) => Test().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")).Select(match =>
            new NamedTest($"{Path.GetFileNameWithoutExtension(file)}.{match.Groups["name"].Value}", Citation().IsMatch(match.Groups["comment"].Value)));
    }
}
