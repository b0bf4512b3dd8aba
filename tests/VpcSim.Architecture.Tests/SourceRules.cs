using System.Text.RegularExpressions;

namespace VpcSim.Architecture.Tests;

/// <summary>The rules of style that a look at the text decides. Each gives a sentence for every breach, none if all is well.</summary>
internal static partial class SourceRules
{
    public const int MostLines = 300;

    public static IEnumerable<string> Name(string file) =>
        DrawerName().IsMatch(Path.GetFileNameWithoutExtension(file)) ? [$"{file}: a name that says nothing; name what it does"] : [];

    public static IEnumerable<string> Length(string file, string text, int most = MostLines)
    {
        int lines = text.AsSpan().Count('\n');
        return lines > most ? [$"{file}: {lines} lines, above {most}"] : [];
    }

    public static IEnumerable<string> Regions(string file, string text) =>
        Region().Matches(text).Select(match => $"{file}:{Line(text, match)}: a region");

    public static IEnumerable<string> Leftovers(string file, string text) =>
        Leftover().Matches(text).Select(match => $"{file}:{Line(text, match)}: {match.Value}");

    /// <summary>Top-level types start a line, as the formatter sees to.</summary>
    public static IEnumerable<string> PublicTypes(string file, string text)
    {
        string[] types = [.. PublicType().Matches(text).Select(match => match.Groups["name"].Value).Distinct()];
        if (types.Length > 1)
            return [$"{file}: more than one public type: {string.Join(", ", types)}"];
        return types.Length == 1 && Path.GetFileName(file).Split('.')[0] != types[0]
            ? [$"{file}: holds the public type {types[0]}"]
            : [];
    }

    public static IEnumerable<string> MachinePaths(string file, string text) =>
        MachinePath().Matches(text).Select(match => $"{file}:{Line(text, match)}: a path of some machine: {match.Value}");

    public static IEnumerable<string> RegistryHosts(string file, string text) =>
        RegistryHost().Matches(text).Select(match => $"{file}:{Line(text, match)}: a package registry: {match.Value}");

    /// <summary>Every relative link of a Markdown file leads to something in the repository.</summary>
    public static IEnumerable<string> Links(string file, string text, Func<string, bool> holds)
    {
        string folder = "/" + Path.GetDirectoryName(file)!.Replace('\\', '/');
        foreach (Match match in MarkdownLink().Matches(FencedCode().Replace(text, "")))
        {
            string target = match.Groups["target"].Value.Split('#')[0];
            if (target == "" || Scheme().IsMatch(target))
                continue;
            if (!holds(Path.GetFullPath(target, folder).TrimStart('/')) || Climbs(folder, target))
                yield return $"{file}: the link to {target} leads nowhere";
        }
    }

    private static bool Climbs(string folder, string target)
    {
        int depth = folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Length;
        foreach (string part in target.Split('/'))
        {
            depth += part switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0)
                return true;
        }

        return false;
    }

    private static int Line(string text, Match match) => text.AsSpan(0, match.Index).Count('\n') + 1;

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utilit(y|ies))$")]
    private static partial Regex DrawerName();

    [GeneratedRegex(@"^\s*#(end)?region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    // The brackets keep these lines from being found themselves.
    [GeneratedRegex(@"\bTO[D]O\b|\bFIX[M]E\b|\bHA[C]K\b|\bXX[X]\b|NotImplemented[E]xception")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:class|struct|record struct|record class|record|interface|enum|delegate [\w<>\[\]?,. ]+?) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"(?<![\w.\-*$})])/(?:work|root|hom[e]|Users)/[\w.]|(?<![\w.])/tm[p]/vpcsim|\b[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://[^\s/""'<>]*(?:registry|artifactory|nexus|mirror|proxy|nuget\.pkg|api\.nuget)[^\s""'<>]*|https?://[^\s""'<>]+/v3/index\.json")]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"\]\(<?(?<target>[^)\s>]+)>?(?:\s+""[^""]*"")?\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"^(?<fence>```+|~~~+).*?^\k<fence>|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedCode();

    [GeneratedRegex("^[a-z][a-z+.-]*:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
