using System.Text.RegularExpressions;
using VpcSim.Cli.Settings;

namespace VpcSim.Architecture.Tests;

/// <summary><c>docs/settings.md</c> lists the settings as they are.</summary>
public partial class SettingsDocumentTests
{
    private static readonly string[] _documented =
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "settings.md")).Where(line => Row().IsMatch(line))];

    private static readonly string[] _known =
        [.. new RunSettings().All.Select(facts => $"| `{facts.Name}` | {facts.Default} | {facts.Values} | {facts.Meaning} | {facts.Page} |")];

    [Fact]
    public void Every_setting_is_documented_as_it_is() => None(_known.Except(_documented));

    [Fact]
    public void Every_documented_setting_exists() => None(_documented.Except(_known));

    [Fact]
    public void Each_says_what_it_means_in_a_sentence() => Assert.All(new RunSettings().All, facts => Assert.Matches(@"^[A-Z].*\.$", facts.Meaning));

    [Fact]
    public void Every_setting_stands_in_a_row_of_the_conformance_tables()
    {
        HashSet<string> named = [.. ConformanceRows().SelectMany(SettingsIn)];
        None(new RunSettings().All.Select(facts => facts.Name).Where(name => !named.Contains(name)));
    }

    [Fact]
    public void Every_switch_of_the_conformance_tables_names_a_setting_or_an_option()
    {
        HashSet<string> known = [.. new RunSettings().All.Select(facts => facts.Name)];
        None(ConformanceRows().Where(row => row.EndsWith("| switch |", StringComparison.Ordinal) && !row.Contains("`--", StringComparison.Ordinal) && !SettingsIn(row).Any(known.Contains)));
    }

    private static IEnumerable<string> ConformanceRows() =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "conformance.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal));

    private static IEnumerable<string> SettingsIn(string row) => Named().Matches(row).Select(match => match.Groups["name"].Value);

    // All of them, in full.
    private static void None(IEnumerable<string> rows)
    {
        string all = string.Join('\n', rows);
        Assert.True(all.Length == 0, all);
    }

    [GeneratedRegex("^\\| `[a-z0-9-]+` \\|")]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[a-z0-9]+(?:-[a-z0-9]+)*)(?:=[a-z0-9-]+)?`")]
    private static partial Regex Named();
}
