using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Suites;

/// <summary>Words failures as GitHub Actions' workflow commands, which show them beside the lines of a pull request. (GitHub docs, "Workflow commands for GitHub Actions")</summary>
public static class GitHubReport
{
    /// <summary>A line for each failure of a scenario; empty where there is none.</summary>
    public static IEnumerable<string> Lines(TestedScenario scenario)
    {
        foreach (ScenarioProblem problem in scenario.Problems) yield return Line(problem.File, problem.Line, problem.Column, "unusable scenario", problem.Message);
        foreach (Judgement failure in scenario.Failures)
            yield return Line(scenario.File, failure.Place.Line, failure.Place.Column, failure.Expected, failure.Failure!);
    }

    private static string Line(string file, int line, int column, string title, string message)
    {
        string place = line > 0 ? $",line={line},col={column}" : "";
        return $"::error file={Property(file)}{place},title={Property(title)}::{Data(message)}";
    }

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
