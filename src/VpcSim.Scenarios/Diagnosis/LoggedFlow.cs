using VpcSim.FlowLogs.Reading;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>What the diagnosis takes from a flow-log record about traffic.</summary>
public readonly record struct LoggedFlow
{
    /// <summary>As the record names it; of the account that was logged.</summary>
    public required string InterfaceId { get; init; }

    /// <summary>The packets' source: <c>pkt-srcaddr</c>, else <c>srcaddr</c>.</summary>
    public required IpAddress Source { get; init; }

    /// <summary>The packets' destination: <c>pkt-dstaddr</c>, else <c>dstaddr</c>.</summary>
    public required IpAddress Destination { get; init; }

    /// <summary><c>srcaddr</c>: of what leaves, the interface's own address.</summary>
    public required IpAddress ShownSource { get; init; }

    /// <summary><c>dstaddr</c>: of what arrives, the interface's own address.</summary>
    public required IpAddress ShownDestination { get; init; }

    public ushort SourcePort { get; init; }

    public ushort DestinationPort { get; init; }

    public required byte Protocol { get; init; }

    public required bool Accepted { get; init; }

    /// <summary><c>flow-direction</c>; null where the record does not say.</summary>
    public bool? Egress { get; init; }

    /// <summary><c>tcp-flags</c>: FIN 1, SYN 2, RST 4, SYN-ACK 18; null where the record does not say.</summary>
    public byte? TcpFlags { get; init; }

    /// <summary>Unix seconds; 0 where the record does not say.</summary>
    public long Start { get; init; }

    public long End { get; init; }

    public long Packets { get; init; }

    /// <summary><c>reject-reason</c>, such as <c>BPA</c>; null for security groups and network ACLs.</summary>
    public string? RejectReason { get; init; }

    /// <summary>Takes what there is of a record.</summary>
    /// <returns>False where it lacks what no packet can be made without: interface, addresses, protocol, ports of TCP and UDP, action.</returns>
    public static bool TryRead(FlowLogRecord record, out LoggedFlow flow)
    {
        flow = default;
        IpAddress? source = record.SrcAddr ?? record.PktSrcAddr, destination = record.DstAddr ?? record.PktDstAddr;
        if (record.InterfaceId is not { } eni || source is not { } from || destination is not { } to || record.Protocol is not { } protocol || record.Action is not { } action) return false;
        bool hasPorts = record.SrcPort is not null && record.DstPort is not null;
        if (!hasPorts && protocol is IpProtocol.Tcp or IpProtocol.Udp) return false;
        long start = record.Start ?? record.End ?? 0;
        flow = new LoggedFlow
        {
            InterfaceId = eni,
            Source = record.PktSrcAddr ?? from,
            Destination = record.PktDstAddr ?? to,
            ShownSource = from,
            ShownDestination = to,
            SourcePort = (ushort)(record.SrcPort ?? 0),
            DestinationPort = (ushort)(record.DstPort ?? 0),
            Protocol = (byte)protocol,
            Accepted = action == FlowAction.Accept,
            Egress = record.FlowDirection switch { "egress" => true, "ingress" => false, _ => null },
            TcpFlags = protocol == IpProtocol.Tcp ? (byte?)record.TcpFlags : null,
            Start = start,
            End = record.End ?? start,
            Packets = record.Packets ?? 1,
            RejectReason = record.RejectReason,
        };
        return flow.Source.IsIPv4 == flow.Destination.IsIPv4;
    }
}
