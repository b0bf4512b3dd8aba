using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Tracing;

/// <summary>Sends one packet through a design and then its answer, which meets what the first has left behind: tracked connections, translations.</summary>
public sealed class Tracer
{
    private const long Start = 1_767_225_600_000_000_000; // 2026-01-01, in nanoseconds since 1970
    private const long RoundTrip = 1_000_000;
    private readonly TracePlan _plan;
    private readonly DataPath.DataPath _dataPath;
    private readonly AddressTranslation _addresses;
    private readonly Placement _placement;
    private long _number;

    private Tracer(TracePlan plan, DataPathSettings settings)
    {
        _plan = plan;
        Fabric fabric = Fabric.Compile(plan.Design, settings);
        _dataPath = new DataPath.DataPath(fabric, UncountedFlows.Instance, settings);
        _dataPath.Record();
        _addresses = new AddressTranslation(fabric, ReplayOptions.Default);
        _placement = new Placement(fabric, _dataPath);
    }

    /// <summary>Traces a packet and its answer.</summary>
    public static PacketTrace Trace(TracePlan plan, DataPathSettings settings) => new Tracer(plan, settings).Trace();

    private PacketTrace Trace()
    {
        PacketHeader sent = _plan.Packet;
        ExplainedWalk forward = Send(ref sent, _plan.Entry ?? (_plan.Sender >= 0 ? EntryPoint.Interface(_plan.Sender) : null), _plan.Receiver, fromFirst: true);
        PacketHeader arrived = forward.Outcome == Outcome.Delivered ? _dataPath.Arrived(in sent) : sent;
        if (!PacketTrace.IsThrough(forward) || ProbePacket.AnswerTo(in arrived) is not { } answer) return new PacketTrace(_plan, forward, default, null);
        EntryPoint? receiver = forward.Verdict is { Outcome: Outcome.Delivered, Component: ComponentKind.NetworkInterface, Index: var eni } ? EntryPoint.Interface(eni) : null;
        PacketHeader answered = answer;
        return new PacketTrace(_plan, forward, answer, Send(ref answered, receiver, _plan.Sender, fromFirst: false));
    }

    private ExplainedWalk Send(ref PacketHeader packet, EntryPoint? entry, int nearby, bool fromFirst)
    {
        packet.TimeNs = Start + _number * RoundTrip;
        packet.Number = ++_number;
        QuotedPacket quote = default;
        _addresses.Apply(ref packet, ref quote);
        FlowRef flow = _dataPath.Flows.Open(in packet);
        Verdict verdict = default;
        entry ??= _placement.Find(in packet, in quote, nearby, out verdict);
        int number = entry is { } point ? _dataPath.Send(flow, in packet, in quote, point) : _dataPath.Settle(flow, in packet, verdict);
        _dataPath.Flows.Note(flow, in packet, _dataPath.Verdicts.OutcomeOf(number), number);
        return new ExplainedWalk
        {
            FromFirst = fromFirst,
            Role = PacketRole.Own,
            Source = packet.Source.ToIpAddress(),
            Destination = packet.Destination.ToIpAddress(),
            Outcome = _dataPath.Verdicts.OutcomeOf(number),
            Verdict = _dataPath.Verdicts[number],
            IsCopy = false,
            Entry = entry,
            Trail = [.. _dataPath.LatestTrail],
            Former = [.. new FormerConnection[_dataPath.LatestTrail.Length]],
            Forms = [.. _dataPath.LatestForms],
            Error = entry is null ? null : _dataPath.LatestError,
            WasReset = !_dataPath.LatestResetSights.IsEmpty,
            IsLogged = !_dataPath.LatestObserved.IsEmpty,
        };
    }
}
