using System.Runtime.CompilerServices;
using VpcSim.DataPath;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Hosts.Tcp;
using VpcSim.Scenarios.Replay;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Simulations;

// A packet's way from its sender to its receiver.
public sealed partial class Simulation
{
    private readonly FrameCopy _frame = new();
    private byte[] _bytes = new byte[16384];

    internal AddressBook Book => _book;

    internal Stacks Stacks => _stacks;

    internal bool IsOnInternet(Host host) => host.Kind == HostKind.Outside && _entrances.IsOnInternet(host);

    /// <summary>Whether a packet that reached a host is for it, not for somebody behind it.</summary>
    internal bool Owns(Host host, Packet packet)
    {
        if (host.Kind != HostKind.Inside || packet.Interface < 0) return true;
        int owner = Fabric.FindInterface(Fabric.VpcOf(packet.Interface), packet.Header.Destination.ToIpAddress());
        return owner >= 0 && _book.OfInterface(owner) == host;
    }

    internal Packet TakePacket() => _packets.Take();

    internal void GiveBack(Packet packet) => _packets.Give(packet);

    internal void Push(long timeNs, Due due) => _events.Push(timeNs, due);

    /// <summary>Sends a packet: it is gone from here on.</summary>
    [MethodImpl(Hot.Path)]
    internal void Send(Packet packet)
    {
        Link? link = packet.Sender!.Out;
        if (link is null)
        {
            Enter(packet);
            return;
        }
        long timeNs = link.Carry(NowNs, packet.Header.Length);
        if (timeNs < 0) Lose(packet);
        else if (timeNs == NowNs) Enter(packet);
        else _events.Push(timeNs, new Due(Happening.Enter, packet.Slot));
    }

    [MethodImpl(Hot.Path)]
    private void Enter(Packet packet)
    {
        ref PacketHeader header = ref packet.Header;
        header.TimeNs = NowNs;
        header.Number = ++Packets;
        header.Traits |= PacketTraits.AsSent;
        LastPacketNs = header.TimeNs;
        packet.NoteWritten();
        if (packet.From is { } sender && sender.Generation != packet.FromGeneration) packet.From = null;
        bool shown = _watchers is not null && Wants(packet);
        if (!shown && _repeats && packet.From is { } connection && TryRepeat(packet, connection, out Outcome outcome))
        {
            packet.Action?.Count(packet.Forward, outcome == Outcome.Dropped);
            if (outcome is Outcome.Delivered or Outcome.Consumed) Follow(packet, in connection.Course);
            else _packets.Give(packet);
            return;
        }
        Walk(packet, shown);
    }

    private bool Wants(Packet packet)
    {
        Normalise(packet);
        bool wants = _watchers!.Wants(in packet.Header);
        packet.RestoreWritten();
        return wants;
    }

    [MethodImpl(Hot.Path)]
    private bool TryRepeat(Packet packet, Connection connection, out Outcome outcome)
    {
        outcome = default;
        ref Course course = ref connection.Course;
        if (course.Era != _era || course.Verdict < 0) return false;
        (packet.Header.Destination, packet.Header.DestinationPort) = (course.Destination, course.DestinationPort);
        FlowRef flow = _dataPath.Flows.Open(in packet.Header, course.Lookup);
        if (!_dataPath.TryRepeat(flow, in packet.Header, out int verdict))
        {
            packet.RestoreWritten();
            return false;
        }
        outcome = _dataPath.Verdicts.OutcomeOf(verdict);
        _dataPath.Flows.Note(flow, in packet.Header, outcome, verdict);
        return true;
    }

