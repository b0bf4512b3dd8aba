using System.Diagnostics;
using VpcSim.Scenarios.Expectations;

namespace VpcSim.Testing;

/// <summary>The log of all traffic of every interface, as though the run ended now: windows that are open count with what they have.</summary>
public sealed class FlowLogs
{
    private readonly SimulatedNetwork _network;
    private RecordLog? _records;
    private (long Packets, long NowNs) _recordsAt;

    internal FlowLogs(SimulatedNetwork network) => _network = network;

    /// <summary>The records in AWS's default format, the header line first.</summary>
    public string Text => Records().DefaultText();

    /// <summary>There are records that fit: at least one, or as many as the query says.</summary>
    [StackTraceHidden]
    public FlowLogs ShouldContain(Action<FlowLogQuery> query) => Judge(query, none: false);

    /// <summary>No record fits.</summary>
    [StackTraceHidden]
    public FlowLogs ShouldNotContain(Action<FlowLogQuery> query) => Judge(query, none: true);

    public override string ToString() => Text;

    [StackTraceHidden]
    private FlowLogs Judge(Action<FlowLogQuery> query, bool none)
    {
        var said = new FlowLogQuery();
        query(said);
        _network.Judge(said.ToExpectation(none), Records());
        return this;
    }

    private RecordLog Records()
    {
        (long, long) now = (_network.Simulation.Packets, _network.Simulation.NowNs);
        if (_records is not null && _recordsAt == now) return _records;
        _recordsAt = now;
        return _records = _network.RecordsSoFar();
    }
}
