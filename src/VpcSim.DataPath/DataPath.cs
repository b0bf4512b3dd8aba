using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Gateways;
using VpcSim.DataPath.Gateways.Nat;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.RouteTables;
using VpcSim.Wire;

namespace VpcSim.DataPath;

/// <summary>Packets through a design: the first of a flow walks the stages, the next ones repeat what the walk found.</summary>
/// <remarks>One thread owns it. Times must not go back. Nothing is allocated per packet on the fast path.</remarks>
public sealed partial class DataPath
{
    private const byte Fin = 1, Syn = 2, Reset = 4, Ack = 16;
    private readonly IFlowMeter _meter;
    private readonly DataPathSettings _settings;
    private readonly ConnectionTable _connections;
    private readonly NatTable _bindings = new();
    private readonly FragmentTable _fragments = new();
    private readonly LinkLocalAllowance _allowance;
    private readonly Walk _walk;
    private readonly Walk _answer;
    private readonly long _closingNs;
    private Fabric _fabric;
    private PacketPath _path;
    private InternetSide _internetSide;
    private uint _era;
    private long _startNs = long.MinValue;
    private long _changesAtNs = long.MinValue;

    public DataPath(Fabric fabric, IFlowMeter meter, DataPathSettings settings, FlowBound? bound = null)
    {
        _meter = meter;
        _settings = settings;
        _allowance = new LinkLocalAllowance(settings.LinkLocalPacketsPerSecond);
        _walk = new Walk(meter, settings);
        _answer = new Walk(meter, settings);
        var conversations = new ConversationTable();
        _connections = new ConnectionTable(conversations);
        Flows = new FlowTable(meter, conversations, _connections);
        if (bound is not null) Keep(bound);
        _closingNs = settings.TcpClosingTimeoutSeconds * 1_000_000_000L;
        Adopt(fabric);
        Verdicts.Begin(fabric.Design);
    }

    public FlowTable Flows { get; }

    public VerdictBook Verdicts { get; } = new();

    /// <summary>Packets that the VPC made itself (ICMP errors, a NAT gateway's RST).</summary>
    public long Generated { get; private set; }

    /// <summary>Packets that walked the stages; all others repeated a remembered path.</summary>
    public long Walks { get; private set; }

    /// <summary>Goes on with a changed design. What is tracked lives on, as AWS's does; what was remembered of the old design is walked anew.</summary>
    /// <param name="next">The changed design, compiled with the settings of this data path.</param>
    /// <exception cref="ArgumentException">It is no later generation of the same design.</exception>
    public void Change(Fabric next)
    {
        if (next.Generation <= _fabric.Generation) throw new ArgumentException($"Generation {next.Generation} is not later than {_fabric.Generation}.", nameof(next));
        Adopt(next);
        Verdicts.Begin(next.Design);
        _changesAtNs = long.MinValue;
    }

    /// <summary>Sends a packet along the path that an earlier packet of its direction found, if that still holds for it.</summary>
    /// <param name="flow">The packet's conversation.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="verdict">The verdict's number in <see cref="Verdicts"/>.</param>
    /// <returns>False when the packet must take the walk: see <see cref="Send"/>.</returns>
    [MethodImpl(Hot.Path)]
    public bool TryRepeat(FlowRef flow, in PacketHeader packet, out int verdict)
    {
        verdict = -1;
        ref Conversation conversation = ref flow.Conversation;
        int slot = conversation.PathFrom(flow.FromHigh);
        if (slot < 0) return false;
        ref RememberedPath path = ref Flows.Paths[slot];
        if (path.Version != conversation.Version && !path.SelfChecked) return false;
        if (path.Generation != _era || packet.TimeNs >= _changesAtNs || packet.Ttl < path.LeastTtl) return false;
        if ((packet.Protocol == 6 && (packet.TcpFlags & Syn) != 0) || packet.IcmpCode != 0) return false;
        if ((packet.Traits & (PacketTraits.FirstFragment | PacketTraits.LaterFragment | PacketTraits.QuotesPacket)) != 0) return false;
        if (packet.Length > path.Mtu && (packet.Protocol != 6 || _settings.StrictMtu || (packet.Traits & PacketTraits.AsSent) != 0)) return false;
        if (!TryTouch(ref path, packet.TimeNs)) return false;
        if (packet.Protocol == 6 && (packet.TcpFlags & (Fin | Reset)) != 0 && NoteEnd(ref path, in packet)) conversation.Version++;
        verdict = path.Verdict;
        if (path.MeterCount == 0) return true;
        (int packets, long bytes) = packet.Length <= path.Mtu ? (1, packet.Length) : Offload.SegmentsOf(in packet, path.Mtu, conversation.Mss);
        Flows.Paths.Count(slot, ref path, in packet, packets, bytes);
        return true;
    }

