using System.Text.RegularExpressions;

namespace VpcSim.Architecture.Tests;

/// <summary><c>docs/decisions</c> is numbered without gaps or doubles, and links lead to files.</summary>
public partial class DecisionsTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "docs", "decisions");

    private static readonly string[] _names = [.. Directory.EnumerateFiles(_folder, "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Numbers_are_unique_and_without_gaps() => Assert.Equal(Enumerable.Range(1, _names.Length), _names.Select(name => int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_link_to_a_decision_has_its_number_and_its_file()
    {
        foreach (string document in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                Assert.Contains(link.Groups["file"].Value, _names);
                Assert.Equal(int.Parse(link.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture), int.Parse(link.Groups["file"].Value[..4], System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    [GeneratedRegex(@"\[decision (?<number>\d+)\]\(decisions/(?<file>[^)]+)\)")]
    private static partial Regex Link();
}
