using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Designs;
using VpcSim.Model.Services;

namespace VpcSim.FlowLogs.Subscriptions;

/// <summary>Turns reported flows into the records of every subscription, with NODATA records between them.</summary>
/// <remarks>An interface has NODATA records from the window after the one of its first traffic on, whatever the log's filter.
/// (VPC guide, "Flow log limitations": nothing is seen until there is active traffic)</remarks>
public sealed class RecordStream : IWindowSink
{
    private readonly Feed[][] _feedsByRank;
    private readonly int[] _interfaceByRank;
    private readonly long _longestIdleSeconds;
    private int _cursor;
    private long _windowEnd;
    private bool _shortEnds;
    private bool _longEnds;

    /// <param name="design">The design that the subscriptions belong to.</param>
    /// <param name="subscriptions">Each with the sink of its records. On one interface earlier ones write first.</param>
    /// <param name="ranges">AWS's published ranges.</param>
    /// <param name="longestIdleSeconds">A longer time without any flow is taken for a gap in the captures: it has no NODATA records.</param>
    public RecordStream(
        Design design,
        ImmutableArray<(Subscription Subscription, IRecordSink Sink)> subscriptions,
        AwsIpRanges ranges,
        long longestIdleSeconds)
    {
        _longestIdleSeconds = longestIdleSeconds;
        Plan = new WindowPlan(design.NetworkInterfaces);
        _feedsByRank = new Feed[design.NetworkInterfaces.Length][];
        _interfaceByRank = new int[design.NetworkInterfaces.Length];
        var facts = new InterfaceFacts(design);
        RecordWriter[] writers = [.. subscriptions.Select(entry => new RecordWriter(entry.Subscription.Format, facts, ranges))];
        for (int i = 0; i < design.NetworkInterfaces.Length; i++)
        {
            int rank = Plan.RankOf(i);
            _interfaceByRank[rank] = i;
            _feedsByRank[rank] = FeedsOf(i, subscriptions, writers);
            foreach (Feed feed in _feedsByRank[rank]) Plan.Require(i, feed.IntervalSeconds);
        }
    }

    /// <summary>The windows that the subscriptions need.</summary>
    public WindowPlan Plan { get; }

    /// <summary>Records written to all sinks, NODATA records among them.</summary>
    public long Records { get; private set; }

    /// <summary>Times without any flow that were taken for gaps in the captures.</summary>
    public int Gaps { get; private set; }

    /// <inheritdoc/>
    public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds)
    {
        _cursor = 0;
        _windowEnd = endSeconds;
        _shortEnds = shortEnds;
        _longEnds = longEnds;
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Flow(in FlowAggregate aggregate)
    {
        int networkInterface = aggregate.Observation.Interface;
        int rank = Plan.RankOf(networkInterface);
        WriteNoDataBelow(rank);
        foreach (Feed feed in _feedsByRank[rank])
        {
            if (feed.IntervalSeconds != aggregate.IntervalSeconds) continue;
            if (feed.Takes(aggregate.Observation.Accepted, _windowEnd)) Write(feed, networkInterface, feed.Writer.Ok(aggregate));
        }
    }

    /// <inheritdoc/>
    public void EndWindow() => WriteNoDataBelow(_feedsByRank.Length);

    /// <inheritdoc/>
    public void IdleWindows(long afterSeconds, long lastEndSeconds)
    {
        int[] active = [.. Enumerable.Range(0, _feedsByRank.Length).Where(rank => _feedsByRank[rank].Any(feed => feed.HasSeenTraffic))];
        if (active.Length == 0) return;
        if (lastEndSeconds - afterSeconds > _longestIdleSeconds)
        {
            Gaps++;
            foreach (int rank in active)
                foreach (Feed feed in _feedsByRank[rank]) feed.Forget();
            return;
        }
        for (long end = afterSeconds + WindowMeter.ShortSeconds; end <= lastEndSeconds; end += WindowMeter.ShortSeconds)
        {
            BeginWindow(end, shortEnds: true, longEnds: end % WindowMeter.LongSeconds == 0);
            foreach (int rank in active) WriteNoData(rank);
        }
    }

    /// <summary>Completes the interfaces before the given one: their flows, if any, have been told.</summary>
    private void WriteNoDataBelow(int rank)
    {
        for (; _cursor < rank; _cursor++) WriteNoData(_cursor);
    }

    [MethodImpl(Hot.Path)]
    private void WriteNoData(int rank)
    {
        int networkInterface = _interfaceByRank[rank];
        foreach (Feed feed in _feedsByRank[rank])
        {
            bool ends = feed.IntervalSeconds == WindowMeter.ShortSeconds ? _shortEnds : _longEnds;
            if (ends && feed.LacksData(_windowEnd))
                Write(feed, networkInterface, feed.Writer.NoData(networkInterface, _windowEnd - feed.IntervalSeconds, _windowEnd));
        }
    }

    private void Write(Feed feed, int networkInterface, ReadOnlySpan<byte> line)
    {
        feed.Sink.Write(networkInterface, line);
        Records++;
    }

    private static Feed[] FeedsOf(int networkInterface, ImmutableArray<(Subscription Subscription, IRecordSink Sink)> subscriptions, RecordWriter[] writers)
    {
        var feeds = new List<Feed>();
        for (int i = 0; i < subscriptions.Length; i++)
        {
            int interval = subscriptions[i].Subscription.IntervalOf(networkInterface);
            if (interval > 0) feeds.Add(new Feed(subscriptions[i].Subscription, interval, writers[i], subscriptions[i].Sink));
        }
        return [.. feeds];
    }
}