    /// <summary>Walks a packet through the stages from where it enters, counts it, and remembers the way for its successors.</summary>
    /// <param name="flow">The packet's conversation.</param>
    /// <param name="packet">The packet as captured.</param>
    /// <param name="quote">What it quotes, if it is an ICMP error.</param>
    /// <param name="entry">Where it enters.</param>
    /// <returns>The verdict's number in <see cref="Verdicts"/>.</returns>
    [MethodImpl(Hot.Path)]
    public int Send(FlowRef flow, in PacketHeader packet, in QuotedPacket quote, EntryPoint entry)
    {
        Walks++;
        if (packet.TimeNs >= _changesAtNs) MoveTo(packet.TimeNs);
        Flows.Paths.MoveTo(packet.TimeNs);
        _walk.Begin();
        Load(in packet, in quote);
        _walk.WasTranslated = (flow.Conversation.Facts & ConversationFacts.Translated) != 0;
        _walk.CapturedBehindNat = _internetSide.Restore(ref _walk.Packet, ref entry, out bool leansOnBindings);
        if (Records) _walk.NoteForm();
        Verdict verdict = _path.Enter(_walk, entry);
        if (Records) _walk.NoteForm();
        Generated += _walk.Generated;
        NoteAnswers(in packet, entry, verdict.Reason);
        int number = Verdicts.NumberOf(verdict);
        ref Conversation conversation = ref flow.Conversation;
        if (_walk.ChangedState)
        {
            conversation.Version++;
            if ((packet.Traits & PacketTraits.LaterFragment) != 0) InvalidateWhole(in packet);
            else if (_walk.CrossedTuples) Flows.Invalidate(Arrived(in packet));
        }
        if (packet.Mss > _walk.Packet.Mss) conversation.Mss = conversation.Mss == 0 ? _walk.Packet.Mss : Math.Min(conversation.Mss, _walk.Packet.Mss);
        bool segments = packet.Length > _walk.Mtu && !_settings.StrictMtu && Offload.MayCover(packet.Protocol, packet.Traits);
        for (int i = 0; i < _walk.Meters.Length; i++)
        {
            (int packets, long bytes) = segments ? Offload.SegmentsOf(in packet, _walk.Mtu, conversation.Mss) : _walk.Amounts[i];
            if (segments) bytes += packets * _walk.Differences[i];
            _meter.Count(_walk.Meters[i], packet.TimeNs, packet.Number, packets, bytes, packet.TcpFlags);
        }
        if (_walk.Translated) conversation.Facts |= ConversationFacts.Translated;
        if (_walk.ResetBy >= 0) SendReset(in packet, ref conversation);
        bool selfChecked = !leansOnBindings && IsSelfChecked(verdict, entry);
        if (IsRepeatable(in packet, verdict, selfChecked)) Remember(flow, in conversation, number, selfChecked);
        else foreach (int meter in _walk.Meters) _meter.Release(meter);
        return number;
    }

    /// <summary>Remembers that packets of this direction end without a walk (consumed, not in the design).</summary>
    /// <returns>The verdict's number in <see cref="Verdicts"/>.</returns>
    public int Settle(FlowRef flow, in PacketHeader packet, Verdict verdict)
    {
        int number = Verdicts.NumberOf(verdict);
        if (packet.TimeNs >= _changesAtNs) MoveTo(packet.TimeNs);
        _walk.Begin();
        if (IsRepeatable(in packet, verdict, selfChecked: false)) Remember(flow, in flow.Conversation, number, selfChecked: false);
        return number;
    }

