using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Counts packets per observation and reports each when its aggregation interval ends. (VPC guide, "Flow log records", Aggregation interval)</summary>
/// <remarks>
/// Windows begin at multiples of their length on their <see cref="WindowGrid"/>, so that a long window is exactly ten short ones: packets are
/// counted in short windows only, and those of the same observation are added up where an interface needs long ones. Memory grows with the
/// live observations: a cell goes when nobody holds it and its windows have been reported.
/// </remarks>
public sealed partial class WindowMeter : IFlowMeter
{
    /// <summary>The shorter of AWS's two intervals, in seconds.</summary>
    public const int ShortSeconds = 60;

    /// <summary>The longer of AWS's two intervals, in seconds.</summary>
    public const int LongSeconds = 600;

    private const long SecondNs = 1_000_000_000;
    private const int CellsAhead = 16; // of the one that is reported

    private readonly CellStore _cells = new();
    private readonly TouchList _touched = new();
    private readonly List<int> _leaving = [];
    private readonly WindowPlan _plan;
    private readonly IWindowSink _sink;
    private readonly LongWindow _long;
    private readonly RankOrder _shortOrder;
    private readonly Func<int, int> _shortRankOf;
    private readonly WindowGrid _grid;
    private readonly ulong _phaseInSecondNs;
    private readonly ulong _windowNs;
    private long _windowStartNs = long.MinValue; // as if no packet lay in any window
    private bool _started;
    private bool _closedEarly; // whether the window before the open one was reported before anything was counted behind it

    public WindowMeter(WindowPlan plan, IWindowSink sink)
        : this(plan, sink, WindowGrid.Aligned)
    {
    }

