using System.Runtime.CompilerServices;

namespace VpcSim.FlowLogs.Aggregation;

// Packets that a caller has kept back until their window ends. (docs/decisions/0034)
public sealed partial class WindowMeter
{
    /// <inheritdoc/>
    public long TogetherUntilNs(long timeNs) => IsBounded ? timeNs : _grid.StartOf(timeNs) + _grid.ShortNs;

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Add(int handle, long lastNs, int packets, long bytes, byte tcpFlags)
    {
        ref Cell cell = ref _cells[handle];
        ulong offset = unchecked((ulong)(lastNs - _windowStartNs));
        if (offset >= _windowNs || cell.Packets == 0) throw new InvalidOperationException("The counter's window is not open, or nothing has been counted in it.");
        Add(ref cell, (int)((offset + _phaseInSecondNs) / (ulong)SecondNs), packets, bytes, tcpFlags);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Cell cell, int second, int packets, long bytes, byte tcpFlags)
    {
        if (second > cell.LastSecond) cell.LastSecond = second;
        cell.Packets += packets;
        cell.Bytes += bytes;
        cell.TcpFlags |= RecordedTcpFlags.Of(tcpFlags);
    }
}
