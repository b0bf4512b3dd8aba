using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>All records of one flow at one interface: the same packets one way, accepted, rejected or both.</summary>
public sealed class RecordedFlow
{
    private FlowSum _accepted, _rejected;

    internal RecordedFlow(LoggedInterface at, in LoggedFlow first)
    {
        At = at;
        (Source, Destination, SourcePort, DestinationPort) = (first.Source, first.Destination, first.SourcePort, first.DestinationPort);
        (Protocol, Egress) = (first.Protocol, first.Egress);
    }

    public LoggedInterface At { get; }

    public IpAddress Source { get; }

    public IpAddress Destination { get; }

    public ushort SourcePort { get; }

    public ushort DestinationPort { get; }

    /// <summary>IANA number.</summary>
    public byte Protocol { get; }

    /// <summary>Whether it leaves the interface; null where no record says it.</summary>
    public bool? Egress { get; }

    public FlowSum Accepted => _accepted;

    public FlowSum Rejected => _rejected;

    /// <summary><c>reject-reason</c> of its rejects; null for security groups and network ACLs.</summary>
    public string? RejectReason { get; private set; }

    /// <summary>The same conversation's flow the other way, at the same interface; null where no record tells of it.</summary>
    public RecordedFlow? Opposite { get; internal set; }

    internal void Add(in LoggedFlow flow)
    {
        if (flow.Accepted) _accepted.Add(in flow);
        else _rejected.Add(in flow);
        RejectReason ??= flow.RejectReason;
    }
}
