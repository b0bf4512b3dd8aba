using VpcSim.Cli.Commands;
using VpcSim.Cli.Settings;
using VpcSim.DataPath.Trace;
using VpcSim.Import;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Mapping;

namespace VpcSim.Cli.Reports;

/// <summary>All that the summary of a replay tells, whatever its form.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Import">The design with its findings.</param>
/// <param name="Settings">The settings of the run.</param>
/// <param name="Summary">What was found.</param>
/// <param name="FlowLogs">What came of flow logs.</param>
internal sealed record ReplayReport(
    ReplayRequest Request, ImportResult Import, RunSettings Settings, ReplaySummary Summary, FlowLogReport FlowLogs)
{
    /// <summary>Where <c>--map-auto</c> placed captured hosts; null without it.</summary>
    public PlacementProposal? Proposal { get; init; }

    /// <summary>What was to be explained; null for nothing.</summary>
    public Explaining? Explaining { get; init; }

    /// <summary>What came of its guards.</summary>
    public required GuardReport Guards { get; init; }

    public VerdictText Verdicts { get; } = new(Import.Design);

    /// <summary>Whether the reading ended since there were as many packets as asked for.</summary>
    public bool IsLimitReached => Request.Selection.Limit == Summary.PacketsRead;

    /// <summary>Who is to blame for a conversation's first drop, in a sentence.</summary>
    public string SentenceOf(DroppedConversation conversation) => Verdicts.Sentence(
        VerdictOf(conversation), conversation.Protocol, conversation.Source, conversation.Destination, conversation.DestinationPort);

    /// <summary>The same of the first packet that was dropped so.</summary>
    public string SentenceOf(FirstOfVerdict first) => Verdicts.Sentence(Summary.Verdicts[first.Verdict], first.Protocol, first.Source, first.Destination, first.DestinationPort);

    public Verdict VerdictOf(DroppedConversation conversation) => Summary.Verdicts[conversation.Verdict];
}
