using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Replay;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Runs;

/// <summary>Keeps what packets of a run have trodden on: the rules, entries and routes that decided, and who reached whom.</summary>
/// <remarks>Of each conversation it looks at the first packets of either direction; the others went the same way. After a change it looks anew.</remarks>
internal sealed class Footprints : IReplayWatcher
{
    private const int MostConversations = 4_000_000;
    private const byte Syn = 2, Ack = 16;

    private readonly HashSet<Tuple> _seen = [];
    private readonly HashSet<Tuple> _opened = [];
    private readonly HashSet<StageRecord> _steps = [];
    private readonly Dictionary<Contact, DeliveredPacket> _contacts = [];
    private readonly RuleCoverage _coverage;
    private readonly CancellationToken _cancellation;
    private Design _design;
    private Tuple _current;
    private long _wanted;

    public Footprints(RuleCoverage coverage, Design design, CancellationToken cancellation) => (_coverage, _design, _cancellation) = (coverage, design, cancellation);

    public bool WantsFrames => false;

    /// <remarks>Asked again about the packet that it wanted last, it still wants it.</remarks>
    public bool Wants(in PacketHeader packet)
    {
        if (packet.Number == _wanted) return true;
        if ((packet.Number & 0xFFF) == 0) _cancellation.ThrowIfCancellationRequested();
        _current = Tuple.Of(in packet);
        if (!_seen.Add(_current)) return false;
        if (_seen.Count > MostConversations) _seen.Clear();
        _wanted = packet.Number;
        return true;
    }

    public void Saw(in ReplayedPacket packet)
    {
        if (packet.Outcome == Outcome.NotSent) return;
        foreach (ref readonly StageRecord step in packet.Trail)
            if (_steps.Add(step)) _coverage.Exercise(step);
        Tuple way = _current with { Flags = 0 };
        // What answers belongs to whoever asked.
        if (_opened.Contains(way.Back) || (packet.Header.Protocol == 6 && (packet.Header.TcpFlags & (Syn | Ack)) != Syn)) return;
        if ((packet.Header.Traits & (PacketTraits.EchoReply | PacketTraits.QuotesPacket)) != 0) return;
        _opened.Add(way);
        if (packet.Outcome != Outcome.Delivered) return;
        int sender = packet.Entry is { Kind: EntryKind.Interface, Index: var index } ? index : -1;
        int receiver = packet.Verdict.Component == ComponentKind.NetworkInterface ? packet.Verdict.Index : -1;
        var contact = new Contact(sender, way.Source, receiver, way.Destination, way.Protocol, way.DestinationPort);
        if (!_contacts.ContainsKey(contact)) _contacts.Add(contact, new DeliveredPacket(contact, packet.Header.TimeNs, packet.Verdict, [.. packet.Trail], _design));
    }

    public void Changed(Fabric fabric)
    {
        _design = fabric.Design;
        _seen.Clear();
        _steps.Clear();
    }

    /// <summary>A packet of the run that opened a conversation from one set to another and was delivered; null where there was none.</summary>
    public DeliveredPacket? Find(HostSet from, HostSet to, TrafficExpectation expectation)
    {
        foreach (DeliveredPacket packet in _contacts.Values)
        {
            Contact contact = packet.Contact;
            if (expectation.Protocol is { } protocol && protocol != contact.Protocol && !(protocol == IpProtocol.Icmp && contact.Protocol == IpProtocol.IcmpV6)) continue;
            if (expectation.IPv4 is { } family && family != contact.Source.IsIPv4) continue;
            if (expectation.Port is { } port && port != contact.Port) continue;
            bool sends = contact.Sender >= 0 ? from.Interfaces.Contains(contact.Sender) : from.Holds(contact.Source.ToIpAddress());
            if (to.Region is not null && packet.Verdict.Component == ComponentKind.VpcEndpoint) continue; // no host of the internet lies behind a gateway endpoint
            bool receives = contact.Receiver >= 0 ? to.Interfaces.Contains(contact.Receiver) : to.Holds(contact.Destination.ToIpAddress());
            if (sends && receives) return packet;
        }
        return null;
    }

    private readonly record struct Tuple(WireAddress Source, WireAddress Destination, ushort SourcePort, ushort DestinationPort, ushort IcmpId, byte Protocol, byte Flags)
    {
        public Tuple Back => this with { Source = Destination, Destination = Source, SourcePort = DestinationPort, DestinationPort = SourcePort };

        public static Tuple Of(in PacketHeader packet) => new(
            packet.Source, packet.Destination, packet.SourcePort, packet.DestinationPort, packet.IcmpIdentifier, packet.Protocol,
            packet.Protocol == 6 ? (byte)(packet.TcpFlags & 0x17) : (byte)(packet.IcmpType ^ packet.IcmpCode));
    }
}
