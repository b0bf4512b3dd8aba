using System.Collections.Immutable;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs;

/// <summary>The design's own flow logs, as the design has them at present, each with its sink.</summary>
internal sealed class OwnLogs(FlowLogOptions options, LogDestinations destinations) : IDisposable
{
    private readonly List<(FlowLog Log, IRecordSink? Sink)> _made = [];
    private int _earlier;
    private ImmutableArray<FlowLog>? _standIns;

    /// <summary>Those that deliver nothing, in the order in which they were made.</summary>
    public ImmutableArray<FlowLog> Failed { get; private set; } = [];

    /// <summary>The flow logs in force, of which those that deliver are written.</summary>
    /// <exception cref="FormatException">A flow log has a format that is none.</exception>
    /// <exception cref="InvalidOperationException">A flow log is another than it was: AWS changes none. (VPC guide, "Logging IP traffic using VPC Flow Logs")</exception>
    public IEnumerable<WrittenLog> Of(Design design, InterfaceFacts facts)
    {
        _earlier = _made.Count;
        _standIns ??= design.FlowLogs.IsEmpty ? FlowLogRun.FlowLogsOf(design, options.DefaultLogGroup) : []; // once a run: changes do not make or end them
        foreach (FlowLog flowLog in _standIns.Value.AddRange(design.FlowLogs))
        {
            var subscription = Subscription.Of(flowLog, design);
            if (SinkOf(flowLog, subscription) is { } sink)
                yield return new WrittenLog(subscription, new RecordWriter(subscription.Format, facts.For(flowLog), options.IpRanges), sink);
        }
    }

    /// <summary>Completes all outputs, also those of flow logs that are gone.</summary>
    public void Finish()
    {
        foreach ((_, IRecordSink? sink) in _made) sink?.Finish();
    }

    public void Dispose()
    {
        foreach ((_, IRecordSink? sink) in _made) (sink as IDisposable)?.Dispose();
    }

    private IRecordSink? SinkOf(FlowLog flowLog, Subscription subscription)
    {
        for (int i = 0; i < _earlier; i++)
        {
            if (_made[i].Log.Id != flowLog.Id) continue;
            if (IsSame(_made[i].Log, flowLog)) return _made[i].Sink;
            throw new InvalidOperationException($"flow log {flowLog.Name} ({flowLog.Id}) cannot be changed after it was made; delete it and make another");
        }
        bool delivers = flowLog.DeliverLogsErrorMessage is null;
        if (!delivers) Failed = Failed.Add(flowLog);
        IRecordSink? sink = delivers ? options.Ordered(destinations.SinkOf(flowLog, subscription)) : null;
        _made.Add((flowLog, sink));
        return sink;
    }

    private static bool IsSame(FlowLog before, FlowLog after) =>
        before with { InstanceTagKeys = [], InterfaceTagKeys = [], AsgTagKeys = [] } == after with { InstanceTagKeys = [], InterfaceTagKeys = [], AsgTagKeys = [] }
        && before.InstanceTagKeys.SequenceEqual(after.InstanceTagKeys) && before.InterfaceTagKeys.SequenceEqual(after.InterfaceTagKeys) && before.AsgTagKeys.SequenceEqual(after.AsgTagKeys);
}
