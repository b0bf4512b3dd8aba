using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation.Parts;

namespace VpcSim.FlowLogs.Aggregation;

// The bound on cells: what was counted so far of a window that has more of them goes to disk, and is joined with the rest when the window ends.
public sealed partial class WindowMeter
{
    private FlowParts? _shortParts, _longParts;
    private int _mostCells;
    private int _worthMoving = int.MaxValue;
    private long _orders;
    private bool _movedInWindow; // out of the open window

    /// <summary>How often a flow's counts went to disk.</summary>
    internal long Moved { get; private set; }

    /// <summary>The most bytes that they took there.</summary>
    internal long MostBytesAside => (_shortParts?.MostBytes ?? 0) + (_longParts?.MostBytes ?? 0);

    private bool IsBounded => _shortParts is not null;

    private bool HasParts => _shortParts is { IsEmpty: false } || _longParts is { IsEmpty: false };

    private bool IsLongEmpty => _long.IsEmpty && _longParts is null or { IsEmpty: true };

    /// <summary>From now on keeps no more cells than that, but for those that remembered paths hold. It takes time and changes no record.</summary>
    /// <param name="mostCells">At least 1.</param>
    /// <param name="folder">Where counts are put aside.</param>
    internal void Bound(int mostCells, string folder)
    {
        (_mostCells, _worthMoving) = (mostCells, mostCells);
        (_shortParts, _longParts) = (new FlowParts(folder), new FlowParts(folder));
    }

    /// <summary>Gives the files back.</summary>
    internal void ForgetParts()
    {
        _shortParts?.Dispose();
        _longParts?.Dispose();
    }

    private void MakeRoom()
    {
        if (_started) MoveTouched();
        _worthMoving = Math.Max(_mostCells, _cells.Count + (_mostCells / 4)); // some are held
    }

    /// <summary>Moves all that the open windows have counted to disk.</summary>
    private void MoveTouched()
    {
        _long.MoveTo(_longParts!);
        long realStart = _grid.Real(GridSecondsOf(_windowStartNs));
        foreach (int slot in _touched)
        {
            FlowPart part = PartOf(slot, realStart);
            if (_plan.NeedsShort(part.Flow.Interface)) _shortParts!.Add(in part);
            if (_plan.NeedsLong(part.Flow.Interface)) _longParts!.Add(in part);
            Moved++;
        }
        _movedInWindow |= _touched.Count > 0;
        Forget(longEnds: false);
    }

    private FlowPart PartOf(int slot, long realStart)
    {
        ref Cell cell = ref _cells[slot];
        Observation flow = _cells.ObservationOf(slot);
        return new FlowPart
        {
            Flow = flow with { TrafficPath = 0 },
            Packets = cell.Packets,
            Bytes = cell.Bytes,
            FirstPacket = cell.FirstPacket,
            FirstSeconds = realStart + cell.FirstSecond,
            LastSeconds = realStart + cell.LastSecond,
            Order = _orders++,
            Rank = _plan.RankOf(flow.Interface),
            NextHop = _cells.NextHopOf(slot),
            TcpFlags = cell.TcpFlags,
            TrafficPath = flow.TrafficPath,
        };
    }

    private long CloseShortFromParts(long endSeconds, bool longEnds)
    {
        MoveTouched();
        ReportParts(endSeconds, shortEnds: true, longEnds, _shortParts!.Merge());
        _shortParts.Clear();
        _movedInWindow = false;
        return endSeconds;
    }

    /// <summary>Merges both by interface and first packet, as <see cref="Report"/> does.</summary>
    private void ReportParts(long endSeconds, bool shortEnds, bool longEnds, IEnumerable<FlowPart> shortFlows)
    {
        _sink.BeginWindow(endSeconds, shortEnds, longEnds);
        using IEnumerator<FlowPart> shorts = shortFlows.GetEnumerator(), longs = (longEnds ? _longParts!.Merge() : []).GetEnumerator();
        bool hasShort = shorts.MoveNext(), hasLong = longs.MoveNext();
        while (hasShort || hasLong)
        {
            if (!hasLong || (hasShort && ComesFirst(shorts.Current, longs.Current)))
            {
                _sink.Flow(shorts.Current.Aggregate(ShortSeconds, endSeconds));
                hasShort = shorts.MoveNext();
                continue;
            }
            _sink.Flow(longs.Current.Aggregate(LongSeconds, endSeconds));
            hasLong = longs.MoveNext();
        }
        _sink.EndWindow();
        if (longEnds) _longParts!.Clear();
    }

    private static bool ComesFirst(in FlowPart ofShort, in FlowPart ofLong) =>
        ofShort.Rank != ofLong.Rank ? ofShort.Rank < ofLong.Rank : ofShort.FirstPacket <= ofLong.FirstPacket;
}
