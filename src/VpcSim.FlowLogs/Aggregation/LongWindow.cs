using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation.Parts;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The open long window: sums of the short ones that it holds, for the interfaces that need it.</summary>
internal sealed class LongWindow
{
    private readonly WindowPlan _plan;
    private readonly CellStore _cells;
    private readonly Slab<LongTotal> _totals = new();
    private readonly Slab<int> _totalOf = new(); // by cell
    private readonly TouchList _touched = new();
    private readonly List<int> _leaving = [];
    private readonly List<LongTotal> _earlier = []; // than a flow log of their interface began or ended
    private readonly RankOrder _order;

    public LongWindow(WindowPlan plan, CellStore cells)
    {
        _plan = plan;
        _cells = cells;
        _order = new RankOrder(plan.InterfaceCount);
    }

    public bool IsEmpty => _touched.Count == 0 && _earlier.Count == 0;

    /// <summary>Makes room for the interfaces of a changed design.</summary>
    public void Reach(int interfaces) => _order.Reach(interfaces);

    /// <summary>How many sums <see cref="Arrange"/> has brought into order.</summary>
    public int Count => _order.Count;

    public int RankAt(int position) => _order.RankAt(position);

    public long FirstPacketAt(int position) => _totals[_order.SlotAt(position)].FirstPacket;

    /// <summary>Adds what a cell has counted in its short window; called in order of first packet.</summary>
    [MethodImpl(Hot.Path)]
    public void Add(int slot, long realStart)
    {
        ref Cell cell = ref _cells[slot];
        if (!_plan.NeedsLong(cell.Interface)) return;
        if (!cell.InLong)
            Begin(slot, ref cell, new LongTotal { Cell = slot, FirstPacket = cell.FirstPacket, FirstSeconds = realStart + cell.FirstSecond });
        ref LongTotal total = ref _totals[_totalOf[slot]];
        total.Packets += cell.Packets;
        total.Bytes += cell.Bytes;
        total.TcpFlags |= cell.TcpFlags;
        total.LastSeconds = realStart + cell.LastSecond;
    }

    /// <summary>Brings the sums into the order of records if the window ends; else leaves none to report.</summary>
    [MethodImpl(Hot.Path)]
    public void Arrange(bool ends)
    {
        _order.Clear();
        if (!ends) return;
        _touched.Settle(total => _totals[total].FirstPacket);
        _order.Arrange(_touched, new Owners(this), _plan.RankOf);
    }

    /// <summary>Brings the sums of some interfaces into the order of records.</summary>
    public void ArrangeThose(Predicate<int> concerns)
    {
        _touched.Settle(total => _totals[total].FirstPacket);
        _order.Arrange(_touched, new Owners(this), networkInterface => concerns(networkInterface) ? _plan.RankOf(networkInterface) : -1);
    }

    /// <summary>Puts the sums of some interfaces aside and begins them anew.</summary>
    public void PutAside(Predicate<int> concerns)
    {
        foreach (int total in _touched)
        {
            if (!concerns(InterfaceOf(total))) continue;
            ref Cell cell = ref _cells[_totals[total].Cell];
            cell.Holds++; // it stays until the window ends
            cell.InLong = false;
            _earlier.Add(_totals[total]);
        }
        _touched.RemoveAll(total =>
        {
            bool isAside = concerns(InterfaceOf(total));
            if (isAside) _totals.Give(total);
            return isAside;
        }, InterfaceOf);
    }

    /// <summary>Adds what was put aside to the sums.</summary>
    public void Rejoin(Predicate<int> concerns)
    {
        foreach (LongTotal earlier in _earlier)
        {
            ref Cell cell = ref _cells[earlier.Cell];
            if (!concerns(cell.Interface)) continue;
            cell.Holds--;
            if (!cell.InLong)
            {
                Begin(earlier.Cell, ref cell, earlier);
                continue;
            }
            ref LongTotal total = ref _totals[_totalOf[earlier.Cell]];
            total.Packets += earlier.Packets;
            total.Bytes += earlier.Bytes;
            total.TcpFlags |= earlier.TcpFlags;
            total.FirstPacket = earlier.FirstPacket;
            total.FirstSeconds = earlier.FirstSeconds;
            _touched.Disorder();
        }
        _earlier.RemoveAll(total => concerns(_cells[total.Cell].Interface));
    }

    public FlowAggregate AggregateAt(int position, long endSeconds)
    {
        ref LongTotal total = ref _totals[_order.SlotAt(position)];
        return new FlowAggregate
        {
            Observation = _cells.ObservationOf(total.Cell),
            IntervalSeconds = WindowMeter.LongSeconds,
            WindowEndSeconds = endSeconds,
            Packets = total.Packets,
            Bytes = total.Bytes,
            FirstSeconds = total.FirstSeconds,
            LastSeconds = total.LastSeconds,
            TcpFlags = total.TcpFlags,
            FirstPacket = total.FirstPacket,
            NextHop = _cells.NextHopOf(total.Cell),
        };
    }

    /// <summary>Starts the next window, and lets go of cells that only this one kept.</summary>
    public void Clear()
    {
        foreach (int total in _touched)
        {
            int cellSlot = _totals[total].Cell;
            ref Cell cell = ref _cells[cellSlot];
            cell.InLong = false;
            if (cell.IsIdle) _leaving.Add(cellSlot);
            _totals.Give(total);
        }
        _cells.Remove(CollectionsMarshal.AsSpan(_leaving));
        _leaving.Clear();
        _touched.Clear();
    }

    /// <summary>Moves the sums to disk and starts anew.</summary>
    public void MoveTo(FlowParts parts)
    {
        long order = -_touched.Count; // before all that comes
        foreach (int touched in _touched)
        {
            ref LongTotal total = ref _totals[touched];
            Observation flow = _cells.ObservationOf(total.Cell);
            parts.Add(new FlowPart
            {
                Flow = flow with { TrafficPath = 0 },
                Packets = total.Packets,
                Bytes = total.Bytes,
                FirstPacket = total.FirstPacket,
                FirstSeconds = total.FirstSeconds,
                LastSeconds = total.LastSeconds,
                Order = order++,
                Rank = _plan.RankOf(flow.Interface),
                NextHop = _cells.NextHopOf(total.Cell),
                TcpFlags = total.TcpFlags,
                TrafficPath = flow.TrafficPath,
            });
        }
        Clear();
    }

    private int InterfaceOf(int total) => _cells[_totals[total].Cell].Interface;

    private void Begin(int slot, ref Cell cell, LongTotal first)
    {
        int total = _totals.Take();
        _totals[total] = first;
        _totalOf.Reach(slot);
        _totalOf[slot] = total;
        cell.InLong = true;
        _touched.Add(total, first.FirstPacket, cell.Interface);
    }

    private readonly struct Owners(LongWindow window) : IInterfaces
    {
        public int InterfaceOf(int slot) => window.InterfaceOf(slot);
    }
}
