using System.Collections.Immutable;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Tracing;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Asks a design why a flow was rejected: its packet walks as packets do, an answer behind the request that it answers.</summary>
internal sealed class FlowDiagnosis(ConversationWalks walks, InterfacePlaces places, Beginnings beginnings)
{
    private const string EncryptionControls = "EC";

    public DiagnosedFlow Diagnose(RecordedFlow flow) => places.Of(flow.At) switch
    {
        [] => Unplaced(flow, RejectCause.NotPlaced),
        [var place] => DiagnoseAt(flow, place),
        _ => Unplaced(flow, RejectCause.Ambiguous),
    };

    /// <summary>Places interfaces that may be one or another where the design rejects what they rejected: at one place alone, which no other one claims.</summary>
    public void Settle(FlowBook book, CancellationToken cancellation)
    {
        places.Settle(book.Witnesses);
        var claims = new Dictionary<LoggedInterface, SortedSet<int>>();
        foreach (RecordedFlow flow in book.Flows)
        {
            if (flow.Rejected.IsEmpty || flow.RejectReason == EncryptionControls || places.Of(flow.At) is not { Length: > 1 } candidates) continue;
            cancellation.ThrowIfCancellationRequested();
            if (!claims.TryGetValue(flow.At, out SortedSet<int>? claimed)) claims.Add(flow.At, claimed = []);
            foreach (int place in candidates)
                if (DiagnoseAt(flow, place).Cause is not (RejectCause.AcceptedByDesign or RejectCause.DroppedElsewhere)) claimed.Add(place);
        }
        foreach (LoggedInterface eni in book.Interfaces)
            if (claims.GetValueOrDefault(eni) is { Count: 1 } own && claims.Values.Count(other => other.Contains(own.Min)) == 1) places.Settle(eni, own.Min);
        places.Settle(book.Witnesses);
    }

    /// <summary>The places that an interface may have.</summary>
    public ImmutableArray<int> CandidatesOf(LoggedInterface logged) => places.Of(logged);

    private static DiagnosedFlow Unplaced(RecordedFlow flow, RejectCause cause) => new(flow, cause, default, flow.Egress ?? false, IsAnswer: false, Walk: null);

    /// <summary>Whether a flow leaves its interface: as the record says, else by whose the source is.</summary>
    public bool Leaves(RecordedFlow flow, int place) => flow.Egress ?? places.Owns(place, flow.Source);

    private DiagnosedFlow DiagnoseAt(RecordedFlow flow, int place)
    {
        bool egress = Leaves(flow, place), began = beginnings.Began(flow);
        var conversation = Conversation.Of(flow, place, egress, began);
        if (flow.RejectReason == EncryptionControls) return new DiagnosedFlow(flow, RejectCause.EncryptionControls, conversation, egress, !began, Walk: null);
        ConversationWalk walk = walks.Walk(in conversation);
        if (began) return Judge(walk.First, walk.Seen, isAnswer: false);
        if (walk.Answer is not { } answer)
        {
            // Nothing could have been asked in this network: what is left is the packet as it stands.
            conversation = Conversation.Of(flow, place, egress, began: true);
            walk = walks.Walk(in conversation);
            return Judge(walk.First, walk.Seen, isAnswer: false);
        }
        if (!PacketTrace.IsThrough(answer)) return Judge(answer, walk.AnswerSeen, isAnswer: true);
        ExplainedWalk late = walks.WalkLateAnswer(in conversation);
        bool isOver = late.Verdict is { Reason: DropReason.EniSgRulesMismatch } verdict && verdict.Index == place && verdict.Egress == egress;
        return new DiagnosedFlow(flow, isOver ? RejectCause.ConnectionOver : RejectCause.AcceptedByDesign, conversation, egress, IsAnswer: true, isOver ? late : answer);

        DiagnosedFlow Judge(ExplainedWalk way, FlowSight[] seen, bool isAnswer) =>
            new(flow, CauseOf(way, seen, place, egress), conversation, egress, isAnswer, way);
    }

    private static RejectCause CauseOf(ExplainedWalk way, FlowSight[] seen, int place, bool egress)
    {
        if (PacketTrace.IsThrough(way)) return RejectCause.AcceptedByDesign;
        if (!seen.Contains(new FlowSight(place, egress, Accepted: false))) return RejectCause.DroppedElsewhere;
        return way.Verdict.Reason switch
        {
            DropReason.EniSgRulesMismatch => RejectCause.SecurityGroup,
            DropReason.SubnetAclRestriction => RejectCause.NetworkAcl,
            DropReason.VpcBlockPublicAccessEnabled => RejectCause.BlockPublicAccess,
            _ => RejectCause.DroppedElsewhere,
        };
    }
}
