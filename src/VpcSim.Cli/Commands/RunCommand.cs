using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Reports;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Commands;

/// <summary><c>vpcsim run</c>: one scenario, and what happened in it.</summary>
internal sealed class RunCommand : IVerb
{
    public string Name => "run";

    public string Summary => "Run one scenario: what happened step by step, and the flow logs of it.";

    public string Usage => "SCENARIO [OPTION]...";

    public RunSyntax Syntax => field ??= new();

    public Command Command => Syntax.Command;

    public IReadOnlyList<OptionGroup> Groups => Syntax.Groups;

    public string Examples => ScenarioHelp.Run;

    /// <returns>0 where every expectation held, 1 where one failed, 2 where flow logs could not be written whole.</returns>
    /// <exception cref="UnusableException">The request or the scenario cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        string file = FileOf(line);
        ulong? seed = Seed(line);
        string? folder = line.Value(Syntax.Out);
        if (folder is not null && File.Exists(folder)) line.Mistake(Syntax.Out, $"{folder} is a file; name a folder");
        line.ThrowIfMistaken();
        LoadedScenario loaded = LoadedScenario.Load(file, out ImmutableArray<ScenarioProblem> problems)
            ?? throw new UnusableException([.. problems.Select(static problem => $"{problem}")], prefix: "");
        FindingText.Write(terminal.Error, loaded.Findings);
        if (folder is not null) terminal.OutliveReader();
        ScenarioResult result = Run(loaded, new RunOptions { Seed = seed, OutFolder = folder }, cancellation);
        if (folder is not null) Write(folder, result);
        if (line.Has(Syntax.Json)) ScenarioJson.Write(terminal.OutBytes, result);
        else ScenarioText.Write(terminal.Out, result, folder);
        if (Delivering.Tell(result.Undelivered, terminal.Error)) return ExitStatus.Unusable;
        return result.Passed ? ExitStatus.Done : ExitStatus.No;
    }

    private static ScenarioResult Run(LoadedScenario loaded, RunOptions options, CancellationToken cancellation)
    {
        try
        {
            return ScenarioRun.Run(loaded, options, cancellation);
        }
        catch (Exception impossible) when (impossible is SimulationException or CaptureFormatException)
        {
            throw new UnusableException([$"{loaded.Scenario.File}: {impossible.Message}"], prefix: "");
        }
    }

    private string FileOf(CommandLine line)
    {
        string[] words = [.. line.Values(Syntax.Scenario)];
        if (words.Length != 1)
        {
            line.Mistake(words.Length == 0 ? "name a scenario: a file, or a folder that holds a scenario.yaml" : $"{words.Length} scenarios are named; run takes one, and test takes many");
            return "";
        }
        string file = words[0];
        if (!Directory.Exists(file))
        {
            if (!File.Exists(file)) line.Mistake(Misspelling.File(file));
            return file;
        }
        string inside = Path.Combine(file, ScenarioFile.Name);
        if (!File.Exists(inside)) line.Mistake($"{file} holds no {ScenarioFile.Name}; name the file itself");
        return inside;
    }

    private ulong? Seed(CommandLine line)
    {
        if (line.Value(Syntax.Seed) is not { } text) return null;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)) return seed;
        line.Mistake(Syntax.Seed, $"'{text}' is no seed; write a whole number that is not negative");
        return null;
    }

    private static void Write(string folder, ScenarioResult result)
    {
        Directory.CreateDirectory(folder);
        using var output = new AtomicOutput();
        Write(output, Path.Combine(folder, "flow-logs.txt"), stream => stream.Write(Encoding.UTF8.GetBytes(result.FlowLog)));
        Write(output, Path.Combine(folder, "timeline.txt"), stream => stream.Write(Encoding.UTF8.GetBytes(TimelineText.Of(result.Loaded.Scenario, result.Steps))));
        Write(output, Path.Combine(folder, FilePlaces.SummaryFile), stream => ScenarioJson.Write(stream, result));
        output.Commit();
    }

    private static void Write(AtomicOutput output, string path, Action<Stream> write)
    {
        using FileStream file = output.Create(path);
        write(file);
    }
}
