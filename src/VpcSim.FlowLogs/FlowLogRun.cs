using System.Collections.Immutable;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Delivery;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Naming;

namespace VpcSim.FlowLogs;

/// <summary>The flow logs of one run: hand <see cref="Meter"/> to the data path, then <see cref="Finish"/> and <see cref="Commit"/>.</summary>
/// <remarks>Disposed without <see cref="Commit"/>, it leaves no file behind.</remarks>
public sealed class FlowLogRun : IDisposable
{
    private readonly FlowLogOptions _options;
    private readonly LoggedWindows _windows;
    private readonly LogDestinations? _destinations;
    private readonly OwnLogs? _own;
    private readonly IRecordSink? _everything;
    private readonly SpilledFiles _files;
    private readonly FirstRecords _first;
    private readonly TextDestination? _text;
    private readonly TextDestination? _textFile;
    private readonly PatientStream? _textStream;
    private readonly Uploads? _uploads;
    private readonly TextDestination? _beside;
    private readonly IRecordSink? _besideOrdered;
    private ImmutableArray<WrittenLog> _logs;
    private InterfaceFacts _facts;
    private ImmutableArray<FlowLog> _everyLog = [];
    private bool _finished;

    /// <exception cref="FormatException">A flow log of the design has a format that is none.</exception>
    /// <exception cref="IOException">An output cannot be made, or a bucket is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">An output may not be made.</exception>
    public FlowLogRun(Design design, FlowLogOptions options)
    {
        _options = options;
        var disk = new PatientFiles(options.Backoff, options.OpenFile);
        _files = new SpilledFiles(Output, disk, outlivesFailure: true);
        _first = new FirstRecords(options.FirstRecords);
        if (options.ObjectStore is { } store) _uploads = new Uploads(store, options.Backoff, Output);
        if (options.OutFolder is not null) _own = new OwnLogs(options, _destinations = new LogDestinations(design, options, Output, disk, _files, _uploads));
        _facts = FactsOf(design);
        ImmutableArray<WrittenLog> own = [.. _own?.Of(design, _facts) ?? []]; // before any file is begun: a format may be none
        _destinations?.CheckPlaces();
        var sinks = new List<IRecordSink>();
        if (options.FirstRecords > 0) sinks.Add(_first);
        if (options.Text is { } stream) sinks.Add(_text = new TextDestination(stream, options.Format, options.TextPlace));
        if (options.TextPath is { } path)
        {
            string partial = Output.Reserve(path);
            _textStream = AtomicOutput.Opened(path, () => new PatientStream(disk, partial));
            sinks.Add(_textFile = new TextDestination(_textStream, options.Format, path));
        }
        if (options.Expected is { } expected) sinks.Add(expected);
        if (options.Beside is { } beside) _besideOrdered = options.Ordered(_beside = new TextDestination(beside.Text, beside.Format));
        _everything = sinks.Count switch
        {
            0 => null,
            1 => options.Ordered(sinks[0]),
            _ => options.Ordered(new RecordSinks([.. sinks])),
        };
        _logs = [.. own, .. EverythingOf(design)];
        if (options.Follows) _text?.Flush();
        _windows = new LoggedWindows(design, _logs, options, options.Follows && _text is not null ? _text.Flush : null);
    }

    /// <summary>What the data path counts with.</summary>
    public IFlowMeter Meter => _windows.Meter;

    /// <summary>The run's files; further ones may be added before <see cref="Commit"/> and appear with the others.</summary>
    public AtomicOutput Output { get; } = new();

    /// <summary>Records written so far, over all flow logs.</summary>
    public long Records => _windows.Records;

    /// <summary>SKIPDATA records among them.</summary>
    public long Skips => _windows.Skips;

    /// <summary>Counts of flows that <see cref="FlowLogOptions.FlowBound"/> has put aside, as often as it did.</summary>
    public long PutAside => _windows.Moved;

    /// <summary>The most bytes that they took on disk.</summary>
    public long MostBytesAside => _windows.MostBytesAside;

    /// <summary>The flow logs that deliver nothing, each with AWS's message.</summary>
    public ImmutableArray<FlowLog> Failed => _own?.Failed ?? [];

    /// <summary>What destinations did not take, whatever was tried: of files known when the run is finished, of a server when it is delivered.</summary>
    public ImmutableArray<Undelivered> Undelivered =>
        [.. new[] { _text?.Undelivered, _textFile?.Undelivered }.OfType<Undelivered>(), .. _files.Undelivered, .. _destinations?.Undelivered ?? [], .. _uploads?.Undelivered ?? []];

    /// <summary>Names of fields that formats ask for and that are dashes because what they tell is not modelled, or not part of the design, in AWS's order.</summary>
    public ImmutableArray<string> EmptyFields =>
        [.. _logs.Where(log => log.Sink != _besideOrdered).SelectMany(log => log.Subscription.Format.Fields).Where(IsEmpty).Distinct().Order().Select(LogFields.NameOf)];

