using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Reports;
using VpcSim.Cli.Usage;
using VpcSim.DataPath.Fabrics;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Delivery;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Commands;

/// <summary><c>vpcsim run</c>: one scenario, and what happened in it.</summary>
internal sealed class RunCommand : IVerb
{
    /// <summary>What packets of hosts come from, in an annotated capture; those of a capture that the scenario replays as well.</summary>
    private const string Source = "scenario";

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
        var reader = new RunRequestReader(Syntax, line);
        RunRequest request = reader.Read();
        LoadedScenario loaded = LoadedScenario.Load(request.File, out ImmutableArray<ScenarioProblem> problems)
            ?? throw new UnusableException([.. problems.Select(static problem => $"{problem}")], prefix: "");
        reader.CheckPlaces(request.Output, loaded);
        FindingText.Write(terminal.Error, loaded.Findings);
        if (request.Output.WritesFiles) terminal.OutliveReader();
        ScenarioResult result = Run(request, loaded, terminal, out ImmutableArray<Undelivered> captures, cancellation);
        if (request.Output.Json) ScenarioJson.Write(terminal.OutBytes, result);
        else ScenarioText.Write(request.Output.OutputIsTaken ? terminal.Error : terminal.Out, result, request.Output);
        if (Delivering.Tell([.. result.Undelivered, .. captures], terminal.Error)) return ExitStatus.Unusable;
        return result.Passed ? ExitStatus.Done : ExitStatus.No;
    }

    private static ScenarioResult Run(RunRequest request, LoadedScenario loaded, Terminal terminal, out ImmutableArray<Undelivered> lost, CancellationToken cancellation)
    {
        using Stream? device = OutputDevice.Of(request.Output.FlowLogFile), annotateDevice = OutputDevice.Of(request.Output.AnnotateFile);
        using var output = new AtomicOutput();
        using var delivering = new Delivering(request.Output, loaded.Design, request.Seed ?? 0, cancellation);
        using WrittenCaptures? captures = request.Output.WritesCaptures
            ? new WrittenCaptures(request.Output, [Source], Fabric.Compile(loaded.Design, loaded.DataPathSettings), [], output, request.Output.AnnotatesOnOutput ? terminal.OutBytes : annotateDevice)
            : null;
        var options = new RunOptions
        {
            Seed = request.Seed,
            FlowLogs = delivering.Added(FlowLogsOf(request.Output, terminal, device)),
            Watchers = [.. captures?.Watchers ?? []],
        };
        ScenarioResult result = Run(loaded, options, cancellation);
        captures?.Finish();
        lost = captures?.Undelivered ?? [];
        if (request.Output.Folder is { } folder) Write(output, folder, result);
        output.Commit();
        return result;
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

    private static FlowLogOptions FlowLogsOf(OutputRequest request, Terminal terminal, Stream? device) => new()
    {
        Format = request.Format,
        IntervalSeconds = request.IntervalSeconds,
        Text = request.RecordsOnOutput ? terminal.OutBytes : device,
        TextPath = device is null ? request.FlowLogFile : null,
        TextPlace = device is null ? null : request.FlowLogFile,
        OutFolder = request.Folder,
        LogEvents = request.LogEvents,
    };

    private static void Write(AtomicOutput output, string folder, ScenarioResult result)
    {
        Directory.CreateDirectory(folder);
        Write(output, Path.Combine(folder, RunRequestReader.FlowLogFile), stream => stream.Write(Encoding.UTF8.GetBytes(result.FlowLog)));
        Write(output, Path.Combine(folder, RunRequestReader.TimelineFile), stream => stream.Write(Encoding.UTF8.GetBytes(TimelineText.Of(result.Loaded.Scenario, result.Steps))));
        Write(output, Path.Combine(folder, OutputPlaces.SummaryFile), stream => ScenarioJson.Write(stream, result));
        output.Seal(Path.Combine(folder, OutputPlaces.SummaryFile));
    }

    private static void Write(AtomicOutput output, string path, Action<Stream> write)
    {
        using FileStream file = output.Create(path);
        write(file);
    }
}
