using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath.Trace;

/// <summary>A packet as one interface saw it: its fields behind whatever translation lies before that point of its way. Recorded only where <see cref="DataPath.Records"/>.</summary>
public readonly record struct Sight
{
    /// <summary>The interface's place in the design.</summary>
    public required int Interface { get; init; }

    /// <summary>Whether the packet was leaving the interface.</summary>
    public required bool Egress { get; init; }

    /// <summary>False where the interface's groups or checks, its subnet's network ACL or what stands behind them dropped it here.</summary>
    public required bool Accepted { get; init; }

    /// <summary>How many records of the trail came before.</summary>
    public required int TrailAt { get; init; }

    public required IpAddress Source { get; init; }

    public required IpAddress Destination { get; init; }

    /// <summary>0 for protocols without ports and for later fragments whose first one is not known.</summary>
    public required ushort SourcePort { get; init; }

    public required ushort DestinationPort { get; init; }

    /// <summary>Identifier of an echo message, which NAT gateways translate; else 0.</summary>
    public required ushort IcmpIdentifier { get; init; }

    /// <summary>IANA number.</summary>
    public required byte Protocol { get; init; }

    public required byte TcpFlags { get; init; }

    /// <summary>True for an IPv6 packet; NAT64 makes IPv4 of one and back.</summary>
    public required bool IPv6 { get; init; }

    /// <summary>Gateways passed so far, each of which took one from the TTL.</summary>
    public required int Hops { get; init; }

    /// <summary>Maximum segment size option of a SYN in bytes, as far as endpoints have lowered it; 0 where there is none.</summary>
    public required ushort Mss { get; init; }

    /// <summary>IP total length in bytes; of a split packet that of its largest fragment.</summary>
    public required int Length { get; init; }

    /// <summary>How many packets it is here, and their IP total lengths together: more than one where a link has split it.</summary>
    public required (int Packets, long Bytes) Amount { get; init; }

    /// <summary>What the ICMP error quotes, translated with it, where <see cref="Quotes"/>.</summary>
    public required QuotedPacket Quote { get; init; }

    public required bool Quotes { get; init; }

    public bool IsSplit => Amount.Packets > 1;
}