    /// <summary>Says when the run begins, from which outages count; else it begins with the first packet that is sent. A run that has begun is not changed.</summary>
    public void BeginAt(long nowNs)
    {
        if (_startNs == long.MinValue) _startNs = nowNs;
    }

    /// <summary>Notes a first fragment, so that the later ones follow it.</summary>
    public void NoteFragment(in PacketHeader packet, bool sent, long blame) => _fragments.Note(in packet, sent, blame);

    /// <summary>Whether a later fragment's first one was sent, and if not the packet to blame for it; null where its first one is not known.</summary>
    public bool? WasFirstSent(in PacketHeader later, out long blame)
    {
        bool found = _fragments.TryFind(in later, out FirstFragment first);
        blame = first.Blame;
        return found ? first.Sent : null;
    }

    /// <summary>Whether a packet from or to an address outside of all interfaces belongs to a service of the VPC.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="quote">What it quotes, if an ICMP error.</param><param name="vpc">The VPC of the other end; −1 for none.</param>
    /// <param name="toService">Whether it goes to the service.</param>
    /// <param name="service">The service.</param>
    public bool TryFindService(in PacketHeader packet, in QuotedPacket quote, int vpc, bool toService, out VpcService service)
    {
        _walk.Begin();
        Load(in packet, in quote);
        return VpcServices.TryFind(_fabric, vpc, in _walk.Packet, toService, out service);
    }

    /// <summary>The route that an interface's subnet has for a destination, or null.</summary>
    /// <param name="networkInterface">The interface's place in the design.</param>
    /// <param name="destination">An address outside the VPC.</param>
    /// <param name="target">The target's place in the design's list of its kind; −1 where the design does not hold it.</param>
    public Route? RouteFrom(int networkInterface, IpAddress destination, out int target)
    {
        Route? route = _fabric.FindRoute(
            _fabric.Interfaces[networkInterface].Subnet, destination, !destination.IsIPv4, out int table, out int place);
        target = route is null ? -1 : _fabric.Targets[table][place];
        return route;
    }

    /// <summary>Tells the meter that nothing comes for the moment.</summary>
    /// <param name="timeNs">The time that has been reached; no later packet is before it.</param>
    public void Pause(long timeNs)
    {
        Flows.TellCounts();
        _meter.Pause(timeNs);
    }

    [MemberNotNull(nameof(_fabric), nameof(_path), nameof(_internetSide))]
    private void Adopt(Fabric fabric)
    {
        _era++;
        _fabric = fabric;
        _walk.Adopt();
        _answer.Adopt();
        var gateways = new GatewayStage(fabric, new NatGateways(_bindings, _settings), new EgressOnlyGateways(_connections, _settings), _settings);
        _path = new PacketPath(fabric, new SecurityGroupStage(fabric, _connections, _settings), gateways, _allowance, _settings);
        _internetSide = new InternetSide(fabric, _bindings);
    }

    // A tunnel that goes down or comes back changes what gateways and route tables know. Nothing that was remembered outlives that moment.
    private void MoveTo(long nowNs)
    {
        BeginAt(nowNs);
        Fabric moved = _fabric.At(_startNs, nowNs);
        if (moved != _fabric) Adopt(moved);
        _changesAtNs = moved.ChangesAtNs;
    }

    // Prolongs what the path keeps alive, as long as all of it is still there and none of it changes by this packet. What is prolonged
    // before something else turns out to be over, the walk would prolong too: it comes by in the same order.
    [MethodImpl(Hot.Path)]
    private bool TryTouch(ref RememberedPath path, long nowNs)
    {
        for (int i = 0; i < path.TouchCount; i++)
        {
            ref readonly Touch touch = ref Flows.Paths.TouchOf(ref path, i);
            bool current = touch.IsNatBinding ? _bindings.TryTouch(in touch, nowNs) : _connections.TryTouch(in touch, nowNs);
            if (!current) return false;
        }
        return true;
    }

