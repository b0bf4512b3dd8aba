using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>What became of one or more packets of a conversation, in every step alike.</summary>
public sealed record ExplainedWalk
{
    /// <summary>Whether the packets come from the end that spoke first.</summary>
    public required bool FromFirst { get; init; }

    /// <summary>What kind of packet of the conversation it is.</summary>
    public required PacketRole Role { get; init; }

    /// <summary>The packets' source in the design's terms; of an ICMP error the router or host that tells it.</summary>
    public required IpAddress Source { get; init; }

    public required IpAddress Destination { get; init; }

    public required Outcome Outcome { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Whether the packets were seen before and captured once more elsewhere: they have the outcome of the first and took no walk of their own.</summary>
    public required bool IsCopy { get; init; }

    /// <summary>Where they entered; null where no walk was taken.</summary>
    public required EntryPoint? Entry { get; init; }

    public required ImmutableArray<StageRecord> Trail { get; init; }

    /// <summary>For each record of the trail: what became of the connection that the interface tracked before.</summary>
    public required ImmutableArray<FormerConnection> Former { get; init; }

    /// <summary>See <see cref="ReplayedPacket.Forms"/>.</summary>
    public required ImmutableArray<PacketForm> Forms { get; init; }

    /// <summary>The ICMP error with which the VPC router answered.</summary>
    public required RouterError? Error { get; init; }

    /// <summary>Whether a NAT gateway answered with a RST.</summary>
    public required bool WasReset { get; init; }

    /// <summary>Whether a flow log of all traffic shows the packets.</summary>
    public required bool IsLogged { get; init; }

    internal bool Is(in ReplayedPacket packet, bool fromFirst, PacketRole role, ReadOnlySpan<FormerConnection> former) =>
        FromFirst == fromFirst && Role == role && Source == packet.Header.Source.ToIpAddress() && Destination == packet.Header.Destination.ToIpAddress()
        && Outcome == packet.Outcome && Verdict == packet.Verdict && IsCopy == packet.IsCopy && Entry == packet.Entry
        && Error == packet.Error && WasReset == !packet.ResetSights.IsEmpty && IsLogged == !packet.Observed.IsEmpty
        && Trail.AsSpan().SequenceEqual(packet.Trail) && Former.AsSpan().SequenceEqual(former) && Forms.AsSpan().SequenceEqual(packet.Forms);
}
