using VpcSim.Cli.Commands;
using VpcSim.Scenarios.Linting;

namespace VpcSim.Cli.Reports;

/// <summary>The findings of <c>vpcsim design check</c> as compilers print them, so that editors can jump to the place.</summary>
internal static class CheckText
{
    public static Document Of(DesignRequest request, IReadOnlyList<LintFinding> findings)
    {
        var lines = new List<string>();
        foreach (LintFinding finding in findings)
        {
            lines.Add($"{finding.Place ?? finding.Component}: {StableNames.Of(finding.Severity)}: {finding.Rule}: {finding.Message}");
            if (finding.Remedy is { } remedy) lines.Add($"    {remedy}.");
        }
        var total = new Section { Lines = [$"{request.Names}: {Total(findings)}"] };
        return new Document(lines.Count == 0 ? [total] : [new Section { Lines = [.. lines] }, total]);
    }

    private static string Total(IReadOnlyList<LintFinding> findings) => findings.Count == 0
        ? "nothing found"
        : string.Join(", ", new[] { Severity.Error, Severity.Warning, Severity.Note }
            .Select(severity => (Word: StableNames.Of(severity), Count: findings.Count(finding => finding.Severity == severity)))
            .Where(static part => part.Count > 0)
            .Select(static part => $"{part.Count} {part.Word}{(part.Count == 1 ? "" : "s")}"));
}