    // A NAT gateway's RST walks back from its interface as any packet does. (VPC guide, "Compare NAT gateways and NAT instances")
    private void SendReset(in PacketHeader packet, ref Conversation conversation)
    {
        _answer.BeginReset(_walk);
        LatestReset = _path.Originate(_answer, _walk.ResetBy);
        Generated += 1 + _answer.Generated;
        for (int i = 0; i < _answer.Meters.Length; i++)
        {
            (int packets, long bytes) = _answer.Amounts[i];
            _meter.Count(_answer.Meters[i], packet.TimeNs, packet.Number, packets, bytes, _answer.Packet.TcpFlags);
            _meter.Release(_answer.Meters[i]);
        }
        if (_answer.ChangedState) conversation.Version++;
    }

    // A FIN or RST passes as any segment of its connections does, and moves them on.
    private bool NoteEnd(ref RememberedPath path, in PacketHeader packet)
    {
        bool changed = false;
        for (int i = 0; i < path.TouchCount; i++)
        {
            ref readonly Touch touch = ref Flows.Paths.TouchOf(ref path, i);
            if (!touch.IsNatBinding) changed |= _connections.NoteEnd(in touch, packet.TcpFlags, packet.TimeNs, _closingNs);
        }
        return changed;
    }

    // What a packet says of connection state, of another flow or of fragments belongs to it alone.
    [MethodImpl(Hot.Path)]
    private bool IsRepeatable(in PacketHeader packet, Verdict verdict, bool selfChecked) =>
        !_walk.CrossedTuples
        && !_walk.IsSplit
        && !_walk.CountsBySecond
        && !(_walk.CapturedBehindNat && verdict.IsDrop) // the binding that led it here may end without a trace
        && IsTrackedByItsFlow(in packet)
        && (packet.Protocol != 6 || IsLikeItsSuccessors(packet.TcpFlags, selfChecked))
        && (packet.Traits & (PacketTraits.FirstFragment | PacketTraits.LaterFragment | PacketTraits.QuotesPacket)) == 0
        && verdict.Reason is not (DropReason.ConntrackAllowanceExceeded or DropReason.PacketTooBig or DropReason.VpceMtuExceeded or DropReason.TtlExpired)
        && verdict.Reason is not (DropReason.NgwIdleTimeout or DropReason.NgwPortAllocationFailed) // each is answered; ports of others become free
        && _walk.Touches.Length <= RememberedPath.MostTouches
        && _walk.Meters.Length <= RememberedPath.MostMeters;

    // A SYN that opened what it touches went the way of the segments that follow it; an answer's SYN counts as any segment does.
    private static bool IsLikeItsSuccessors(byte tcpFlags, bool selfChecked) =>
        (tcpFlags & (Fin | Reset)) == 0 && (selfChecked || (tcpFlags & (Syn | Ack)) != Syn);

    // Inbound from the internet a NAT gateway's bindings decide too, and endpoints tell questions from answers by what they track.
    private bool IsSelfChecked(Verdict verdict, EntryPoint entry) =>
        verdict.Outcome == Outcome.Delivered && !_walk.LeansOnRules && (entry.Kind == EntryKind.Interface
            ? _fabric.Interfaces[entry.Index].Endpoint < 0
            : _fabric.Nats.All.Length == 0);

    // Other ICMP messages, and protocols that are tracked without the ports they have, share a connection with other flows.
    private static bool IsTrackedByItsFlow(in PacketHeader packet) => packet.Protocol switch
    {
        6 or 17 => true,
        1 or 58 => packet.IcmpCode == 0 && (packet.Traits & (PacketTraits.EchoRequest | PacketTraits.EchoReply)) != 0,
        _ => (packet.Traits & PacketTraits.HasPorts) == 0,
    };

