using VpcSim.FlowLogs.Reading;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>The records of a period, summed up by flow: what came ten thousand times is looked at once.</summary>
/// <remarks>Its memory grows with the flows, not with the records.</remarks>
public sealed class FlowBook
{
    private readonly Dictionary<Key, RecordedFlow> _byKey = [];
    private readonly Dictionary<string, LoggedInterface> _byId = new(StringComparer.Ordinal);
    private readonly List<RecordedFlow> _flows = [];
    private readonly List<LoggedInterface> _interfaces = [];
    private IReadOnlyList<LoggedInterface>? _witnesses;

    /// <summary>The flows in the order in which they were met first.</summary>
    public IReadOnlyList<RecordedFlow> Flows => _flows;

    /// <summary>The interfaces that records name, those without traffic too.</summary>
    public IReadOnlyList<LoggedInterface> Interfaces => _interfaces;

    /// <summary>All interfaces of the period, those too that were not asked for: whose place is sure is nobody else's.</summary>
    internal IReadOnlyList<LoggedInterface> Witnesses => _witnesses ?? _interfaces;

    /// <summary>Records about traffic.</summary>
    public long Records => Accepted + Rejected;

    public long Accepted { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Intervals of which AWS says that it skipped records.</summary>
    public long Skipped { get; private set; }

    /// <summary>Records that lack what a packet cannot be made without.</summary>
    public long Incomplete { get; private set; }

    /// <summary>Unix seconds of the first packet; 0 where no record says it.</summary>
    public long First { get; private set; }

    /// <summary>Unix seconds of the last one.</summary>
    public long Last { get; private set; }

    public void Add(FlowLogRecord record)
    {
        if (record.LogStatus is LogStatus.NoData or LogStatus.SkipData)
        {
            if (record.LogStatus == LogStatus.SkipData) Skipped++;
            if (record.InterfaceId is { } id) Interface(id);
        }
        else if (LoggedFlow.TryRead(record, out LoggedFlow flow)) Add(in flow);
        else Incomplete++;
    }

    public void Add(in LoggedFlow flow)
    {
        LoggedInterface eni = Interface(flow.InterfaceId);
        eni.Add(in flow);
        if (flow.Accepted) Accepted++;
        else Rejected++;
        Cover(flow.Start, flow.End);
        var key = new Key(eni.Id, flow.Source, flow.Destination, flow.SourcePort, flow.DestinationPort, flow.Protocol, flow.Egress);
        if (!_byKey.TryGetValue(key, out RecordedFlow? known))
        {
            _byKey.Add(key, known = new RecordedFlow(eni, in flow));
            _flows.Add(known);
            if (_byKey.TryGetValue(key.Back, out RecordedFlow? opposite) && opposite != known) (known.Opposite, opposite.Opposite) = (opposite, known);
        }
        known.Add(in flow);
    }

    /// <summary>What of it some interfaces say.</summary>
    /// <param name="design">The design in which interfaces are found, by id or address.</param>
    /// <param name="places">Interfaces by their places in it.</param>
    /// <param name="ids">Interfaces by their ids in the records.</param>
    public FlowBook At(Design design, IReadOnlySet<int> places, IReadOnlySet<string> ids)
    {
        var found = new InterfacePlaces(design);
        found.Settle(Witnesses);
        var some = new FlowBook { Skipped = Skipped, Incomplete = Incomplete, _witnesses = Witnesses };
        some._interfaces.AddRange(_interfaces.Where(eni => ids.Contains(eni.Id) || found.Of(eni).Any(places.Contains)));
        HashSet<LoggedInterface> wanted = [.. some._interfaces];
        foreach (RecordedFlow flow in _flows.Where(flow => wanted.Contains(flow.At)))
        {
            some._flows.Add(flow);
            some.Accepted += flow.Accepted.Records;
            some.Rejected += flow.Rejected.Records;
            if (!flow.Accepted.IsEmpty) some.Cover(flow.Accepted.First, flow.Accepted.Last);
            if (!flow.Rejected.IsEmpty) some.Cover(flow.Rejected.First, flow.Rejected.Last);
        }
        return some;
    }

    private void Cover(long first, long last)
    {
        if (first > 0) First = First == 0 ? first : Math.Min(First, first);
        Last = Math.Max(Last, last);
    }

    private LoggedInterface Interface(string id)
    {
        if (_byId.TryGetValue(id, out LoggedInterface? known)) return known;
        _byId.Add(id, known = new LoggedInterface(id));
        _interfaces.Add(known);
        return known;
    }

    private readonly record struct Key(string Interface, IpAddress Source, IpAddress Destination, ushort SourcePort, ushort DestinationPort, byte Protocol, bool? Egress)
    {
        public Key Back => new(Interface, Destination, Source, DestinationPort, SourcePort, Protocol, !Egress);
    }
}
