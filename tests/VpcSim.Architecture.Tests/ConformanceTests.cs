using System.Text.RegularExpressions;

namespace VpcSim.Architecture.Tests;

/// <summary>The rows of <c>docs/conformance.md</c> name tests that exist.</summary>
public partial class ConformanceTests
{
    private static readonly string Root = Repository.Root;

    [Fact]
    public void Each_row_that_says_yes_names_a_test_that_exists()
    {
        HashSet<string> methods =
        [
            .. Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
                .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups["name"].Value}")),
        ];
        string[][] rows = [.. File.ReadLines(Path.Combine(Root, "docs", "conformance.md"))
            .Where(line => RowStart().IsMatch(line)).Select(line => line.Trim('|', ' ').Split(" | "))];

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains(row[^1].Trim(), new[] { "yes", "switch", "not yet" }));
        Assert.Empty(rows.Where(row => row[^1].Trim() == "yes" && !methods.Contains(row[^2].Trim('`', ' '))).Select(row => $"{row[0]}: {row[^2]}"));
    }

    [GeneratedRegex(@"public (async Task|void) (?<name>\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"^\| \d+\.\d+-\d+")]
    private static partial Regex RowStart();
}
