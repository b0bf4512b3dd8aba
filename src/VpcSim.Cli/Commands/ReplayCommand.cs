using System.Collections.Immutable;
using System.CommandLine;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Following;
using VpcSim.Cli.Reports;
using VpcSim.Cli.Settings;
using VpcSim.Cli.Usage;
using VpcSim.DataPath.Fabrics;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Annotations;
using VpcSim.Scenarios.Replay.Mapping;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Commands;

/// <summary><c>vpcsim replay</c>: captures through a design.</summary>
internal sealed class ReplayCommand : IVerb
{
    private const int FirstRecords = 20;

    public string Name => "replay";

    public string Summary => "Send captured packets through a VPC design: what AWS would do with each, and what the flow logs would say.";

    public string Usage => "CAPTURE... --design FILE [OPTION]...";

    public ReplaySyntax Syntax => field ??= new();

    public Command Command => Syntax.Command;

    public IReadOnlyList<OptionGroup> Groups => Syntax.Groups;

    public string Examples => ReplayHelp.Examples;

    /// <returns>0; 1 where nothing captured belongs to the conversation to explain or a guard fails; 2 where a capture was damaged, or with <c>--strict</c> cut off, or a destination failed; 130 or 143 where packets came until a signal ended that.</returns>
    /// <exception cref="UnusableException">The request, the design or a capture cannot be used; nothing was replayed.</exception>
    /// <exception cref="OperationCanceledException">The replay was stopped; nothing was written.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        ReplayRequest request = new ReplayRequestReader(Syntax, line).Read();
        return request.Follows
            ? FollowingHost.Run(stopping => Follow(request, line, terminal, stopping), cancellation)
            : Run(request, line, terminal, null, cancellation, cancellation);
    }

    private int Follow(ReplayRequest request, CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        // The first signal ends the packets and not the replay: what has come is worth its results.
#pragma warning disable RS0030 // the one clock: how long --for is, and when idle time has gone on
        using var timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, TimeProvider.System);
