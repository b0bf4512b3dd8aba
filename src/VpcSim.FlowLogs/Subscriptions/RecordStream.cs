using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Designs;
using VpcSim.Model.Services;

namespace VpcSim.FlowLogs.Subscriptions;

/// <summary>Turns reported flows into the records of every subscription, with NODATA records between them.</summary>
/// <remarks>An interface has NODATA records from the window after the one of its first traffic on, whatever the log's filter.
/// (VPC guide, "Flow log limitations": nothing is seen until there is active traffic)</remarks>
public sealed class RecordStream : IWindowSink
{
    private readonly RecordRules _rules;
    private readonly WindowGrid _grid;
    private readonly Predicate<int>? _watches;
    private Feed[][] _feedsByRank = [];
    private int[] _interfaceByRank = [];
    private int _cursor;
    private long _windowEnd;
    private WindowPart _part;
    private long _partEnd = long.MaxValue; // while windows are split
    private bool _shortEnds;
    private bool _longEnds;

    /// <param name="design">The design that the subscriptions belong to.</param>
    /// <param name="subscriptions">Each with the sink of its records. On one interface earlier ones write first.</param>
    /// <param name="ranges">AWS's published ranges.</param>
    /// <param name="longestIdleSeconds">A longer time without any flow is taken for a gap in the captures: it has no NODATA records.</param>
    public RecordStream(
        Design design, ImmutableArray<(Subscription Subscription, IRecordSink Sink)> subscriptions, AwsIpRanges ranges, long longestIdleSeconds)
        : this(design, WritersOf(design, subscriptions, ranges), new RecordRules(WindowGrid.Aligned, longestIdleSeconds), watches: null)
    {
    }

    /// <param name="design">The design that the subscriptions belong to.</param>
    /// <param name="logs">The subscriptions with their writers and sinks. On one interface earlier ones write first.</param>
    /// <param name="rules">How windows are treated.</param>
    /// <param name="watches">Whether an interface's records are this stream's; null for all.</param>
    internal RecordStream(Design design, ImmutableArray<WrittenLog> logs, RecordRules rules, Predicate<int>? watches)
    {
        _rules = rules;
        _grid = rules.Grid;
        _watches = watches;
        Plan = new WindowPlan(design.NetworkInterfaces);
        Arrange([.. Enumerable.Range(0, design.NetworkInterfaces.Length).Select(eni => FeedsOf(eni, logs, earlier: [], changedNs: null))]);
    }

    /// <summary>The windows that the subscriptions need.</summary>
    public WindowPlan Plan { get; }

    /// <summary>Records written to all sinks, NODATA and SKIPDATA records among them.</summary>
    public long Records { get; private set; }

    /// <summary>SKIPDATA records written.</summary>
    public long Skips { get; private set; }

    /// <summary>Times without any flow that were taken for gaps in the captures.</summary>
    public int Gaps { get; private set; }

    /// <summary>Goes on with a changed design. A flow log that is new has the traffic that comes from now on, one that is gone that which came before; those that stay
    /// notice nothing.</summary>
    /// <param name="design">The design, its new interfaces behind those that it had.</param>
    /// <param name="logs">The flow logs in force from now on.</param>
    /// <param name="timeNs">Now, in ns since 1970.</param>
    /// <param name="split">Splits the open windows of some interfaces, and tells when it did. (<see cref="WindowMeter.Split"/>)</param>
    internal void Change(Design design, ImmutableArray<WrittenLog> logs, long timeNs, Func<long, Predicate<int>, long> split)
    {
        Feed[][] earlier = [.. Enumerable.Range(0, design.NetworkInterfaces.Length).Select(eni => eni < _feedsByRank.Length ? _feedsByRank[Plan.RankOf(eni)] : [])];
        bool[] concerned = [.. Enumerable.Range(0, _feedsByRank.Length).Select(eni => IsConcerned(eni, logs, earlier[eni]))];
        if (concerned.Contains(true))
        {
            _partEnd = _grid.SecondsFrom(timeNs);
            timeNs = split(timeNs, eni => concerned[eni]);
            WriteSkipsOfEnded(timeNs);
            _partEnd = long.MaxValue;
        }
        Plan.Adopt(design.NetworkInterfaces);
        Arrange([.. earlier.Select((feeds, eni) => FeedsOf(eni, logs, feeds, eni < concerned.Length && concerned[eni] ? timeNs : null))]);
    }

