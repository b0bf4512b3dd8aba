using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Subscriptions;

/// <summary>One subscription on one interface: what it has seen, and where its records go.</summary>
/// <remarks>Times are in the seconds of the meter's grid.</remarks>
internal sealed class Feed(Subscription subscription, int intervalSeconds, int windowLength, RecordWriter writer, IRecordSink sink)
{
    private long _firstWindowEnd = long.MaxValue;
    private long _lastRecordEnd = long.MinValue;
    private long _countedWindowEnd = long.MinValue;
    private int _records;

    public Subscription Subscription { get; } = subscription;

    /// <summary>60 or 600.</summary>
    public int IntervalSeconds { get; } = intervalSeconds;

    /// <summary>How long its windows are in fact.</summary>
    public int WindowLength { get; } = windowLength;

    public RecordWriter Writer { get; } = writer;

    public IRecordSink Sink { get; } = sink;

    /// <summary>The sink, where it picks records by what they count.</summary>
    public PickedRecords? Picked { get; } = sink as PickedRecords;

    /// <summary>The sink, where records can be written into its buffer.</summary>
    public TextDestination? Text { get; } = sink as TextDestination;

    /// <summary>The end of the window within which the flow log was made; long ago where it was there when its window began.</summary>
    public long FirstEnd { get; init; } = long.MinValue;

    /// <summary>When its first window, or the rest of it, began; long ago where all its windows are whole.</summary>
    public long Since { get; init; } = long.MinValue;

    /// <summary>Whether the flow log is being deleted.</summary>
    public bool Ends { get; set; }

    /// <summary>Whether the interface has had traffic, of whatever kind.</summary>
    public bool HasSeenTraffic => _firstWindowEnd != long.MaxValue;

    /// <summary>Whether what is told of a window is for this flow log.</summary>
    public bool IsFor(WindowPart part, long windowEnd) => part switch
    {
        WindowPart.Whole => FirstEnd != windowEnd,
        WindowPart.SinceChange => FirstEnd == windowEnd,
        _ => Ends && FirstEnd != windowEnd,
    };

    /// <summary>Notes traffic in the window that ends.</summary>
    /// <returns>Whether the subscription keeps a record of it.</returns>
    public bool Takes(bool accepted, long windowEnd)
    {
        if (!HasSeenTraffic) _firstWindowEnd = windowEnd;
        if (!Subscription.Keeps(accepted)) return false;
        _lastRecordEnd = windowEnd;
        return true;
    }

    /// <summary>Counts one more record of the window that ends.</summary>
    /// <param name="windowEnd">The window's end.</param>
    /// <param name="mostRecords">How many it has room for.</param>
    /// <param name="skipsSilently">Whether no SKIPDATA record stands for it where there is no room.</param>
    /// <returns>Whether there is still room for it.</returns>
    public bool HasRoom(long windowEnd, int mostRecords, bool skipsSilently)
    {
        if (_countedWindowEnd != windowEnd) (_countedWindowEnd, _records) = (windowEnd, 0);
        if (skipsSilently && _records >= mostRecords) return false;
        return ++_records <= mostRecords;
    }

    /// <summary>Whether records of the window that ends were skipped.</summary>
    public bool HasSkipped(long windowEnd, int mostRecords) => _countedWindowEnd == windowEnd && _records > mostRecords;

    /// <summary>Whether the window that ends has a NODATA record: none of its own, and not the window of the interface's first traffic.</summary>
    public bool LacksData(long windowEnd) => _firstWindowEnd < windowEnd && _lastRecordEnd != windowEnd;

    /// <summary>Starts anew, as if the interface had never had traffic.</summary>
    public void Forget()
    {
        _firstWindowEnd = long.MaxValue;
        _lastRecordEnd = long.MinValue;
    }

    /// <summary>Goes on where an earlier feed of the same flow log and interface was.</summary>
    public void Continue(Feed earlier)
    {
        _firstWindowEnd = earlier._firstWindowEnd;
        _lastRecordEnd = earlier._lastRecordEnd;
        _countedWindowEnd = earlier._countedWindowEnd;
        _records = earlier._records;
    }
}