#pragma warning restore RS0030
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        int status;
        try
        {
            status = Run(request, line, terminal, timer, enough.Token, CancellationToken.None);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new UnusableException("nothing came from standard input in the time of --for; no file was written");
        }
        return status == ExitStatus.Done && cancellation.IsCancellationRequested ? ExitStatus.Interrupted : status;
    }

    private int Run(ReplayRequest request, CommandLine line, Terminal terminal, CancellationTokenSource? timer, CancellationToken enough, CancellationToken cancellation)
    {
        ImportResult import = new DesignLoader(Syntax.Design, line, terminal.Error).Load(request.Design);
        RunSettings settings = RunSettings.Of(import, request.Settings);
        ReplayOptions options = OptionsOf(request, import.Design, line);
        Explaining? explaining = Explaining.Of(request, import.Design, options, Syntax.Explain, line);
        line.ThrowIfMistaken();
        cancellation.ThrowIfCancellationRequested();
        if (request.Output.WritesFiles) terminal.OutliveReader();
        using Stream? device = OutputDevice.Of(request.Output.FlowLogFile);
        using Stream? annotateDevice = OutputDevice.Of(request.Output.AnnotateFile);
        using ExpectedRecords? expected = Expected(request);
        using var delivering = new Delivering(request.Output, import.Design, (ulong)settings.FlowLogs.Seed, cancellation);
        using FlowLogRun flowLogs = Open(
            import.Design, delivering.Added(FlowLogOptionsOf(request, settings, terminal, device) with { Picked = explaining?.Records, Expected = expected }));
        SmallPages.Try();
        Fabric fabric = Fabric.Compile(import.Design, settings.DataPath);
#pragma warning disable RS0030 // see above
        var sources = new CaptureSources(request.Live, terminal.OpenInput, TimeProvider.System, () => timer?.CancelAfter(request.Live.For ?? Timeout.InfiniteTimeSpan), enough);
#pragma warning restore RS0030
        ImmutableArray<CaptureInput> inputs = sources.Of(request.Inputs);
        PlacementProposal? proposal = request.MapsAutomatically ? Propose(inputs, fabric, options, cancellation) : null;
        if (proposal is not null) options = options with { Mappings = [.. options.Mappings, .. proposal.Placements.Select(placement => placement.Mapping)] };
        using var captures = new WrittenCaptures(request.Output, inputs.Select(static input => Path.GetFileName(Path.TrimEndingDirectorySeparator(input.Path))), fabric, options.Mappings, flowLogs.Output, request.Output.AnnotatesOnOutput ? terminal.OutBytes : annotateDevice);
        var run = new ReplayRun(import.Design, fabric, settings.DataPath, options, flowLogs.Meter, explaining is null ? captures.Watchers : [.. captures.Watchers, explaining.Explainer]);
        explaining?.Locate(run, inputs, options.Mappings, cancellation);
        ReplaySummary summary = Replay(request, inputs, run, terminal, cancellation);
        captures.Finish();
        flowLogs.Finish(summary.LastPacketNs ?? 0);
        cancellation.ThrowIfCancellationRequested();
        flowLogs.Deliver();
        var report = new ReplayReport(request, import, settings, summary, FlowLogReport.Of(flowLogs, request.Output.ShowsFirstRecords))
        {
            Proposal = proposal,
            Explaining = explaining,
            Guards = GuardReport.Of(request, summary, expected?.Difference),
        };
        if (request.Output.Folder is { } folder)
        {
            using var text = new MemoryStream();
            ReplayJson.Write(text, report);
            string summaryFile = Path.Combine(folder, OutputPlaces.SummaryFile);
            flowLogs.Add(summaryFile, text.GetBuffer().AsSpan(0, (int)text.Length));
            flowLogs.Output.Seal(summaryFile);
        }
        // Putting large files in place takes as long as laying out the report; it is shown when they are there.
        Task committed = Task.Run(flowLogs.Commit, CancellationToken.None);
        Action print = Prepare(report, terminal);
        committed.GetAwaiter().GetResult();
        print();
        if (request.FlowBound is { } bound) AsideText.Write(terminal.Error, bound, summary.FlowsAside, flowLogs.PutAside, flowLogs.MostBytesAside);
        if (sources.Warning is { } warning) terminal.Error.WriteLine($"vpcsim: warning: {warning}");
        foreach (string unseen in SelectionText.Unseen(request.Selection, summary.Captures.Select(capture => capture.Selection)))
            terminal.Error.WriteLine($"vpcsim: warning: {unseen}");
        int status = CaptureEnds.Tell(summary.Captures, request.Design.Strict, terminal.Error);
        if (Delivering.Tell([.. flowLogs.Undelivered, .. captures.Undelivered], terminal.Error)) status = cancellation.IsCancellationRequested ? ExitStatus.Interrupted : ExitStatus.Unusable;
        return status == ExitStatus.Done && (explaining is { Explainer.Conversations: [] } || report.Guards.Fails) ? ExitStatus.No : status;
    }

    private ReplayOptions OptionsOf(ReplayRequest request, Design design, CommandLine line)
    {
        ReplayOptions options = new CaptureRequestReader(Syntax.Capture, line).OptionsFor(request.Capture, design, request.Design.IpRanges);
        if (request.Output.PcapFolder is { } folder)
            new FilePlaces(Syntax, line).CheckPcaps(request, design.NetworkInterfaces.Select(eni => Path.Combine(folder, InterfaceCaptures.FileNameOf(eni))));
        line.ThrowIfMistaken();
        return options with { ReadsAhead = request.Threads > 1 };
    }

    private static PlacementProposal Propose(ImmutableArray<CaptureInput> inputs, Fabric fabric, ReplayOptions options, CancellationToken cancellation)
    {
        try
        {
            return new MapAuto(fabric, options).Propose(inputs, cancellation);
        }
        catch (CaptureFormatException problem)
        {
            throw new UnusableException(problem.Message);
        }
    }

    private static FlowLogOptions FlowLogOptionsOf(ReplayRequest request, RunSettings settings, Terminal terminal, Stream? device) => new()
    {
        Format = request.Output.Format,
        IntervalSeconds = request.Output.IntervalSeconds,
        Text = request.Output.RecordsOnOutput ? terminal.OutBytes : device,
        TextPath = device is null ? request.Output.FlowLogFile : null,
        FirstRecords = request.Output.ShowsFirstRecords ? FirstRecords : 0,
        TextPlace = device is null ? null : request.Output.FlowLogFile,
        CountsAside = request.Threads > 2,
        Follows = request.Follows,
        OutFolder = request.Output.Folder,
        LogEvents = request.Output.LogEvents,
        FlowBound = request.FlowBound,
        Settings = settings.FlowLogs,
        IpRanges = request.Design.IpRanges,
    };

    private ExpectedRecords? Expected(ReplayRequest request)
    {
        if (request.ExpectFile is not { } file) return null;
        try
        {
            return new ExpectedRecords(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1), request.Output.Format);
        }
        catch (FormatException problem)
        {
            throw new UnusableException($"{Syntax.Expect.Name} {file}: {problem.Message}");
        }
    }

    private static FlowLogRun Open(Design design, FlowLogOptions options)
    {
        try
        {
            return new FlowLogRun(design, options);
        }
        catch (FormatException problem)
        {
            throw new UnusableException(problem.Message);
        }
    }

    private static ReplaySummary Replay(ReplayRequest request, ImmutableArray<CaptureInput> inputs, ReplayRun run, Terminal terminal, CancellationToken cancellation)
    {
        bool shared = request.Output.OutputIsTaken && terminal.OutConsole is not null;
        try
        {
            return terminal.ErrorConsole is { } console && !shared
                ? ReplayProgress.Show(console, request.Follows, progress => run.Run(inputs, progress, cancellation))
                : run.Run(inputs, progress: null, cancellation);
        }
        catch (CaptureFormatException problem)
        {
            throw new UnusableException(problem.Message);
        }
    }

    private static Action Prepare(ReplayReport report, Terminal terminal)
    {
        if (report.Request.Output.Json) return () => ReplayJson.Write(terminal.OutBytes, report);
        Document document = ReplayText.Of(report);
        bool toError = report.Request.Output.OutputIsTaken;
        if ((toError ? terminal.ErrorConsole : terminal.OutConsole) is { } console) return () => ConsoleDocument.Write(console, document);
        var text = new StringWriter { NewLine = "\n" };
        PlainDocument.Write(text, document);
        return () =>
        {
            (toError ? terminal.Error : terminal.Out).Write(text.GetStringBuilder());
            terminal.Out.Flush();
        };
    }
}
