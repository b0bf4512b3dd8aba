using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Counts packets per observation and reports each when its aggregation interval ends. (VPC guide, "Flow log records", Aggregation interval)</summary>
/// <remarks>
/// Windows are aligned on absolute multiples of their length, so that a 600 s window is exactly ten of 60 s: packets are counted in
/// 60 s windows only, and those of the same observation are added up where an interface needs 600 s. Memory grows with the live
/// observations: a cell goes when nobody holds it and its windows have been reported.
/// </remarks>
public sealed class WindowMeter : IFlowMeter
{
    public const int ShortSeconds = 60;
    public const int LongSeconds = 600;

    private const long SecondNs = 1_000_000_000;
    private const long WindowNs = ShortSeconds * SecondNs;
    private const int TickBits = 4;
    private const uint TicksPerSecond = (uint)(SecondNs >> TickBits);

    private readonly CellStore _cells = new();
    private readonly TouchList _touched = new();
    private readonly List<int> _leaving = [];
    private readonly WindowPlan _plan;
    private readonly IWindowSink _sink;
    private readonly LongWindow _long;
    private readonly RankOrder _shortOrder;
    private readonly Func<int, int> _shortRankOf;
    private long _windowStartNs = long.MinValue; // as if no packet lay in any window
    private bool _started;

    public WindowMeter(WindowPlan plan, IWindowSink sink)
    {
        _plan = plan;
        _sink = sink;
        _long = new LongWindow(plan, _cells);
        _shortOrder = new RankOrder(plan.InterfaceCount);
        _shortRankOf = slot => _plan.NeedsShort(_cells.InterfaceOf(slot)) ? _plan.RankOf(_cells.InterfaceOf(slot)) : -1;
    }

