using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Tracing;

/// <summary>Sends single packets through a design and tells what became of each; what one leaves behind (tracked connections, translations), the next one meets.</summary>
internal sealed class ProbeSender
{
    private readonly DataPath.DataPath _dataPath;
    private readonly AddressTranslation _addresses;
    private readonly Placement _placement;
    private long _number;

    public ProbeSender(Fabric fabric, DataPathSettings settings)
    {
        _dataPath = new DataPath.DataPath(fabric, UncountedFlows.Instance, settings);
        _dataPath.Record();
        _addresses = new AddressTranslation(fabric, ReplayOptions.Default);
        _placement = new Placement(fabric, _dataPath);
    }

    /// <summary>What the packet sent last was counted as in flow logs.</summary>
    public ReadOnlySpan<Observation> LatestObserved => _dataPath.LatestObserved;

    /// <summary>The packet sent last as its receiver sees it.</summary>
    public PacketHeader Arrived(in PacketHeader sent) => _dataPath.Arrived(in sent);

    /// <param name="packet">The packet; its addresses are put into the design's terms.</param>
    /// <param name="timeNs">When it is sent, in nanoseconds since 1970; not before the one sent last.</param>
    /// <param name="entry">Where it enters; null where its source address tells.</param>
    /// <param name="nearby">An interface by its place, whose VPC is meant where addresses stand for several; −1 for none.</param>
    /// <param name="fromFirst">Whether it comes from the end that spoke first.</param>
    public ExplainedWalk Send(ref PacketHeader packet, long timeNs, EntryPoint? entry, int nearby, bool fromFirst)
    {
        packet.TimeNs = timeNs;
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
