using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tracing;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Tries packets on a design: each is the first of its conversation, and meets no state that another has left.</summary>
/// <param name="fabric">The design, compiled.</param>
/// <param name="settings">Switches of the data path.</param>
/// <param name="timeNs">When they are sent, in nanoseconds since 1970.</param>
internal sealed class Prober(Fabric fabric, DataPathSettings settings, long timeNs)
{
    private const ushort SourcePort = TraceRequest.DefaultSourcePort;

    private readonly PacketClasses _classes = new(fabric.Design);

    /// <summary>Packets that were tried.</summary>
    public long Tried { get; private set; }

    /// <summary>Tries every class of packets from each host of one set to each of another.</summary>
    public IEnumerable<Probe> Try(HostSet from, HostSet to, TrafficExpectation said)
    {
        (int Interface, IpAddress Address)[] receivers = [.. to.Interfaces.SelectMany(place => Receiving(fabric.Design.NetworkInterfaces[place]).Select(address => (place, address))), .. to.Outside.Select(static address => (-1, address))];
        foreach ((int sender, IpAddress source) in Senders(from))
        {
            if (said.IPv4 is { } family && family != source.IsIPv4) continue;
            var attempt = new Attempt(fabric, settings, timeNs);
            foreach ((int receiver, IpAddress destination) in receivers)
            {
                if (destination.IsIPv4 != source.IsIPv4 || destination == source || (receiver >= 0 && receiver == sender)) continue;
                foreach (ProbeKind kind in _classes.Of(said.Protocol, said.Port, source.IsIPv4))
                {
                    Tried++;
                    yield return attempt.Send(kind, sender, source, receiver, destination);
                }
            }
        }
    }

    /// <summary>Whether a packet got to a set of hosts, and nowhere else; null where a gateway endpoint took it, behind which no host of the internet lies.</summary>
    public static bool? Reached(Probe probe, HostSet to) => probe.Verdict switch
    {
        { Outcome: Outcome.Delivered, Component: ComponentKind.NetworkInterface, Index: var index } => to.Interfaces.Contains(index),
        { Outcome: Outcome.Delivered, Component: ComponentKind.VpcEndpoint } when to.Region is not null => null,
        { Outcome: Outcome.Delivered } => !to.Outside.IsEmpty,
        { Outcome: Outcome.Consumed } => to.Interfaces.IsEmpty,
        _ => false,
    };

    private IEnumerable<(int Interface, IpAddress Address)> Senders(HostSet from)
    {
        Design design = fabric.Design;
        foreach (int place in from.Interfaces)
            foreach (IpAddress address in TraceEnd.AddressesOf(design.NetworkInterfaces[place])) yield return (place, address);
        foreach (IpAddress address in from.Outside) yield return (-1, address);
    }

    // What is sent to a public address reaches the private one behind it; a private one of its own can still be tried from outside.
    private static IEnumerable<IpAddress> Receiving(NetworkInterface eni) =>
        [.. TraceEnd.AddressesOf(eni), .. eni.PrivateAddresses.Select(static own => own.PublicAddress).OfType<IpAddress>()];

    /// <summary>What one sender tries. All of it goes one way, so that nothing is the answer to something else.</summary>
    private sealed class Attempt
    {
        private readonly DataPath.DataPath _dataPath;
        private readonly AddressTranslation _addresses;
        private readonly Placement _placement;
        private readonly long _timeNs;
        private long _number;

        public Attempt(Fabric fabric, DataPathSettings settings, long timeNs)
        {
            _timeNs = timeNs;
            _dataPath = new DataPath.DataPath(fabric, UncountedFlows.Instance, settings);
            _addresses = new AddressTranslation(fabric, ReplayOptions.Default);
            _placement = new Placement(fabric, _dataPath);
        }

        public Probe Send(ProbeKind kind, int sender, IpAddress source, int receiver, IpAddress destination)
        {
            var request = new TraceRequest
            {
                From = "",
                To = "",
                SourcePort = kind.Port == SourcePort ? (ushort)(SourcePort + 1) : SourcePort,
                IcmpType = kind.IcmpType == 0 ? null : kind.IcmpType,
                IcmpCode = kind.IcmpCode,
            };
            PacketHeader packet = ProbePacket.Make(request, kind.Protocol, source, destination, kind.Port);
            packet.TimeNs = _timeNs + (_number / 1000 * 1_000_000_000); // so slowly that no allowance is used up
            packet.Number = ++_number;
            QuotedPacket quote = default;
            _addresses.Apply(ref packet, ref quote);
            FlowRef flow = _dataPath.Flows.Open(in packet);
            Verdict verdict = default;
            EntryPoint? entry = sender >= 0 ? EntryPoint.Interface(sender) : _placement.Find(in packet, in quote, receiver, out verdict);
            int number = entry is { } point ? _dataPath.Send(flow, in packet, in quote, point) : _dataPath.Settle(flow, in packet, verdict);
            ImmutableArray<StageRecord> trail = entry is null ? [] : [.. _dataPath.LatestTrail];
            return new Probe(packet, kind, _dataPath.Verdicts[number], trail);
        }
    }
}
