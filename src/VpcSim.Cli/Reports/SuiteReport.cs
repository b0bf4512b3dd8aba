using System.Globalization;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;
using VpcSim.Scenarios.Suites;

namespace VpcSim.Cli.Reports;

/// <summary>Prints what came of scenarios: a line each, and the reasons of failures.</summary>
/// <param name="output">Takes it.</param>
/// <param name="prints">Whether anything is printed.</param>
/// <param name="github">Whether failures are printed as annotations of GitHub Actions too.</param>
internal sealed class SuiteReport(TextWriter output, bool prints, bool github)
{
    /// <summary>One scenario, as soon as it is known.</summary>
    public void Tell(TestedScenario scenario)
    {
        if (!prints) return;
        output.WriteLine(scenario switch
        {
            { IsUsable: false } => $"UNUSABLE  {scenario.File}",
            { Passed: true, Result: { } result } => $"ok        {scenario.File}  ({Counted(result.Judgements.Length, "expectation")}, {Counted(result.Packets, "packet")})",
            { Result: { } result } => string.Create(CultureInfo.InvariantCulture, $"FAILED    {scenario.File}  ({result.Failures.Count()} of {Counted(result.Judgements.Length + result.Troubles.Length, "expectation")})"),
            _ => scenario.File,
        });
        foreach (ScenarioProblem problem in scenario.Problems) WriteIndented($"{problem}");
        foreach (Judgement failure in scenario.Failures) WriteIndented($"{failure.Place.In(scenario.File)}: {failure.Expected}\n  {failure.Failure}");
        foreach (string rewritten in scenario.Result?.Rewritten ?? []) output.WriteLine($"          rewritten: {rewritten}");
        if (github)
            foreach (string line in GitHubReport.Lines(scenario)) output.WriteLine(line);
        output.Flush();
    }

    /// <summary>All of them together.</summary>
    /// <param name="scenarios">What came of each.</param>
    /// <param name="coverage">What was exercised; null where nobody asks.</param>
    public void Finish(IReadOnlyList<TestedScenario> scenarios, SuiteCoverage? coverage)
    {
        if (!prints) return;
        if (coverage is not null) Write(coverage);
        int passed = scenarios.Count(static scenario => scenario.Passed), unusable = scenarios.Count(static scenario => !scenario.IsUsable);
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Counted(scenarios.Count, "scenario")}: {passed} passed, {scenarios.Count - passed - unusable} failed, {unusable} unusable"));
    }

    private void Write(SuiteCoverage coverage)
    {
        foreach ((string design, var rules) in coverage.Designs)
        {
            int exercised = rules.Count(static rule => rule.Exercised);
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{design}: {exercised} of {rules.Length} rules, entries and routes exercised; never:"));
            foreach ((CoveredRule rule, bool _) in rules.Where(static rule => !rule.Exercised)) output.WriteLine($"  {KindOf(rule)} {rule.Component} ({rule.Id}): {rule.Rule}");
        }
    }

    private static string KindOf(CoveredRule rule) => rule.Kind switch { "security-group" => "security group", "network-acl" => "network ACL", _ => "route table" };

    private void WriteIndented(string text)
    {
        foreach (string line in text.Split('\n')) output.WriteLine($"    {line}");
    }

    private static string Counted(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
