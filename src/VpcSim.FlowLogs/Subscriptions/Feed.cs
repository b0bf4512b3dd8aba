using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Subscriptions;

/// <summary>One subscription on one interface: what it has seen, and where its records go.</summary>
internal sealed class Feed(Subscription subscription, int intervalSeconds, RecordWriter writer, IRecordSink sink)
{
    private long _firstWindowEnd = long.MaxValue;
    private long _lastRecordEnd = long.MinValue;

    public int IntervalSeconds { get; } = intervalSeconds;

    public RecordWriter Writer { get; } = writer;

    public IRecordSink Sink { get; } = sink;

    /// <summary>Whether the interface has had traffic, of whatever kind.</summary>
    public bool HasSeenTraffic => _firstWindowEnd != long.MaxValue;

    /// <summary>Notes traffic in the window that ends.</summary>
    /// <returns>Whether the subscription keeps a record of it.</returns>
    public bool Takes(bool accepted, long windowEnd)
    {
        if (!HasSeenTraffic) _firstWindowEnd = windowEnd;
        if (!subscription.Keeps(accepted)) return false;
        _lastRecordEnd = windowEnd;
        return true;
    }

    /// <summary>Whether the window that ends has a NODATA record: none of its own, and not the window of the interface's first traffic.</summary>
    public bool LacksData(long windowEnd) => _firstWindowEnd < windowEnd && _lastRecordEnd != windowEnd;

    /// <summary>Starts anew, as if the interface had never had traffic.</summary>
    public void Forget()
    {
        _firstWindowEnd = long.MaxValue;
        _lastRecordEnd = long.MinValue;
    }
}
