using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Tracing;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Sends the first packet of conversations and its answer through a design, each conversation long after the one before, so that nothing is left of that.</summary>
internal sealed class ConversationWalks(Fabric fabric, DataPathSettings settings)
{
    private const byte Ack = 16;
    private const long Start = 1_767_225_600_000_000_000; // 2026-01-01, in nanoseconds since 1970
    private const long End = 8_000_000_000_000_000_000;
    private const long Apart = 432_001_000_000_000; // longer than anything is tracked
    private const long RoundTrip = 1_000_000;

    private ProbeSender _sender = new(fabric, settings);
    private long _nowNs = Start;

    public Fabric Fabric => fabric;

    /// <summary>Walks the first packet, and where it is through its answer.</summary>
    public ConversationWalk Walk(in Conversation conversation)
    {
        Part();
        PacketHeader sent = FirstOf(in conversation);
        ExplainedWalk first = Send(ref sent, conversation.Interface, fromFirst: true, out FlowSight[] seen);
        PacketHeader arrived = first.Outcome == Outcome.Delivered ? _sender.Arrived(in sent) : sent;
        if (!PacketTrace.IsThrough(first) || ProbePacket.AnswerTo(in arrived) is not { } answer) return new ConversationWalk(first, null, seen, [], sent.Protocol);
        ExplainedWalk back = Send(ref answer, conversation.Interface, fromFirst: false, out FlowSight[] answerSeen, ReceiverOf(first));
        return new ConversationWalk(first, back, seen, answerSeen, sent.Protocol);
    }

    /// <summary>Walks the answer alone, as one that comes when nothing of its conversation is tracked.</summary>
    public ExplainedWalk WalkLateAnswer(in Conversation conversation)
    {
        Part();
        PacketHeader sent = FirstOf(in conversation);
        PacketHeader late = ProbePacket.AnswerTo(in sent) ?? sent;
        if (late.Protocol == 6) late.TcpFlags = Ack;
        return Send(ref late, conversation.Interface, fromFirst: false, out _);
    }

    private static EntryPoint? ReceiverOf(ExplainedWalk first) =>
        first.Verdict is { Outcome: Outcome.Delivered, Component: ComponentKind.NetworkInterface, Index: var eni } ? EntryPoint.Interface(eni) : null;

    private static PacketHeader FirstOf(in Conversation conversation) => ProbePacket.Make(
        new TraceRequest { From = "", To = "", SourcePort = conversation.SourcePort }, conversation.Protocol, conversation.Source, conversation.Destination, conversation.DestinationPort);

    // What a logged interface owns the source of, it sends; of what it passes on, the source tells who does.
    private ExplainedWalk Send(ref PacketHeader packet, int nearby, bool fromFirst, out FlowSight[] seen, EntryPoint? entry = null)
    {
        if (entry is null && fabric.FindInterface(fabric.VpcOf(nearby), packet.Source.ToIpAddress()) == nearby) entry = EntryPoint.Interface(nearby);
        ExplainedWalk walk = _sender.Send(ref packet, _nowNs += RoundTrip, entry, nearby, fromFirst);
        ReadOnlySpan<Observation> observed = walk.Entry is null ? [] : _sender.LatestObserved;
        seen = new FlowSight[observed.Length];
        for (int i = 0; i < observed.Length; i++) seen[i] = new FlowSight(observed[i].Interface, observed[i].Egress, observed[i].Accepted);
        return walk;
    }

    private void Part()
    {
        _nowNs += Apart;
        if (_nowNs < End) return;
        _sender = new ProbeSender(fabric, settings);
        _nowNs = Start;
    }
}