    private void Walk(Packet packet, bool shown)
    {
        if (shown && _watchers!.WantsFrames) CopyFrame(packet);
        Normalise(packet);
        ref PacketHeader header = ref packet.Header;
        FlowRef flow = _dataPath.Flows.Open(in header);
        EntryPoint? entry = EntryOf(packet, out Verdict verdict);
        int number = entry is { } at ? _dataPath.Send(flow, in header, in packet.Quote, at) : _dataPath.Settle(flow, in header, verdict);
        verdict = _dataPath.Verdicts[number];
        _dataPath.Flows.Note(flow, in header, verdict.Outcome, number);
        if (shown) Show(in header, in packet.Quote, _watchers!.WantsFrames ? _frame : null, packet.Sender!.Kind == HostKind.Outside ? -1 : packet.Interface, verdict, entry);
        PacketHeader arrived = entry is null ? header : _dataPath.Arrived(in header);
        if (arrived.Version != header.Version) PacketBytes.ChangeFamily(ref arrived);
        bool arrives = verdict.Outcome is Outcome.Delivered or Outcome.Consumed or Outcome.NotInDesign;
        Trace(packet, verdict, entry, arrives ? arrived : header);
        int place = -1;
        Host? receiver = arrives ? ReceiverOf(packet, verdict, in arrived, out place) : null;
        if (packet.From is { } connection) connection.Course = CourseOf(packet, number, in arrived, receiver, place);
        if (entry is not null) Answer(packet);
        if (receiver is null)
        {
            _packets.Give(packet);
            return;
        }
        if ((header.Traits & PacketTraits.QuotesPacket) != 0 && entry is not null) packet.Quote = _dataPath.LatestQuote;
        header = arrived;
        packet.Interface = place;
        Deliver(packet, receiver);
    }

    // What an outside host writes to a public address goes to the private one behind it, and an answer to a NAT gateway to whoever asked.
    private void Normalise(Packet packet)
    {
        if (packet.Sender!.Kind == HostKind.Outside) _entrances.Normalise(packet, mayBeBehindNat: _repeats);
    }

    private EntryPoint? EntryOf(Packet packet, out Verdict verdict)
    {
        Host sender = packet.Sender!;
        verdict = default;
        if (sender.Kind == HostKind.Inside) return EntryPoint.Interface(packet.Interface);
        if (sender.Kind == HostKind.Outside) return _entrances.Find(packet, out verdict);
        if (sender.Endpoint >= 0) return EntryPoint.GatewayEndpoint(sender.Endpoint);
        verdict = Verdict.Consumed(sender.Service!.Value);
        return null;
    }

    private Host? ReceiverOf(Packet packet, Verdict verdict, in PacketHeader arrived, out int place)
    {
        place = -1;
        if (packet.Sender is { Kind: HostKind.Service, Service: not null })
        {
            place = packet.Interface;
            return _book.OfInterface(place);
        }
        switch (verdict.Component)
        {
            case ComponentKind.NetworkInterface:
                place = verdict.Index;
                return _book.OfInterface(place);
            case ComponentKind.VpcService:
                place = packet.Interface;
                return _stacks.Services[verdict.Index];
            case ComponentKind.VpcEndpoint when _stacks.Endpoints.TryGetValue(verdict.Index, out Host? behind):
                place = packet.Interface;
                return behind;
            default:
                return _book.Outside(arrived.Destination);
        }
    }

    private Course CourseOf(Packet packet, int verdict, in PacketHeader arrived, Host? receiver, int place) => new()
    {
        Verdict = verdict,
        Era = _era,
        Destination = packet.Header.Destination,
        DestinationPort = packet.Header.DestinationPort,
        Lookup = FlowLookup.Of(in packet.Header),
        Receiver = receiver,
        Interface = place,
        ArrivedSource = arrived.Source,
        ArrivedDestination = arrived.Destination,
        ArrivedSourcePort = arrived.SourcePort,
        ArrivedDestinationPort = arrived.DestinationPort,
        Hops = (byte)(packet.Header.Ttl - arrived.Ttl),
        ArrivedVersion = arrived.Version,
    };

