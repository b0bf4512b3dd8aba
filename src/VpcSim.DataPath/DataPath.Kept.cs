using System.Runtime.CompilerServices;
using VpcSim.DataPath.Flows;

namespace VpcSim.DataPath;

// What is remembered while a run lasts: swept, bounded, let go of.
public sealed partial class DataPath
{
    /// <summary>What the bound on memory has put aside so far; null where nothing.</summary>
    public FlowsAside? Aside => FlowsAside.Sum(Flows.Aside, _bindings.Aside);

    /// <summary>Looks at some of what is kept and forgets what is over; costs time, never changes a result.</summary>
    [MethodImpl(Hot.Path)]
    public void Sweep(int places, long nowNs)
    {
        if (_startNs == long.MinValue || nowNs - _startNs > FlowTable.ShortestLifetimeNs) Flows.Sweep(places, nowNs); // before, nothing is over
        _connections.Sweep(places, nowNs);
        _bindings.Sweep(places, nowNs);
        Flows.Bound(nowNs);
        _bindings.Bound(nowNs);
    }

    /// <summary>The run is over: completes what is known of its conversations, and lets go of what was put aside.</summary>
    public void Finish()
    {
        Flows.Finish();
        _bindings.Finish();
    }

    private void Keep(FlowBound bound)
    {
        Flows.Keep(bound);
        _bindings.Keep(bound);
    }
}
