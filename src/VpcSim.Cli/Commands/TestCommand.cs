using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Reports;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Scenarios.Suites;

namespace VpcSim.Cli.Commands;

/// <summary><c>vpcsim test</c>: scenarios and what is expected of them.</summary>
internal sealed class TestCommand : IVerb
{
    private const string JUnit = "junit=";
    private const string GitHub = "github";
    private const int MostJobs = 256;

    public string Name => "test";

    public string Summary => "Run scenarios and check what they expect: a regression test for a network.";

    public string Usage => "[PATH]... [OPTION]...";

    public TestSyntax Syntax => field ??= new();

    public Command Command => Syntax.Command;

    public IReadOnlyList<OptionGroup> Groups => Syntax.Groups;

    public string Examples => ScenarioHelp.Test;

    /// <returns>0 where every expectation held; 1 where one failed; 2 where a scenario cannot be used.</returns>
    /// <exception cref="UnusableException">The request cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        string[] paths = [.. line.Values(Syntax.Paths)];
        ImmutableArray<string> files = ScenarioSearch.Find(paths.Length == 0 ? ["."] : paths, out ImmutableArray<string> missing);
        foreach (string problem in missing) line.Mistake(problem);
        if (line.Value(Syntax.Filter) is { } filter)
        {
            ImmutableArray<string> fitting = [.. files.Where(file => file.Contains(filter, StringComparison.OrdinalIgnoreCase))];
            if (fitting.IsEmpty && files.Length > 0) line.Mistake(Syntax.Filter, $"none of the {files.Length} scenarios has '{filter}' in its path");
            files = fitting;
        }
        int jobs = Jobs(line);
        (string? junit, bool github) = Reports(line);
        line.ThrowIfMistaken();
        bool json = line.Has(Syntax.Json);
        if (json && github) throw new UnusableException("--json and --report github both want standard output; choose one");
        if (junit is not null) terminal.OutliveReader();
        var report = new SuiteReport(terminal.Out, prints: !json, github);
        var coverage = new SuiteCoverage();
        var tested = new List<TestedScenario>();
        Suite.Test(files, new SuiteOptions { Jobs = jobs, UpdatesSnapshots = line.Has(Syntax.UpdateSnapshots) }, scenario =>
        {
            tested.Add(scenario);
            if (scenario.Result is { } result) coverage.Add(result);
            report.Tell(scenario);
        }, cancellation);
        report.Finish(tested, line.Has(Syntax.Coverage) ? coverage : null);
        if (json) SuiteJson.Write(terminal.OutBytes, tested, line.Has(Syntax.Coverage) ? coverage : null);
        if (junit is not null) WriteJUnit(junit, tested);
        return tested.Any(static scenario => !scenario.IsUsable) ? ExitStatus.Unusable : tested.All(static scenario => scenario.Passed) ? ExitStatus.Done : ExitStatus.No;
    }

    private int Jobs(CommandLine line)
    {
        if (line.Value(Syntax.Jobs) is not { } text) return Environment.ProcessorCount;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int jobs) && jobs is >= 1 and <= MostJobs) return jobs;
        line.Mistake(Syntax.Jobs, $"'{text}' is no number of jobs; write 1 to {MostJobs}");
        return 1;
    }

    private (string? JUnit, bool GitHub) Reports(CommandLine line)
    {
        string? junit = null;
        bool github = false;
        foreach (string text in line.Values(Syntax.Report))
        {
            if (text == GitHub) github = true;
            else if (!text.StartsWith(JUnit, StringComparison.Ordinal)) line.Mistake(Syntax.Report, $"there is no report '{text}'; write {JUnit}FILE or {GitHub}", text);
            else if (text.Length == JUnit.Length) line.Mistake(Syntax.Report, $"{text} names no file; write {JUnit}FILE", text);
            else if (junit is not null) line.Mistake(Syntax.Report, $"JUnit's report is asked for twice; keep one", text);
            else if (Directory.Exists(text[JUnit.Length..])) line.Mistake(Syntax.Report, $"{text[JUnit.Length..]} is a folder; name a file", text);
            else if (Path.GetDirectoryName(text[JUnit.Length..]) is { Length: > 0 } folder && !Directory.Exists(folder)) line.Mistake(Syntax.Report, $"there is no folder {folder}; make it first", text);
            else junit = text[JUnit.Length..];
        }
        return (junit, github);
    }

    private static void WriteJUnit(string path, IReadOnlyList<TestedScenario> tested)
    {
        using var output = new AtomicOutput();
        using (FileStream file = output.Create(path)) JUnitReport.Write(file, tested);
        output.Commit();
    }
}
