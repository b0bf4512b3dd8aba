using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Tells who began a conversation, which a record does not say.</summary>
/// <remarks>docs/flow-log-explain.md lists the signs in this order.</remarks>
internal sealed class Beginnings(Design design, InterfacePlaces places)
{
    private const byte Syn = 2, SynAck = 18;
    private const int FirstRegistered = 1024;
    private const int FirstEphemeral = 32_768; // Linux: net.ipv4.ip_local_port_range

    /// <summary>Whether the flow's source spoke first; else the flow is the answer.</summary>
    public bool Began(RecordedFlow flow)
    {
        RecordedFlow? opposite = flow.Opposite;
        if (flow.Protocol == IpProtocol.Tcp)
        {
            if (SynOf(flow) is { } own) return own;
            if (opposite is not null && SynOf(opposite) is { } other) return !other;
        }
        if (opposite is not null && BeganBy(flow, opposite) is { } byTime) return byTime;
        if (flow.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6) return opposite is null || opposite.Accepted.IsEmpty || !flow.Accepted.IsEmpty;
        if (Listens(flow.Destination, flow.Protocol, flow.DestinationPort)) return true;
        if (Listens(flow.Source, flow.Protocol, flow.SourcePort)) return false;
        return ByPorts(flow.SourcePort, flow.DestinationPort) ?? (opposite is null || opposite.Accepted.IsEmpty || flow.DestinationPort <= flow.SourcePort);
    }

    // A SYN alone is the initiator's, one with ACK the responder's.
    private static bool? SynOf(RecordedFlow flow)
    {
        int flags = flow.Accepted.TcpFlags | flow.Rejected.TcpFlags;
        return (flags & Syn) == 0 ? null : (flags & SynAck) != SynAck;
    }

    // Whoever is heard first asked; what was rejected was heard by nobody.
    private static bool? BeganBy(RecordedFlow flow, RecordedFlow opposite)
    {
        if (opposite.Accepted.IsEmpty) return null;
        long own = flow.Accepted.IsEmpty ? flow.Rejected.First : flow.Accepted.First;
        return own == opposite.Accepted.First ? null : own < opposite.Accepted.First;
    }

    private bool Listens(IpAddress address, byte protocol, ushort port)
    {
        int owner = places.OwnerOf(address);
        return owner >= 0 && design.NetworkInterfaces[owner].ListeningPorts.Any(listening => listening.Protocol == protocol && listening.Port == port);
    }

    // One end at a client's port, or one at a well-known one. (RFC 6335 section 6)
    private static bool? ByPorts(ushort source, ushort destination)
    {
        if (source >= FirstEphemeral != destination >= FirstEphemeral) return source >= FirstEphemeral;
        if (source < FirstRegistered != destination < FirstRegistered) return destination < FirstRegistered;
        return null;
    }
}
