using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace VpcSim.DataPath.Tests.Trace;

/// <summary><c>docs/verdicts.md</c> and the code say the same of every reason.</summary>
public partial class VerdictsDocumentTests
{
    public static TheoryData<DropReason> Reasons => [.. Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_is_documented_with_its_origin_and_meaning(DropReason reason)
    {
        string origin = DropReasons.IsFromAws(reason) ? "AWS" : "VpcSim";
        Assert.Contains((DropReasons.NameOf(reason), origin, DropReasons.SentenceOf(reason)), Documented());
    }

    [Fact]
    public void The_document_names_no_reason_that_is_gone() =>
        Assert.Empty(Documented().Select(row => row.Name).Except(Enum.GetValues<DropReason>().Select(DropReasons.NameOf)));

    [Fact]
    public void No_two_reasons_have_one_name() =>
        Assert.Equal(Enum.GetValues<DropReason>().Length, Enum.GetValues<DropReason>().Select(DropReasons.NameOf).Distinct().Count());

    [Theory] // the names as printed follow the names in code, so that whoever greps finds both
    [MemberData(nameof(Reasons))]
    public void A_name_is_in_AWSs_form(DropReason reason) => Assert.Matches("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$", DropReasons.NameOf(reason));

    [Fact] // whoever adds a reason adds the test that shows it
    public void Every_reason_that_can_occur_is_expected_by_some_test()
    {
        HashSet<string> expected = [.. Directory.EnumerateFiles(TestFolder(), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Expectation().Matches(File.ReadAllText(file)))
            .SelectMany(static line => Reason().Matches(line.Value)).Select(static reason => reason.Groups[1].Value)];
        Assert.Equal([], Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None && !expected.Contains(reason.ToString())));
    }

    private static (string Name, string Origin, string Meaning)[] Documented() =>
        [.. Row().Matches(File.ReadAllText(DocumentPath())).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))];

    private static string DocumentPath() => Path.Combine(TestFolder(), "..", "..", "docs", "verdicts.md");

    private static string TestFolder([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, ".."));

    // A line of a test that expects something, be it as data of a theory.
    [GeneratedRegex(@"^(?! *//).*(?:Should\w*\(|Assert\.|InlineData\(|TheoryData).*$", RegexOptions.Multiline)]
    private static partial Regex Expectation();

    [GeneratedRegex(@"\bDropReason\.(\w+)")]
    private static partial Regex Reason();

    [GeneratedRegex(@"^\| `([A-Z0-9_]+)` \| (AWS|VpcSim) \| (.+?) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
