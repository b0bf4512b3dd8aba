using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Trace;

/// <summary>What one interface saw of a packet: everything that tells one flow-log record from another. (VPC guide, "Flow log records")</summary>
/// <remarks>Addresses are 128 bits wide, IPv4 in IPv4-mapped form. <see cref="TrafficPath"/> is told once and is no part of a record's key.</remarks>
public readonly record struct Observation
{
    /// <summary>Position of the interface in <see cref="VpcSim.Model.Designs.Design.NetworkInterfaces"/>.</summary>
    public required int Interface { get; init; }

    /// <summary><c>flow-direction</c>: true for <c>egress</c>, false for <c>ingress</c>.</summary>
    public required bool Egress { get; init; }

    /// <summary><c>action</c>: true for <c>ACCEPT</c>, false for <c>REJECT</c>.</summary>
    public required bool Accepted { get; init; }

    /// <summary><c>reject-reason</c> of a reject that neither a security group nor a network ACL gave.</summary>
    public RejectReason RejectReason { get; init; }

    /// <summary><c>srcaddr</c>: the interface's primary address where AWS puts it, else the packet's source.</summary>
    public required IpAddress Source { get; init; }

    /// <summary><c>dstaddr</c>.</summary>
    public required IpAddress Destination { get; init; }

    /// <summary><c>pkt-srcaddr</c>.</summary>
    public required IpAddress PacketSource { get; init; }

    /// <summary><c>pkt-dstaddr</c>.</summary>
    public required IpAddress PacketDestination { get; init; }

    /// <summary><c>srcport</c>: 0 for protocols without ports and for later fragments.</summary>
    public required ushort SourcePort { get; init; }

    /// <summary><c>dstport</c>.</summary>
    public required ushort DestinationPort { get; init; }

    /// <summary>IANA number.</summary>
    public required byte Protocol { get; init; }

    /// <summary>True for an IPv6 packet.</summary>
    public required bool IPv6 { get; init; }

    /// <summary>One of <see cref="TrafficPaths"/>, or 0: which way it left, and of what arrives whether by a gateway endpoint.</summary>
    public byte TrafficPath { get; init; }
}
