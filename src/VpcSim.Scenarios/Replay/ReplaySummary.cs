using System.Collections.Immutable;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>What a replay found, ready to be printed.</summary>
public sealed record ReplaySummary
{
    /// <summary>Each capture with how it ended, in the order given.</summary>
    public required ImmutableArray<CaptureReport> Captures { get; init; }

    /// <summary>Packets read: the sum of <see cref="Outcomes"/>.</summary>
    public required long PacketsRead { get; init; }

    /// <summary>Packets by outcome, every outcome in the order of <see cref="Outcome"/>.</summary>
    public required ImmutableArray<(Outcome Outcome, long Packets)> Outcomes { get; init; }

    /// <summary>Dropped packets by reason, the most frequent first.</summary>
    public required ImmutableArray<(DropReason Reason, long Packets)> DropReasons { get; init; }

    /// <summary>Consumed packets by service, in the order of <see cref="VpcService"/>; services without packets are left out.</summary>
    public required ImmutableArray<(VpcService Service, long Packets)> Consumed { get; init; }

    /// <summary>Undecodable packets by cause; causes without packets are left out.</summary>
    public required ImmutableArray<(Undecodable Cause, long Packets)> UndecodableCauses { get; init; }

    /// <summary>Packets that the VPC made itself, outside the sum.</summary>
    public required long Generated { get; init; }

    /// <summary>Packets whose timestamps went back further than the window that sorts them.</summary>
    public required long Reordered { get; init; }

    /// <summary>Packets that were captured again behind an appliance that sent them on: each has the outcome of the first and is in no flow log again.</summary>
    public long ForwardedCopies { get; init; }

    /// <summary>Packets that were captured at another place as well: each has the outcome of the one that was sent and is in no flow log again.</summary>
    public long Duplicates { get; init; }

    /// <summary>The first packet that each component and rule dropped, in their order.</summary>
    public required ImmutableArray<FirstOfVerdict> FirstDrops { get; init; }

    /// <summary>The conversations that lost the most packets.</summary>
    public required ImmutableArray<DroppedConversation> TopDropped { get; init; }

    /// <summary>How many conversations lost packets.</summary>
    public required long DroppedConversations { get; init; }

    /// <summary>The verdicts by number, for <see cref="TopDropped"/>.</summary>
    public required VerdictBook Verdicts { get; init; }

    /// <summary>Traffic to a service's public addresses although the VPC has that service's interface endpoint with private DNS on.</summary>
    public required ImmutableArray<BypassedEndpoint> BypassedEndpoints { get; init; }

    /// <summary>Time of the earliest packet in nanoseconds since 1970; null without packets.</summary>
    public required long? FirstPacketNs { get; init; }

    /// <summary>Time of the latest packet; null without packets.</summary>
    public required long? LastPacketNs { get; init; }

    /// <summary>Packets that walked the stages; the others repeated a remembered path.</summary>
    public required long Walks { get; init; }

    /// <summary>What the bound on conversations has put aside; null where there was none, or it was not reached. No result depends on it.</summary>
    public FlowsAside? FlowsAside { get; init; }
}