    [MethodImpl(Hot.Path)]
    private void Follow(Packet packet, in Course course)
    {
        if (course.Receiver is null)
        {
            _packets.Give(packet);
            return;
        }
        ref PacketHeader header = ref packet.Header;
        header.Source = course.ArrivedSource;
        header.Destination = course.ArrivedDestination;
        header.SourcePort = course.ArrivedSourcePort;
        header.DestinationPort = course.ArrivedDestinationPort;
        header.Ttl -= course.Hops;
        if (header.Version != course.ArrivedVersion)
        {
            header.Version = course.ArrivedVersion;
            PacketBytes.ChangeFamily(ref header);
        }
        packet.Interface = course.Interface;
        Deliver(packet, course.Receiver);
    }

    [MethodImpl(Hot.Path)]
    private void Deliver(Packet packet, Host receiver)
    {
        packet.Receiver = receiver;
        long timeNs = NowNs;
        if (receiver.In is { } link)
        {
            timeNs = link.Carry(timeNs, packet.Header.Length);
            if (timeNs < 0)
            {
                Lose(packet);
                return;
            }
        }
        _events.Push(timeNs, new Due(Happening.Arrive, packet.Slot));
    }

    private void Lose(Packet packet)
    {
        Lost++;
        _packets.Give(packet);
    }

    // The router's ICMP error and a NAT gateway's RST go back to whoever sent the packet.
    private void Answer(Packet packet)
    {
        if (_dataPath.LatestError is { } error)
        {
            Packet made = TakePacket();
            made.Header = IcmpMessage.Header(error.From.ToWireAddress(), error.To.ToWireAddress(), error.Type, error.Code, packet.Header.Length);
            made.Quote = IcmpMessage.Quoting(in packet.Header);
            (made.Sequence, made.Mtu, made.Action) = (packet.Sequence, error.Mtu, packet.Action);
            made.Interface = error.Interface;
            Deliver(made, _book.OfInterface(error.Interface));
        }
        if (_dataPath.LatestReset is not { Outcome: Outcome.Delivered, Component: ComponentKind.NetworkInterface } reset) return;
        Packet answer = TakePacket();
        Segments.Reset(packet, answer);
        (answer.Action, answer.Interface) = (packet.Action, reset.Index);
        Deliver(answer, _book.OfInterface(reset.Index));
    }

    private void Trace(Packet packet, Verdict verdict, EntryPoint? entry, in PacketHeader arrived)
    {
        if (packet.Action is not { } action) return;
        action.Count(packet.Forward, verdict.IsDrop);
        if (!action.WantsTrace(packet.Forward, verdict.IsDrop)) return;
        action.Trace(new TracedPacket
        {
            Number = packet.Header.Number,
            TimeNs = packet.Header.TimeNs,
            Header = packet.Header,
            Arrived = arrived,
            Verdict = verdict,
            Design = Design,
            Entry = entry,
            Trail = entry is null ? [] : [.. _dataPath.LatestTrail],
            Forward = packet.Forward,
        });
    }

    private void CopyFrame(Packet packet)
    {
        int length = packet.Header.Length;
        if (_bytes.Length < length) _bytes = new byte[length];
        PacketBytes.Write(packet, _bytes);
        _frame.Take(_bytes.AsSpan(0, length));
    }

    private void Show(in PacketHeader header, in QuotedPacket quote, FrameCopy? frame, int at, Verdict verdict, EntryPoint? entry, long blame = 0)
    {
        bool walked = entry is not null && verdict.Outcome != Outcome.NotSent;
        _watchers!.Saw(new ReplayedPacket(in header, in quote, frame)
        {
            Origin = new Origin(0, at),
            Outcome = verdict.Outcome,
            Verdict = verdict,
            Blame = blame,
            Entry = entry,
            Trail = walked ? _dataPath.LatestTrail : [],
            Forms = walked ? _dataPath.LatestForms : [],
            Observed = walked ? _dataPath.LatestObserved : [],
            ResetObserved = walked ? _dataPath.LatestResetObserved : [],
            Sights = walked ? _dataPath.LatestSights : [],
            Error = walked ? _dataPath.LatestError : null,
            ResetSights = walked ? _dataPath.LatestResetSights : [],
        });
    }
}