    /// <inheritdoc/>
    public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds)
    {
        _cursor = 0;
        _windowEnd = endSeconds;
        _shortEnds = shortEnds;
        _longEnds = longEnds;
        _part = WindowPart.Whole;
    }

    /// <inheritdoc/>
    public void BeginPart(long endSeconds, WindowPart part)
    {
        BeginWindow(endSeconds, shortEnds: false, longEnds: false);
        _part = part;
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Flow(in FlowAggregate aggregate)
    {
        int rank = Plan.RankOf(aggregate.Observation.Interface);
        if (_cursor < rank) WriteRestBelow(rank);
        foreach (Feed feed in _feedsByRank[rank])
        {
            if (feed.IntervalSeconds != aggregate.IntervalSeconds || !feed.IsFor(_part, _windowEnd)) continue;
            if (!feed.Takes(aggregate.Observation.Accepted, _windowEnd)) continue;
            if (_rules.RecordsPerWindow > 0 && !feed.HasRoom(_windowEnd, _rules.RecordsPerWindow, IsBlocked(in aggregate))) continue;
            if (feed.Picked is null && _rules is { Times: RecordTimes.Packets, LagSeconds: 0 }) Write(feed, in aggregate);
            else WriteStamped(feed, in aggregate);
        }
    }

    /// <inheritdoc/>
    public void EndWindow() => WriteRestBelow(_feedsByRank.Length);

    /// <inheritdoc/>
    public void IdleWindows(long afterSeconds, long lastEndSeconds)
    {
        int[] active = [.. Enumerable.Range(0, _feedsByRank.Length).Where(rank => _feedsByRank[rank].Any(feed => feed.HasSeenTraffic))];
        if (active.Length == 0) return;
        if (lastEndSeconds - afterSeconds > _rules.LongestIdleSeconds)
        {
            Gaps++;
            foreach (int rank in active)
                foreach (Feed feed in _feedsByRank[rank]) feed.Forget();
            return;
        }
        for (long end = afterSeconds + _grid.ShortSeconds; end <= lastEndSeconds; end += _grid.ShortSeconds)
        {
            BeginWindow(end, shortEnds: true, longEnds: end % _grid.LongSeconds == 0);
            foreach (int rank in active) WriteRest(rank);
        }
    }

    /// <summary>Completes the interfaces before the given one: their flows, if any, have been told.</summary>
    private void WriteRestBelow(int rank)
    {
        for (; _cursor < rank; _cursor++) WriteRest(_cursor);
    }

    [MethodImpl(Hot.Path)]
    private void WriteRest(int rank)
    {
        int networkInterface = _interfaceByRank[rank];
        foreach (Feed feed in _feedsByRank[rank])
        {
            bool ends = feed.IntervalSeconds == WindowMeter.ShortSeconds ? _shortEnds : _longEnds;
            if (!ends) continue;
            if (feed.LacksData(_windowEnd)) WriteEmpty(feed, networkInterface, skipped: false);
            else if (_rules.RecordsPerWindow > 0 && feed.HasSkipped(_windowEnd, _rules.RecordsPerWindow)) WriteEmpty(feed, networkInterface, skipped: true);
        }
    }

    // VPC guide, "Flow log limitations": what VPC Block Public Access rejects is in no SKIPDATA record.
    private static bool IsBlocked(in FlowAggregate aggregate) => aggregate.Observation.RejectReason == DataPath.Trace.RejectReason.BlockPublicAccess;

    [MethodImpl(Hot.Path)]
    private void Write(Feed feed, in FlowAggregate aggregate)
    {
        if (feed.Text is { } text && feed.Writer.TryOk(in aggregate, text.Rest) is > 0 and int length) text.Fill(length);
        else HandOver(feed, in aggregate);
        Records++;
    }

    private void HandOver(Feed feed, in FlowAggregate aggregate)
    {
        var stamp = new RecordStamp(aggregate.Observation.Interface, aggregate.FirstSeconds, aggregate.LastSeconds, _grid.Real(_windowEnd));
        feed.Sink.Write(stamp, feed.Writer.Ok(in aggregate));
    }

    private void WriteStamped(Feed feed, in FlowAggregate aggregate)
    {
        FlowAggregate stamped = Stamped(feed, in aggregate);
        if (feed.Picked is { } picked) picked.Take(in aggregate, feed.Writer.Ok(in stamped));
        else Write(feed, in stamped);
    }

    private void WriteEmpty(Feed feed, int networkInterface, bool skipped)
    {
        var stamp = new RecordStamp(networkInterface, _grid.Real(_windowEnd - feed.WindowLength), _grid.Real(_windowEnd), _grid.Real(_windowEnd));
        feed.Sink.Write(stamp, skipped
            ? feed.Writer.SkipData(networkInterface, stamp.StartSeconds, stamp.EndSeconds)
            : feed.Writer.NoData(networkInterface, stamp.StartSeconds, stamp.EndSeconds));
        Records++;
        if (skipped) Skips++;
    }

    private FlowAggregate Stamped(Feed feed, in FlowAggregate aggregate) => _rules.Times == RecordTimes.Packets
        ? aggregate with { FirstSeconds = aggregate.FirstSeconds + _rules.LagSeconds, LastSeconds = aggregate.LastSeconds + _rules.LagSeconds }
        : aggregate with { FirstSeconds = _grid.Real(FirstOf(feed)), LastSeconds = _grid.Real(Math.Min(_windowEnd, _partEnd)) };

    private long FirstOf(Feed feed) => _part == WindowPart.SinceChange ? feed.Since : _windowEnd - feed.WindowLength;

    private void Arrange(Feed[][] feedsByInterface)
    {
        _feedsByRank = new Feed[feedsByInterface.Length][];
        _interfaceByRank = new int[feedsByInterface.Length];
        for (int i = 0; i < feedsByInterface.Length; i++)
        {
            int rank = Plan.RankOf(i);
            _interfaceByRank[rank] = i;
            _feedsByRank[rank] = feedsByInterface[i];
            foreach (Feed feed in feedsByInterface[i])
            {
                Plan.Require(i, feed.IntervalSeconds);
                Plan.WantsNextHops |= feed.Writer.NamesNextHops;
            }
        }
    }

    private Feed[] FeedsOf(int networkInterface, ImmutableArray<WrittenLog> logs, Feed[] earlier, long? changedNs)
    {
        if (_watches is not null && !_watches(networkInterface)) return [];
        var feeds = new List<Feed>();
        foreach (WrittenLog log in logs)
        {
            int interval = log.Subscription.IntervalOf(networkInterface);
            if (interval == 0) continue;
            Feed? known = Array.Find(earlier, feed => IsOf(feed, log, networkInterface));
            int length = _grid.LengthOf(interval);
            var feed = new Feed(log.Subscription, interval, length, log.Writer, log.Sink)
            {
                FirstEnd = known?.FirstEnd ?? (changedNs is { } now ? _grid.EndOf(now, length) : long.MinValue),
                Since = changedNs is { } since ? _grid.SecondsFrom(since) : known?.Since ?? long.MinValue,
            };
            if (known is not null) feed.Continue(known);
            feeds.Add(feed);
        }
        return [.. feeds];
    }

    /// <summary>Whether a flow log of the interface begins or ends; notes those that end.</summary>
    private bool IsConcerned(int networkInterface, ImmutableArray<WrittenLog> logs, Feed[] feeds)
    {
        if (_watches is not null && !_watches(networkInterface)) return false;
        foreach (Feed feed in feeds) feed.Ends = !logs.Any(log => IsOf(feed, log, networkInterface));
        return feeds.Any(static feed => feed.Ends) || logs.Any(log => log.Subscription.IntervalOf(networkInterface) != 0 && !feeds.Any(feed => IsOf(feed, log, networkInterface)));
    }

    private static bool IsOf(Feed feed, WrittenLog log, int networkInterface) =>
        feed.Subscription.Id == log.Subscription.Id && feed.IntervalSeconds == log.Subscription.IntervalOf(networkInterface) && feed.Sink == log.Sink;

    private void WriteSkipsOfEnded(long timeNs)
    {
        if (_rules.RecordsPerWindow == 0) return;
        for (int rank = 0; rank < _feedsByRank.Length; rank++)
        {
            foreach (Feed feed in _feedsByRank[rank].Where(static feed => feed.Ends))
            {
                _windowEnd = _grid.EndOf(timeNs, feed.WindowLength);
                if (feed.HasSkipped(_windowEnd, _rules.RecordsPerWindow)) WriteEmpty(feed, _interfaceByRank[rank], skipped: true);
            }
        }
    }

    private static ImmutableArray<WrittenLog> WritersOf(
        Design design, ImmutableArray<(Subscription Subscription, IRecordSink Sink)> subscriptions, AwsIpRanges ranges)
    {
        var facts = new InterfaceFacts(design);
        return [.. subscriptions.Select(log => new WrittenLog(log.Subscription, new RecordWriter(log.Subscription.Format, facts, ranges), log.Sink))];
    }
}
