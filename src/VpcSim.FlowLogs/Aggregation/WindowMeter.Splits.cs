namespace VpcSim.FlowLogs.Aggregation;

// Flow logs that begin or end within a window: what was counted before that moment stands aside until the window ends. So those that begin get what
// comes later, those that end get what came earlier, and those that stay get both as one.
public sealed partial class WindowMeter
{
    private readonly List<EarlierCount> _earlier = [];
    private bool _shortIsSplit;
    private bool _longIsSplit;

    /// <summary>Whether the open window is only what came behind one that was reported early.</summary>
    private bool IsUntouched => _closedEarly && _touched.Count == 0 && !_movedInWindow && !_shortIsSplit;

    /// <summary>Tells the flow logs of some interfaces what the open windows have counted for them, since some of them end now or others begin.</summary>
    /// <param name="timeNs">Now, in ns since 1970.</param>
    /// <param name="concerns">Which interfaces.</param>
    /// <returns>When the windows were split: now, or when the open window began if that is later.</returns>
    /// <exception cref="InvalidOperationException">The meter has a bound: what is on disk is not split.</exception>
    internal long Split(long timeNs, Predicate<int> concerns)
    {
        if (_mostCells > 0) throw new InvalidOperationException("the windows of a meter with a bound cannot be split");
        if (_started) timeNs = Math.Max(timeNs, _windowStartNs);
        AdvanceTo(timeNs);
        long startSeconds = GridSecondsOf(_windowStartNs);
        long realStart = _grid.Real(startSeconds), shortEnd = startSeconds + _grid.ShortSeconds, longEnd = LongEndAfter(startSeconds);
        _touched.Settle(slot => _cells[slot].FirstPacket);
        foreach (int slot in _touched)
            if (concerns(_cells[slot].Interface)) _long.Add(slot, realStart);
        TellShort(WindowPart.SinceChange, realStart, shortEnd, concerns);
        TellLong(WindowPart.SinceChange, longEnd, concerns);
        Rejoin(concerns);
        _long.Rejoin(concerns);
        TellShort(WindowPart.UntilChange, realStart, shortEnd, concerns);
        TellLong(WindowPart.UntilChange, longEnd, concerns);
        PutAside(concerns);
        _long.PutAside(concerns);
        (_shortIsSplit, _longIsSplit) = (true, true);
        return timeNs;
    }

    /// <summary>Makes room for the interfaces that its plan has grown by.</summary>
    internal void FollowPlan()
    {
        _shortOrder.Reach(_plan.InterfaceCount);
        _long.Reach(_plan.InterfaceCount);
    }

    /// <summary>Tells the parts of windows that end, and makes the windows whole again.</summary>
    private void JoinParts(long realStart, long endSeconds, bool longEnds)
    {
        if (_shortIsSplit)
        {
            TellShort(WindowPart.SinceChange, realStart, endSeconds, static _ => true);
            Rejoin(static _ => true);
            _shortIsSplit = false;
        }
        if (longEnds && _longIsSplit) JoinLongParts(endSeconds);
        _touched.Settle(slot => _cells[slot].FirstPacket);
    }

    private void JoinLongParts(long endSeconds)
    {
        TellLong(WindowPart.SinceChange, endSeconds, static _ => true);
        _long.Rejoin(static _ => true);
        _longIsSplit = false;
    }

    private void TellShort(WindowPart part, long realStart, long endSeconds, Predicate<int> concerns)
    {
        _touched.Settle(slot => _cells[slot].FirstPacket);
        _shortOrder.Arrange(_touched, new CellOwners(_cells), networkInterface => concerns(networkInterface) ? _shortRankOf(networkInterface) : -1);
        _sink.BeginPart(endSeconds, part);
        for (int i = 0; i < _shortOrder.Count; i++) _sink.Flow(AggregateOf(_shortOrder.SlotAt(i), realStart, endSeconds));
        _sink.EndWindow();
    }

    private void TellLong(WindowPart part, long endSeconds, Predicate<int> concerns)
    {
        _long.ArrangeThose(concerns);
        _sink.BeginPart(endSeconds, part);
        for (int i = 0; i < _long.Count; i++) _sink.Flow(_long.AggregateAt(i, endSeconds));
        _sink.EndWindow();
    }

    private void PutAside(Predicate<int> concerns)
    {
        foreach (int slot in _touched)
        {
            ref Cell cell = ref _cells[slot];
            if (!concerns(cell.Interface)) continue;
            _earlier.Add(new EarlierCount(slot, cell));
            cell.Holds++; // it stays until the window ends
            cell.Packets = 0;
            cell.Bytes = 0;
            cell.TcpFlags = 0;
        }
        _touched.RemoveAll(slot => concerns(_cells[slot].Interface), slot => _cells[slot].Interface);
    }

    private void Rejoin(Predicate<int> concerns)
    {
        foreach ((int slot, Cell earlier) in _earlier)
        {
            ref Cell cell = ref _cells[slot];
            if (!concerns(cell.Interface)) continue;
            cell.Holds--;
            if (cell.Packets == 0)
            {
                cell.LastSecond = earlier.LastSecond;
                _touched.Add(slot, earlier.FirstPacket, cell.Interface);
            }
            cell.FirstSecond = earlier.FirstSecond;
            cell.FirstPacket = earlier.FirstPacket;
            cell.Packets += earlier.Packets;
            cell.Bytes += earlier.Bytes;
            cell.TcpFlags |= earlier.TcpFlags;
            cell.TrafficPath = earlier.TrafficPath;
            _touched.Disorder();
        }
        _earlier.RemoveAll(count => concerns(count.Counted.Interface));
    }
}