    /// <param name="plan">Which windows each interface needs.</param>
    /// <param name="sink">Takes what is reported, its times in the grid's seconds.</param>
    /// <param name="grid">Where windows begin.</param>
    public WindowMeter(WindowPlan plan, IWindowSink sink, WindowGrid grid)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.InterfaceCount, Cell.MostInterfaces);
        _grid = grid;
        _phaseInSecondNs = grid.PhaseInSecondNs;
        _windowNs = (ulong)grid.ShortNs;
        _plan = plan;
        _sink = sink;
        _long = new LongWindow(plan, _cells);
        _shortOrder = new RankOrder(plan.InterfaceCount);
        _shortRankOf = networkInterface => _plan.NeedsShort(networkInterface) ? _plan.RankOf(networkInterface) : -1;
    }

    /// <summary>How many observations are held or have unreported counts.</summary>
    public int LiveCells => _cells.Count;

    /// <summary>When the open short window ends, in ns since 1970; the end of time before the first packet.</summary>
    internal long OpenEndNs => _started ? _windowStartNs + _grid.ShortNs : long.MaxValue;

    /// <inheritdoc/>
    public bool WantsNextHops => _plan.WantsNextHops;

    /// <inheritdoc/>
    public void Link(int handle, int otherInterface)
    {
        if (handle != CellStore.Nowhere) _cells.SetNextHop(handle, otherInterface);
    }

    /// <inheritdoc/>
    public int Open(in Observation observation)
    {
        CellKey sought = CellKey.Of(in observation, out AddressQuad addresses);
        return Open(in sought, in addresses, CellStore.HashOf(in sought, in addresses));
    }

    /// <summary>Brings near what an opening by this hash looks at first. Changes no result.</summary>
    internal void Prefetch(uint hash) => _cells.PrefetchIndex(hash);

    /// <summary>Opens an observation whose key and hash are known already.</summary>
    /// <inheritdoc cref="CellStore.FindOrAdd(in CellKey, in AddressQuad, uint)"/>
    [MethodImpl(Hot.Path)]
    internal int Open(in CellKey sought, in AddressQuad addresses, uint hash)
    {
        if (!_plan.IsWatched(sought.Interface)) return CellStore.Nowhere;
        if (_cells.Count >= _worthMoving) MakeRoom();
        int slot = _cells.FindOrAdd(in sought, in addresses, hash);
        ref Cell cell = ref _cells[slot];
        cell.Holds++;
        if (cell is { Packets: 0, InLong: false }) cell.TrafficPath = sought.TrafficPath;
        return slot;
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags)
    {
        ulong offset = unchecked((ulong)(timeNs - _windowStartNs));
        if (offset >= _windowNs)
        {
            AdvanceTo(timeNs);
            offset = (ulong)(timeNs - _windowStartNs);
        }
        ref Cell cell = ref _cells[handle];
        int second = (int)((offset + _phaseInSecondNs) / (ulong)SecondNs);
        if (cell.Packets == 0)
        {
            cell.FirstSecond = cell.LastSecond = second;
            cell.FirstPacket = packetNumber;
            _touched.Add(handle, packetNumber, cell.Interface);
        }
        Add(ref cell, second, packets, bytes, tcpFlags);
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Release(int handle)
    {
        if (handle == CellStore.Nowhere) return;
        ref Cell cell = ref _cells[handle];
        ArgumentOutOfRangeException.ThrowIfZero(cell.Holds, nameof(handle));
        cell.Holds--;
        if (cell.IsIdle) _cells.Remove(handle);
    }

    /// <summary>Reports the open window if it is over. It changes no record, only when it is reported: windows without packets behind it wait for what comes next.</summary>
    /// <inheritdoc cref="IFlowMeter.Pause"/>
    public void Pause(long timeNs)
    {
        if (!_started || timeNs < OpenEndNs || IsUntouched) return;
        CloseShort();
        _windowStartNs += _grid.ShortNs;
        _closedEarly = true;
    }

    /// <summary>Reports every window that ends at or before the given time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before the window that is open.</exception>
    public void AdvanceTo(long timeNs)
    {
        long startNs = _grid.StartOf(timeNs);
        if (!_started)
        {
            _started = true;
            _windowStartNs = startNs;
            return;
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(timeNs, _windowStartNs);
        if (startNs == _windowStartNs) return;
        long endSeconds = IsUntouched ? GridSecondsOf(_windowStartNs) : CloseShort();
        _closedEarly = false;
        _windowStartNs = startNs;
        CloseIdle(endSeconds, GridSecondsOf(startNs));
    }

    /// <summary>Reports all that is open: the windows that hold the run's last packet end as they would have ended in time. Without a
    /// packet after it, a second call reports nothing.</summary>
    /// <param name="lastPacketTimeNs">When the last packet of the run was, logged or not.</param>
    public void Finish(long lastPacketTimeNs)
    {
        if (!_started) return;
        AdvanceTo(Math.Max(lastPacketTimeNs, _windowStartNs));
        bool isOver = IsUntouched && lastPacketTimeNs < _windowStartNs;
        long endSeconds = isOver ? GridSecondsOf(_windowStartNs) : CloseShort();
        _closedEarly = false;
        if (endSeconds % _grid.LongSeconds != 0) CloseLong(LongEndAfter(endSeconds), shortEnds: false);
        _windowStartNs = long.MinValue;
        _started = false;
    }

    /// <summary>Reports the open short window, and the long one if it ends with it.</summary>
    /// <returns>The end in the grid's seconds.</returns>
    [MethodImpl(Hot.Path)]
    private long CloseShort()
    {
        long startSeconds = GridSecondsOf(_windowStartNs);
        long endSeconds = startSeconds + _grid.ShortSeconds;
        bool longEnds = endSeconds % _grid.LongSeconds == 0;
        if (HasParts) return CloseShortFromParts(endSeconds, longEnds);
        long realStart = _grid.Real(startSeconds);
        _touched.Settle(slot => _cells[slot].FirstPacket);
        if (_plan.HasLong)
            foreach (int slot in _touched) _long.Add(slot, realStart);
        if (_shortIsSplit || (longEnds && _longIsSplit)) JoinParts(realStart, endSeconds, longEnds);
        _shortOrder.Arrange(_touched, new CellOwners(_cells), _shortRankOf);
        _long.Arrange(longEnds);
        Report(realStart, endSeconds, shortEnds: true, longEnds);
        Forget(longEnds);
        return endSeconds;
    }

    /// <summary>Passes over windows without packets, in which a long window may still have to end.</summary>
    private void CloseIdle(long afterSeconds, long lastEndSeconds)
    {
        if (lastEndSeconds == afterSeconds) return;
        long longEnd = LongEndAfter(afterSeconds);
        if (IsLongEmpty || longEnd > lastEndSeconds)
        {
            _sink.IdleWindows(afterSeconds, lastEndSeconds);
            return;
        }
        if (longEnd - _grid.ShortSeconds > afterSeconds) _sink.IdleWindows(afterSeconds, longEnd - _grid.ShortSeconds);
        CloseLong(longEnd, shortEnds: true);
        if (lastEndSeconds > longEnd) _sink.IdleWindows(longEnd, lastEndSeconds);
    }

    private void CloseLong(long endSeconds, bool shortEnds)
    {
        if (HasParts)
        {
            ReportParts(endSeconds, shortEnds, longEnds: true, []);
            return;
        }
        if (_longIsSplit) JoinLongParts(endSeconds);
        _shortOrder.Clear();
        _long.Arrange(ends: true);
        Report(_grid.Real(endSeconds - _grid.ShortSeconds), endSeconds, shortEnds, longEnds: true);
        _long.Clear();
    }

    /// <summary>Merges the two lists by interface and first packet.</summary>
    [MethodImpl(Hot.Path)]
    private void Report(long realStart, long endSeconds, bool shortEnds, bool longEnds)
    {
        _sink.BeginWindow(endSeconds, shortEnds, longEnds);
        int s = 0, l = 0;
        while (s < _shortOrder.Count || l < _long.Count)
        {
            if (l == _long.Count || (s < _shortOrder.Count && ShortComesFirst(s, l)))
            {
                if (s + CellsAhead < _shortOrder.Count) _cells.Prefetch(_shortOrder.SlotAt(s + CellsAhead));
                _sink.Flow(AggregateOf(_shortOrder.SlotAt(s++), realStart, endSeconds));
            }
            else
            {
                _sink.Flow(_long.AggregateAt(l++, endSeconds));
            }
        }
        _sink.EndWindow();
    }

    private bool ShortComesFirst(int s, int l)
    {
        int byRank = _shortOrder.RankAt(s).CompareTo(_long.RankAt(l));
        return byRank != 0 ? byRank < 0 : _cells[_shortOrder.SlotAt(s)].FirstPacket <= _long.FirstPacketAt(l);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FlowAggregate AggregateOf(int slot, long realStart, long endSeconds)
    {
        ref Cell cell = ref _cells[slot];
        return new FlowAggregate
        {
            Observation = _cells.ObservationOf(slot),
            IntervalSeconds = ShortSeconds,
            WindowEndSeconds = endSeconds,
            Packets = cell.Packets,
            Bytes = cell.Bytes,
            FirstSeconds = realStart + cell.FirstSecond,
            LastSeconds = realStart + cell.LastSecond,
            TcpFlags = cell.TcpFlags,
            FirstPacket = cell.FirstPacket,
            NextHop = _cells.NextHopOf(slot),
        };
    }

    [MethodImpl(Hot.Path)]
    private void Forget(bool longEnds)
    {
        foreach (int slot in _touched)
        {
            ref Cell cell = ref _cells[slot];
            cell.Packets = 0;
            cell.Bytes = 0;
            cell.TcpFlags = 0;
            if (cell.IsIdle) _leaving.Add(slot);
        }
        _cells.Remove(CollectionsMarshal.AsSpan(_leaving));
        _leaving.Clear();
        _touched.Clear();
        if (longEnds) _long.Clear();
    }

    private long GridSecondsOf(long boundNs) => (boundNs - _grid.PhaseNs) / SecondNs;

    private long LongEndAfter(long gridSeconds)
    {
        long rest = gridSeconds % _grid.LongSeconds;
        return gridSeconds - (rest < 0 ? rest + _grid.LongSeconds : rest) + _grid.LongSeconds;
    }

    private readonly struct CellOwners(CellStore cells) : IInterfaces
    {
        public int InterfaceOf(int slot) => cells[slot].Interface;
    }
}
