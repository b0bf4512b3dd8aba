using VpcSim.Import;
using VpcSim.Model.Designs;

namespace VpcSim.Cli.Reports;

/// <summary>Errors and findings as compilers print them, so that editors can jump to the place.</summary>
internal static class FindingText
{
    public static string Line(ImportError error) => $"{error.Place ?? error.Resource}: {error.Code}: {WithName(error.Resource, error.Message, error.Place)}";

    public static string Line(Finding finding) => $"{finding.Place ?? finding.Resource}: {finding.Code}: {WithName(finding.Resource, finding.Message, finding.Place)}";

    public static void Write(TextWriter error, IReadOnlyCollection<Finding> findings)
    {
        if (findings.Count == 0) return;
        error.WriteLine(findings.Count == 1
            ? "vpcsim: 1 finding about the design, to know before its results are trusted:"
            : $"vpcsim: {findings.Count} findings about the design, to know before its results are trusted:");
        foreach (Finding finding in findings) error.WriteLine("  " + Line(finding));
    }

    private static string WithName(string resource, string message, string? place) =>
        place is null || resource.Length == 0 || message.Contains(resource, StringComparison.Ordinal) ? message : $"{resource}: {message}";
}
