using System.Collections.Immutable;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Naming;

namespace VpcSim.FlowLogs;

/// <summary>The flow logs of one run: hand <see cref="Meter"/> to the data path, then <see cref="Finish"/> and <see cref="Commit"/>.</summary>
/// <remarks>Disposed without <see cref="Commit"/>, it leaves no file behind.</remarks>
public sealed class FlowLogRun : IDisposable
{
    private const string CloudWatchLogs = "cloud-watch-logs";

    private readonly WindowMeter _meter;
    private readonly MeterQueue _queue;
    private readonly RecordStream _records;
    private readonly SpilledFiles _files;
    private readonly FirstRecords _first;
    private readonly TextDestination? _text;
    private readonly TextDestination? _textFile;
    private readonly FileStream? _textStream;
    private bool _finished;

    /// <exception cref="FormatException">A flow log of the design has a format that is none.</exception>
    /// <exception cref="IOException">An output cannot be made.</exception>
    public FlowLogRun(Design design, FlowLogOptions options)
    {
        _files = new SpilledFiles(Output);
        _first = new FirstRecords(options.FirstRecords);
        ImmutableArray<(Subscription, IRecordSink)>.Builder subscriptions = ImmutableArray.CreateBuilder<(Subscription, IRecordSink)>();
        if (options.OutFolder is { } folder) AddOwn(subscriptions, design, folder, options.DefaultLogGroup);
        var sinks = new List<IRecordSink>();
        if (options.FirstRecords > 0) sinks.Add(_first);
        if (options.Text is { } stream) sinks.Add(_text = new TextDestination(stream, options.Format));
        if (options.TextPath is { } path)
        {
            _textStream = Output.Create(path);
            sinks.Add(_textFile = new TextDestination(_textStream, options.Format));
        }
        if (sinks.Count > 0) subscriptions.Add((Subscription.Everything(design, options.Format, options.IntervalSeconds), OneOf(sinks)));
        _records = new RecordStream(design, subscriptions.ToImmutable(), options.IpRanges, options.LongestIdleSeconds);
        _meter = new WindowMeter(_records.Plan, _records);
        _queue = new MeterQueue(_meter);
    }

    /// <summary>What the data path counts with.</summary>
    public IFlowMeter Meter => _queue;

    /// <summary>The run's files; further ones may be added before <see cref="Commit"/> and appear with the others.</summary>
    public AtomicOutput Output { get; } = new();

    /// <summary>Records written so far, over all flow logs.</summary>
    public long Records => _records.Records;

    /// <summary>How often nothing was logged for longer than <see cref="FlowLogOptions.LongestIdleSeconds"/>, so that NODATA records are missing.</summary>
    public int Gaps => _records.Gaps;

    /// <summary>The first records of the log of everything, without line ends.</summary>
    public IReadOnlyList<string> FirstRecords => _first.Lines;

    /// <summary>Writes the records of all windows that are still open.</summary>
    /// <param name="lastPacketTimeNs">When the last packet of the run was, logged or not: NODATA records end with its window.</param>
    /// <exception cref="IOException">An output cannot be written.</exception>
    public void Finish(long lastPacketTimeNs)
    {
        _queue.Drain();
        _meter.Finish(lastPacketTimeNs);
        _text?.Flush();
        _textFile?.Flush();
        _textStream?.Dispose();
        _files.Flush();
        _finished = true;
    }

    /// <summary>Makes the files appear under their own names.</summary>
    /// <exception cref="InvalidOperationException">The run has not been finished.</exception>
    /// <exception cref="IOException">A file cannot be renamed.</exception>
    public void Commit()
    {
        if (!_finished) throw new InvalidOperationException("a run is finished before its files are committed");
        Output.Commit();
    }

    public void Dispose()
    {
        _queue.Dispose();
        _text?.Dispose();
        _textFile?.Dispose();
        _textStream?.Dispose();
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

    private void AddOwn(
        ImmutableArray<(Subscription, IRecordSink)>.Builder subscriptions, Design design, string folder, string defaultLogGroup)
    {
        var groups = new CloudWatchLogsFolder(Path.Combine(folder, "cloudwatch-logs"), design, _files);
        foreach (FlowLog flowLog in FlowLogsOf(design, defaultLogGroup))
        {
            Subscription subscription = Subscription.Of(flowLog, design);
            IRecordSink sink = flowLog.DestinationType == CloudWatchLogs
                ? groups.SinkOf(flowLog, subscription)
                : new FlowLogFile(Path.Combine(folder, "flow-logs", PathSegments.EncodeSegment(flowLog.Name) + ".log"), subscription.Format, _files);
            subscriptions.Add((subscription, sink));
        }
    }

    private static IRecordSink OneOf(List<IRecordSink> sinks) => sinks.Count == 1 ? sinks[0] : new RecordSinks([.. sinks]);
}
