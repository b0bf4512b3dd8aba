using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Tracing;

/// <summary>Sends one packet through a design and then its answer, which meets what the first has left behind: tracked connections, translations.</summary>
public sealed class Tracer
{
    private const long Start = 1_767_225_600_000_000_000; // 2026-01-01, in nanoseconds since 1970
    private const long RoundTrip = 1_000_000;
    private readonly TracePlan _plan;
    private readonly ProbeSender _sender;

    private Tracer(TracePlan plan, DataPathSettings settings)
    {
        _plan = plan;
        settings = settings with { StrictMtu = true }; // one packet, of its own length: nothing was joined by offload
        _sender = new ProbeSender(Fabric.Compile(plan.Design, settings), settings);
    }

    /// <summary>Traces a packet and its answer.</summary>
    public static PacketTrace Trace(TracePlan plan, DataPathSettings settings) => new Tracer(plan, settings).Trace();

    private PacketTrace Trace()
    {
        PacketHeader sent = _plan.Packet;
        ExplainedWalk forward = _sender.Send(ref sent, Start, _plan.Entry ?? (_plan.Sender >= 0 ? EntryPoint.Interface(_plan.Sender) : null), _plan.Receiver, fromFirst: true);
        PacketHeader arrived = forward.Outcome == Outcome.Delivered ? _sender.Arrived(in sent) : sent;
        if (!PacketTrace.IsThrough(forward) || ProbePacket.AnswerTo(in arrived) is not { } answer) return new PacketTrace(_plan, forward, default, null);
        EntryPoint? receiver = forward.Verdict is { Outcome: Outcome.Delivered, Component: ComponentKind.NetworkInterface, Index: var eni } ? EntryPoint.Interface(eni) : null;
        PacketHeader answered = answer;
        return new PacketTrace(_plan, forward, answer, _sender.Send(ref answered, Start + RoundTrip, receiver, _plan.Sender, fromFirst: false));
    }
}