    [MethodImpl(Hot.Path)]
    private void Remember(FlowRef flow, in Conversation conversation, int verdict, bool selfChecked)
    {
        ref RememberedPath path = ref Flows.Paths.Renew(ref flow.Conversation.PathFrom(flow.FromHigh));
        path.Version = conversation.Version;
        path.SelfChecked = selfChecked;
        path.Generation = _era;
        path.Verdict = verdict;
        path.Mtu = (ushort)_walk.Mtu;
        path.LeastTtl = (byte)(_walk.Hops + 1);
        Flows.Paths.Note(ref path, _walk.Touches, _walk.Meters, _walk.Differences);
    }

    [MethodImpl(Hot.Path)]
    private void Load(in PacketHeader packet, in QuotedPacket quote)
    {
        ref Passage passage = ref _walk.Packet;
        passage.Source = packet.Source.ToIpAddress();
        passage.Destination = packet.Destination.ToIpAddress();
        passage.TimeNs = packet.TimeNs;
        passage.Length = packet.Length;
        passage.LengthDifference = 0;
        passage.SourcePort = packet.SourcePort;
        passage.DestinationPort = packet.DestinationPort;
        passage.IcmpIdentifier = packet.IcmpIdentifier;
        passage.Protocol = packet.Protocol;
        passage.IcmpType = packet.IcmpType;
        passage.IcmpCode = packet.IcmpCode;
        passage.TcpFlags = packet.TcpFlags;
        passage.Ttl = packet.Ttl;
        passage.Ipv4HeaderLength = packet.Ipv4HeaderLength;
        passage.Mss = packet.Mss;
        passage.Traits = packet.Traits;
        passage.IsIPv6 = packet.Version == 6;
        passage.PortsKnown = passage.RulesSeePorts = true;
        passage.Forwarded = false;
        if ((packet.Traits & PacketTraits.QuotesPacket) != 0) passage.Quote = quote;
        if ((packet.Traits & PacketTraits.LaterFragment) != 0) FollowFirst(in packet, ref passage);
    }

    /// <summary>The packet that walked last as its receiver sees it: translated, its TTL and a SYN's maximum segment size lowered on the way.</summary>
    /// <param name="sent">The packet as it was sent.</param>
    public PacketHeader Arrived(in PacketHeader sent)
    {
        PacketHeader arrived = sent;
        arrived.Source = _walk.Packet.Source.ToWireAddress();
        arrived.Destination = _walk.Packet.Destination.ToWireAddress();
        arrived.SourcePort = _walk.Packet.SourcePort;
        arrived.DestinationPort = _walk.Packet.DestinationPort;
        arrived.IcmpIdentifier = _walk.Packet.IcmpIdentifier;
        arrived.Mss = _walk.Packet.Mss;
        arrived.Ttl = (byte)Math.Max(0, sent.Ttl - _walk.Hops);
        arrived.IcmpType = _walk.Packet.IcmpType;
        arrived.Protocol = _walk.Packet.Protocol;
        arrived.Version = (byte)(_walk.Packet.IsIPv6 ? 6 : 4);
        return arrived;
    }

    // A later fragment acts on the connection of the packet that it is part of, and that packet's conversation is another one.
    private void InvalidateWhole(in PacketHeader later)
    {
        PacketHeader whole = _fragments.TryFind(in later, out FirstFragment first) ? first.WholeOf(in later) : later;
        whole.Traits &= ~PacketTraits.LaterFragment;
        Flows.Invalidate(in whole);
        if (_walk.CrossedTuples) Flows.Invalidate(Arrived(in whole));
    }

    private void FollowFirst(in PacketHeader later, ref Passage passage)
    {
        passage.PortsKnown = _fragments.TryFind(in later, out FirstFragment first);
        passage.RulesSeePorts = passage.PortsKnown && _settings.FragmentsFollowTheFirst;
        if (!passage.PortsKnown) return;
        passage.SourcePort = first.SourcePort;
        passage.DestinationPort = first.DestinationPort;
        passage.IcmpType = first.IcmpType;
        passage.IcmpCode = first.IcmpCode;
        passage.IcmpIdentifier = first.IcmpIdentifier;
    }
}
