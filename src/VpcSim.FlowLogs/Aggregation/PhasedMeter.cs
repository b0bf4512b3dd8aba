using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Several meters as one, each with its own grid of windows; windows are reported in the order in which they end.</summary>
/// <remarks>Only for phases that differ: it counts on the caller's thread, and a design's interfaces are spread over up to
/// <see cref="WindowPhases.MostPhases"/> meters.</remarks>
internal sealed class PhasedMeter(WindowPhases phases, WindowMeter[] meters, long longestIdleSeconds) : IFlowMeter
{
    private readonly long _longestIdleNs = longestIdleSeconds * 1_000_000_000;
    private readonly List<(int Meter, int Inner)> _handles = [];
    private readonly Stack<int> _free = new();
    private long _nextEndNs = long.MaxValue;

    /// <inheritdoc/>
    public int Open(in Observation observation)
    {
        int meter = phases.GridOf(observation.Interface);
        int inner = meters[meter].Open(observation);
        if (_free.TryPop(out int handle)) _handles[handle] = (meter, inner);
        else
        {
            handle = _handles.Count;
            _handles.Add((meter, inner));
        }
        return handle;
    }

    /// <inheritdoc/>
    public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags)
    {
        if (timeNs >= _nextEndNs) AdvanceTo(timeNs);
        (int place, int inner) = _handles[handle];
        WindowMeter meter = meters[place];
        meter.Count(inner, timeNs, packetNumber, packets, bytes, tcpFlags);
        _nextEndNs = Math.Min(_nextEndNs, meter.OpenEndNs);
    }

    /// <inheritdoc/>
    public bool WantsNextHops => meters.Any(meter => meter.WantsNextHops);

    /// <inheritdoc/>
    public void Link(int handle, int otherInterface)
    {
        (int meter, int inner) = _handles[handle];
        meters[meter].Link(inner, otherInterface);
    }

    /// <inheritdoc/>
    public void Release(int handle)
    {
        (int meter, int inner) = _handles[handle];
        meters[meter].Release(inner);
        _free.Push(handle);
    }

    /// <summary>Reports all that is open.</summary>
    /// <param name="lastPacketTimeNs">When the last packet of the run was.</param>
    public void Finish(long lastPacketTimeNs)
    {
        AdvanceTo(lastPacketTimeNs);
        foreach (WindowMeter meter in meters.OrderBy(meter => meter.OpenEndNs)) meter.Finish(lastPacketTimeNs);
    }

    /// <summary>Reports every window that ends at or before the given time, one after the other, whosever it is.</summary>
    public void AdvanceTo(long timeNs)
    {
        // A gap in the captures at one go, so that each meter sees it as one.
        bool gap = timeNs - _nextEndNs > _longestIdleNs;
        while (Earliest() is { } meter && meter.OpenEndNs <= timeNs) meter.AdvanceTo(gap ? timeNs : meter.OpenEndNs);
        _nextEndNs = Earliest()?.OpenEndNs ?? long.MaxValue;
    }

    private WindowMeter? Earliest()
    {
        WindowMeter? earliest = null;
        foreach (WindowMeter meter in meters)
            if (meter.OpenEndNs < (earliest?.OpenEndNs ?? long.MaxValue)) earliest = meter;
        return earliest;
    }
}
