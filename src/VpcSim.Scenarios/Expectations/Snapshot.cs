using System.Globalization;
using System.Text;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Compares what came of a run with the file that holds what came of one that was right.</summary>
internal static class Snapshot
{
    /// <param name="expectation">Which file.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="actual">What came, with line feeds.</param>
    /// <param name="updates">Whether the file is rewritten where it differs.</param>
    /// <param name="rewritten">Whether it was.</param>
    public static Judgement Judge(SnapshotExpectation expectation, string path, string actual, bool updates, out bool rewritten)
    {
        rewritten = false;
        string expected = $"snapshot {expectation.Path} of the {(expectation.OfTimeline ? "timeline" : "flow logs")}";
        try
        {
            string? held = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
            if (held == actual) return new Judgement(expectation.Place, expected, null);
            if (updates)
            {
                using var output = new AtomicOutput();
                using (FileStream file = output.Create(path)) file.Write(Encoding.UTF8.GetBytes(actual));
                output.Commit();
                rewritten = true;
                return new Judgement(expectation.Place, expected, null);
            }
            return new Judgement(expectation.Place, expected, held is null
                ? $"there is no file {path}; --update-snapshots writes it"
                : $"{FirstDifference(held, actual)}\n  --update-snapshots rewrites the file, if that is right");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Judgement(expectation.Place, expected, $"could not be judged: {problem.Message}");
        }
    }

    /// <summary>The first line in which two texts differ, as both have it.</summary>
    public static string FirstDifference(string held, string actual)
    {
        string[] heldLines = held.Split('\n'), actualLines = actual.Split('\n');
        int line = 0;
        while (line < heldLines.Length && line < actualLines.Length && heldLines[line] == actualLines[line]) line++;
        return string.Create(CultureInfo.InvariantCulture, $"the first difference is in line {line + 1}:\n    expected: {At(heldLines, line)}\n    got:      {At(actualLines, line)}");
    }

    // What a text ends with is an empty line behind its last line feed.
    private static string At(string[] lines, int line) =>
        line >= lines.Length || (line == lines.Length - 1 && lines[line].Length == 0) ? "the end of the text" : lines[line];
}
