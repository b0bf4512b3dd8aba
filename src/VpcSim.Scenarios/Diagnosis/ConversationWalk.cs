using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Tracing;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>What becomes of a conversation in a design.</summary>
/// <param name="First">The packet that begins it.</param>
/// <param name="Answer">Its answer; null where the first was dropped, or is of a kind that nobody answers.</param>
/// <param name="Seen">What flow logs would say of the first.</param>
/// <param name="AnswerSeen">And of the answer.</param>
/// <param name="Protocol">Of both.</param>
internal sealed record ConversationWalk(ExplainedWalk First, ExplainedWalk? Answer, FlowSight[] Seen, FlowSight[] AnswerSeen, byte Protocol)
{
    public bool IsThrough => Dropped is null;

    /// <summary>The way that ended in a drop; null for none.</summary>
    public ExplainedWalk? Dropped => !PacketTrace.IsThrough(First) ? First : Answer is { } answer && !PacketTrace.IsThrough(answer) ? answer : null;
}