    /// <summary>How often nothing was logged for longer than <see cref="FlowLogOptions.LongestIdleSeconds"/>, so that NODATA records are missing.</summary>
    public int Gaps => _windows.Gaps;

    /// <summary>The first records of the log of everything, without line ends.</summary>
    public IReadOnlyList<string> FirstRecords => _first.Lines;

    /// <summary>Goes on with a changed design, between two packets. A flow log that is new logs the packets from now on; one that is gone those before;
    /// a new interface is logged from its first packet on. (VPC guide, "Work with flow logs")</summary>
    /// <param name="next">The design, its new interfaces behind those that it had.</param>
    /// <param name="timeNs">When, in ns since 1970.</param>
    /// <exception cref="FormatException">A flow log has a format that is none.</exception>
    /// <exception cref="InvalidOperationException">A flow log is another than it was.</exception>
    public void Change(Design next, long timeNs)
    {
        _windows.Settle(); // which names destinations give hangs on what has been written
        _destinations?.Adopt(next);
        _facts = FactsOf(next);
        _logs = [.. _own?.Of(next, _facts) ?? [], .. EverythingOf(next)];
        _windows.Change(next, _logs, timeNs);
    }

    /// <summary>Writes the records of all windows that are still open.</summary>
    /// <param name="lastPacketTimeNs">When the last packet of the run was, logged or not: NODATA records end with its window.</param>
    /// <exception cref="IOException">An output cannot be written.</exception>
    public void Finish(long lastPacketTimeNs)
    {
        _windows.Finish(lastPacketTimeNs);
        _own?.Finish();
        _everything?.Finish();
        _text?.Flush();
        _textFile?.Flush();
        _textStream?.Dispose();
        _besideOrdered?.Finish();
        _beside?.Flush();
        _files.Flush();
        _finished = true;
    }

    /// <summary>Sends the objects of flow logs to S3 to their server, if there is one. Those that it does not take stay files.</summary>
    /// <exception cref="InvalidOperationException">The run has not been finished.</exception>
    public void Deliver()
    {
        if (!_finished) throw new InvalidOperationException("a run is finished before its objects are delivered");
        _uploads?.Send();
    }

    /// <summary>Adds a file to those that appear with <see cref="Commit"/>. Where it cannot be written it stands among <see cref="Undelivered"/>.</summary>
    /// <param name="path">Where it appears.</param>
    /// <param name="content">All of it.</param>
    public void Add(string path, ReadOnlySpan<byte> content)
    {
        int file = _files.Add(path, holdsRecords: false);
        _files.Write(file, content);
        _files.Flush();
    }

    /// <summary>Makes the files appear under their own names, once what goes to a server is there.</summary>
    /// <exception cref="InvalidOperationException">The run has not been finished.</exception>
    /// <exception cref="IOException">A file cannot be renamed.</exception>
    public void Commit()
    {
        if (!_finished) throw new InvalidOperationException("a run is finished before its files are committed");
        Deliver();
        Output.Commit();
    }

    public void Dispose()
    {
        _windows.Dispose();
        _own?.Dispose();
        _text?.Dispose();
        _textFile?.Dispose();
        _textStream?.Dispose();
        _beside?.Dispose();
        Output.Dispose();
    }

    /// <summary>The flow logs that AWS would run: the design's, or one of each VPC where it has none.</summary>
    public static ImmutableArray<FlowLog> FlowLogsOf(Design design, string defaultLogGroup) => design.FlowLogs.Length > 0
        ? design.FlowLogs
        : [.. design.Vpcs.Select(vpc => new FlowLog
        {
            Name = vpc.Name,
            Id = AwsIds.Derive("fl", vpc.AccountId, vpc.Region, vpc.Name),
            ResourceType = FlowLogResource.Vpc,
            ResourceId = vpc.Id,
            LogGroupName = defaultLogGroup,
        })];

    /// <summary>The log of everything shows the tags that flow logs ask for, also those that have been deleted.</summary>
    private InterfaceFacts FactsOf(Design design)
    {
        _everyLog = [.. _everyLog, .. design.FlowLogs.Where(log => !_everyLog.Any(known => known.Id == log.Id))];
        return new InterfaceFacts(design with { FlowLogs = _everyLog }, _options.Settings.UnknownAccounts);
    }

    private bool IsEmpty(LogField field) => LogFields.IsContainerInstance(field) && _facts.HidesContainerInstances;

    private IEnumerable<WrittenLog> EverythingOf(Design design)
    {
        foreach (IRecordSink? sink in new[] { _everything, _options.Picked })
        {
            if (sink is null) continue;
            var subscription = Subscription.Everything(design, _options.Format, _options.IntervalSeconds);
            yield return new WrittenLog(subscription, new RecordWriter(_options.Format, _facts, _options.IpRanges), sink);
        }
        if (_options.Beside is { } beside)
            yield return new WrittenLog(Subscription.Everything(design, beside.Format), new RecordWriter(beside.Format, _facts, _options.IpRanges), _besideOrdered!);
    }
}
