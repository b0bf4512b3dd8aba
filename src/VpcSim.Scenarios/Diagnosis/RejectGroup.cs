using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Rejected flows that are alike: the same cause, deciding rule, interface, direction and service.</summary>
public sealed record RejectGroup
{
    public required RejectCause Cause { get; init; }

    /// <summary>The interface that the flows were logged at, by its place in the design; −1 where the design does not hold it, or it may be one of several.</summary>
    public required int Interface { get; init; }

    /// <summary>The places that it may have, where it is ambiguous; else empty.</summary>
    public ImmutableArray<int> Candidates { get; init; } = [];

    /// <summary>The ids by which records name it, in ascending order.</summary>
    public required ImmutableArray<string> InterfaceIds { get; init; }

    public required bool Egress { get; init; }

    /// <summary>Whether the packets answer what the other end began.</summary>
    public required bool IsAnswer { get; init; }

    /// <summary>IANA number.</summary>
    public required byte Protocol { get; init; }

    /// <summary>The service's ports, those of most records first; a single 0 where there are none.</summary>
    public required ImmutableArray<ushort> Ports { get; init; }

    /// <summary>The addresses at the other end, those of most records first.</summary>
    public required ImmutableArray<IpAddress> Peers { get; init; }

    public required long Records { get; init; }

    public required long Packets { get; init; }

    /// <summary>Unix seconds of the first packet.</summary>
    public required long First { get; init; }

    /// <summary>Unix seconds of the last one.</summary>
    public required long Last { get; init; }

    /// <summary>The flow of most records.</summary>
    public required RecordedFlow Example { get; init; }

    /// <summary>How that flow's packet walked, up to the decision; null where it was not walked.</summary>
    public required ExplainedWalk? Walk { get; init; }

    /// <summary>Whether they come from the internet, from addresses that were let in nowhere in the period: nobody had asked them.</summary>
    public required bool IsUnsolicited { get; init; }

    /// <summary>What would let them pass; null where nothing of the design keeps them out.</summary>
    public ChangePlan? Plan { get; init; }

    /// <summary>Whether the design says why they were rejected.</summary>
    public bool IsExplained => Cause is not (RejectCause.AcceptedByDesign or RejectCause.DroppedElsewhere or RejectCause.NotPlaced or RejectCause.Ambiguous or RejectCause.EncryptionControls);

    internal ImmutableArray<Conversation> Samples { get; init; } = [];
}