    /// <summary>How many observations are held or have unreported counts.</summary>
    public int LiveCells => _cells.Count;

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public int Open(in Observation observation)
    {
        if (!_plan.IsWatched(observation.Interface)) return CellStore.Nowhere;
        int slot = _cells.FindOrAdd(observation);
        ref Cell cell = ref _cells[slot];
        cell.Holds++;
        if (cell is { Packets: 0, Long: 0 }) _cells.TrafficPathOf(slot) = observation.TrafficPath;
        return slot;
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags)
    {
        ulong offset = unchecked((ulong)(timeNs - _windowStartNs));
        if (offset >= WindowNs)
        {
            AdvanceTo(timeNs);
            offset = (ulong)(timeNs - _windowStartNs);
        }
        ref Cell cell = ref _cells[handle];
        uint tick = (uint)(offset >> TickBits);
        if (cell.Packets == 0)
        {
            cell.FirstTick = tick;
            cell.FirstPacket = packetNumber;
            _touched.Add(handle, packetNumber);
        }
        cell.LastTick = tick;
        cell.Packets += packets;
        cell.Bytes += bytes;
        cell.TcpFlags |= RecordedTcpFlags.Of(tcpFlags);
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Release(int handle)
    {
        if (handle == CellStore.Nowhere) return;
        ref Cell cell = ref _cells[handle];
        ArgumentOutOfRangeException.ThrowIfZero(cell.Holds, nameof(handle));
        cell.Holds--;
        if (cell is { Holds: 0, Packets: 0, Long: 0 }) _cells.Remove(handle);
    }

    /// <summary>Reports every window that ends at or before the given time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before the window that is open.</exception>
    public void AdvanceTo(long timeNs)
    {
        long startNs = FloorTo(timeNs, WindowNs);
        if (!_started)
        {
            _started = true;
            _windowStartNs = startNs;
            return;
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(timeNs, _windowStartNs);
        if (startNs == _windowStartNs) return;
        long endSeconds = CloseShort();
        _windowStartNs = startNs;
        CloseIdle(endSeconds, startNs / SecondNs);
    }

    /// <summary>Reports all that is open: the windows that hold the run's last packet end as they would have ended in time. Without a
    /// packet after it, a second call reports nothing.</summary>
    /// <param name="lastPacketTimeNs">When the last packet of the run was, logged or not.</param>
    public void Finish(long lastPacketTimeNs)
    {
        if (!_started) return;
        AdvanceTo(Math.Max(lastPacketTimeNs, _windowStartNs));
        long endSeconds = CloseShort();
        if (endSeconds % LongSeconds != 0) CloseLong(FloorTo(endSeconds, LongSeconds) + LongSeconds, shortEnds: false);
        _windowStartNs = long.MinValue;
        _started = false;
    }

    /// <summary>Reports the open window of 60 s, and the one of 600 s if it ends with it.</summary>
    /// <returns>The end in seconds.</returns>
    [MethodImpl(Hot.Path)]
    private long CloseShort()
    {
        long startSeconds = _windowStartNs / SecondNs;
        long endSeconds = startSeconds + ShortSeconds;
        bool longEnds = endSeconds % LongSeconds == 0;
        _touched.Settle(slot => _cells[slot].FirstPacket);
        foreach (int slot in _touched.Slots) _long.Add(slot, startSeconds, TicksPerSecond);
        _shortOrder.Arrange(_touched.Slots, _shortRankOf);
        _long.Arrange(longEnds);
        Report(startSeconds, endSeconds, shortEnds: true, longEnds);
        Forget(longEnds);
        return endSeconds;
    }

    /// <summary>Passes over windows without packets, in which a long window may still have to end.</summary>
    private void CloseIdle(long afterSeconds, long lastEndSeconds)
    {
        if (lastEndSeconds == afterSeconds) return;
        long longEnd = FloorTo(afterSeconds, LongSeconds) + LongSeconds;
        if (_long.IsEmpty || longEnd > lastEndSeconds)
        {
            _sink.IdleWindows(afterSeconds, lastEndSeconds);
            return;
        }
        if (longEnd - ShortSeconds > afterSeconds) _sink.IdleWindows(afterSeconds, longEnd - ShortSeconds);
        CloseLong(longEnd, shortEnds: true);
        if (lastEndSeconds > longEnd) _sink.IdleWindows(longEnd, lastEndSeconds);
    }

    private void CloseLong(long endSeconds, bool shortEnds)
    {
        _shortOrder.Arrange([], _shortRankOf);
        _long.Arrange(ends: true);
        Report(endSeconds - ShortSeconds, endSeconds, shortEnds, longEnds: true);
        _long.Clear();
    }

    /// <summary>Merges the two lists by interface and first packet.</summary>
    [MethodImpl(Hot.Path)]
    private void Report(long startSeconds, long endSeconds, bool shortEnds, bool longEnds)
    {
        _sink.BeginWindow(endSeconds, shortEnds, longEnds);
        int s = 0, l = 0;
        while (s < _shortOrder.Count || l < _long.Count)
        {
            if (l == _long.Count || (s < _shortOrder.Count && ShortComesFirst(s, l)))
                _sink.Flow(AggregateOf(_shortOrder.SlotAt(s++), startSeconds, endSeconds));
            else
                _sink.Flow(_long.AggregateAt(l++, endSeconds));
        }
        _sink.EndWindow();
    }

    private bool ShortComesFirst(int s, int l)
    {
        int byRank = _shortOrder.RankAt(s).CompareTo(_long.RankAt(l));
        return byRank != 0 ? byRank < 0 : _cells[_shortOrder.SlotAt(s)].FirstPacket <= _long.FirstPacketAt(l);
    }

    [MethodImpl(Hot.Path)]
    private FlowAggregate AggregateOf(int slot, long startSeconds, long endSeconds)
    {
        ref Cell cell = ref _cells[slot];
        return new FlowAggregate
        {
            Observation = _cells.ObservationOf(slot),
            IntervalSeconds = ShortSeconds,
            WindowEndSeconds = endSeconds,
            Packets = cell.Packets,
            Bytes = cell.Bytes,
            FirstSeconds = startSeconds + (cell.FirstTick / TicksPerSecond),
            LastSeconds = startSeconds + (cell.LastTick / TicksPerSecond),
            TcpFlags = cell.TcpFlags,
            FirstPacket = cell.FirstPacket,
        };
    }

    [MethodImpl(Hot.Path)]
    private void Forget(bool longEnds)
    {
        foreach (int slot in _touched.Slots)
        {
            ref Cell cell = ref _cells[slot];
            cell.Packets = 0;
            cell.Bytes = 0;
            cell.TcpFlags = 0;
            if (cell is { Holds: 0, Long: 0 }) _leaving.Add(slot);
        }
        _cells.Remove(CollectionsMarshal.AsSpan(_leaving));
        _leaving.Clear();
        _touched.Clear();
        if (longEnds) _long.Clear();
    }

    private static long FloorTo(long value, long unit)
    {
        long rest = value % unit;
        return value - (rest < 0 ? rest + unit : rest);
    }
}
