using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>A rejected flow with what the design says of it.</summary>
/// <param name="Flow">What was recorded.</param>
/// <param name="Cause">Why it was rejected.</param>
/// <param name="Conversation">The conversation that it belongs to; meaningful where its interface was found.</param>
/// <param name="Egress">Whether it leaves the interface.</param>
/// <param name="IsAnswer">Whether it answers.</param>
/// <param name="Walk">The walk that decides; null where there is none.</param>
internal sealed record DiagnosedFlow(RecordedFlow Flow, RejectCause Cause, Conversation Conversation, bool Egress, bool IsAnswer, ExplainedWalk? Walk)
{
    /// <summary>Whether it is known which interface of the design it was recorded at.</summary>
    public bool IsPlaced => Cause is not (RejectCause.NotPlaced or RejectCause.Ambiguous);

    /// <summary>The deciding component and rule, where the cause is one of the design's.</summary>
    public Verdict Decision => Cause is RejectCause.AcceptedByDesign or RejectCause.ConnectionOver || Walk is null ? default : Walk.Verdict;
}
