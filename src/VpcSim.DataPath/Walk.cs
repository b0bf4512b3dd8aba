using System.Runtime.CompilerServices;
using VpcSim.DataPath.Enis;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath;

/// <summary>What one packet's walk gathers on its way: where it was seen, what it keeps alive, the smallest MTU, and the trail of decisions.</summary>
/// <remarks>One instance serves all packets, one after the other: nothing is allocated for a walk.</remarks>
internal sealed class Walk(IFlowMeter meter, DataPathSettings chosen)
{
    /// <summary>MTU in bytes of an interface, and so of everything within a VPC. (EC2 guide, "Network MTU")</summary>
    public const int InterfaceMtu = 9001;

    private const byte Reset = 4, Ack = 16;

    // More than hops allow: at each of them a packet is seen going in and out, in fragments twice.
    private const int MostSights = 128;

    private readonly List<StageRecord> _trail = new(64);
    private readonly Touch[] _touches = new Touch[64];
    private readonly int[] _meters = new int[MostSights];
    private readonly (int Packets, long Bytes)[] _amounts = new (int, long)[MostSights];
    private Fragmentation _fragments;
    private readonly sbyte[] _differences = new sbyte[MostSights];
    private Passage _reset;
    private int _touchCount;
    private int _meterCount;
    private bool _links = meter.WantsNextHops;
    private bool _leavesNoTrail;
    private List<Sight>? _sights;
    private List<PacketForm>? _forms;
    private List<Observation>? _observed;
    private ushort _sentMss;
    private int _sender = -1;
    private int _senderHops;

    /// <summary>The packet as it is at this point of its way.</summary>
    public Passage Packet;

    /// <summary>The smallest MTU passed so far, in bytes of the packet as captured.</summary>
    public int Mtu { get; private set; }

    /// <summary>Gateways passed that take one from the TTL.</summary>
    public int Hops { get; private set; }

    /// <summary>Whether a connection was created, advanced or ended: what the conversation remembers no longer holds.</summary>
    public bool ChangedState { get; set; }

    /// <summary>Whether the packet met connection state under another tuple than its own, so that its verdict must not be remembered.</summary>
    public bool CrossedTuples { get; set; }

    /// <summary>Whether a NAT gateway gave the packet another source on its way: what tracks it from there on tracks another tuple.</summary>
    public bool Translated { get; set; }

    /// <summary>Whether a security group let the packet pass without a connection to keep alive: connections that come or go may then change its successors' way.</summary>
    public bool LeansOnRules { get; set; }

    /// <summary>Whether the packet was captured behind the NAT gateway that it comes in by, so that it and the binding are one conversation.</summary>
    public bool CapturedBehindNat { get; set; }

    /// <summary>Where no flow log shows the packet.</summary>
    public Silence Silence { get; set; }

    /// <summary>Whether a NAT gateway has translated an earlier packet of the conversation.</summary>
    public bool WasTranslated { get; set; }

    /// <summary>The way that the packet came into the VPC, for what sees it arrive: a gateway endpoint of <see cref="TrafficPaths"/>, or 0.</summary>
    public byte ArrivalPath { get; set; }

    /// <summary>The NAT gateway's interface that answers the packet with a RST; −1 for none.</summary>
    public int ResetBy { get; private set; }

    /// <summary>By meter: how many bytes longer than captured the packet was there (NAT64).</summary>
    public ReadOnlySpan<sbyte> Differences => _differences.AsSpan(0, _meterCount);

    /// <summary>Packets that the VPC makes in answer (ICMP errors).</summary>
    public int Generated { get; set; }

    public ReadOnlySpan<StageRecord> Trail => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_trail);

    /// <summary>What interfaces saw of the packet; empty unless <see cref="Record"/> was called.</summary>
    public ReadOnlySpan<Sight> Sights => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_sights);

    /// <summary>The packet where it entered, behind each record of the trail, and where it ended; empty unless <see cref="Record"/> was called.</summary>
    public ReadOnlySpan<PacketForm> Forms => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_forms);

    /// <summary>What it was counted as, in the order of <see cref="Meters"/>; empty unless <see cref="Record"/> was called.</summary>
    public ReadOnlySpan<Observation> Observed => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_observed);

    public ReadOnlySpan<Touch> Touches => _touches.AsSpan(0, _touchCount);

    public ReadOnlySpan<int> Meters => _meters.AsSpan(0, _meterCount);

    /// <summary>By meter: the packets and bytes that the packet was where it was counted, of which a split made several.</summary>
    public ReadOnlySpan<(int Packets, long Bytes)> Amounts => _amounts.AsSpan(0, _meterCount);

    /// <summary>Whether a link on the way split the packet into fragments.</summary>
    public bool IsSplit => _fragments.IsSplit;

    /// <summary>Whether an allowance for each second let the packet pass or not, so that its successors must ask as well.</summary>
    public bool CountsBySecond { get; set; }

    [MethodImpl(Hot.Path)]
    public void Begin()
    {
        _trail.Clear();
        _sights?.Clear();
        _forms?.Clear();
        _observed?.Clear();
        _touchCount = _meterCount = 0;
        _sender = -1;
        Mtu = InterfaceMtu;
        Hops = Generated = 0;
        ChangedState = CrossedTuples = Translated = LeansOnRules = CountsBySecond = false;
        if (_fragments.IsSplit) _fragments = default;
        Silence = Silence.None;
        ArrivalPath = 0;
        ResetBy = -1;
    }

    /// <summary>From now on no decision is noted.</summary>
    public void LeaveNoTrail() => _leavesNoTrail = true;

    public void Note(Stage stage, ComponentKind component, int index, int rule, bool egress, bool passed, Tracking tracking = Tracking.None)
    {
        if (_leavesNoTrail) return;
        _trail.Add(new StageRecord(stage, component, index, rule, egress, passed, tracking));
        if (_forms is not null) NoteForm();
    }

    /// <summary>Notes the packet's form as it is now: where it enters, and where it ends.</summary>
    public void NoteForm()
    {
        if (_forms!.Count == 0) _sentMss = Packet.Mss;
        int packets = _fragments.IsSplit ? _fragments.All.Packets : 1;
        _forms.Add(new PacketForm(
            Packet.Source, Packet.Destination, Packet.SourcePort, Packet.DestinationPort, Packet.IcmpIdentifier, Packet.Mss == _sentMss ? (ushort)0 : Packet.Mss, packets));
    }

    /// <summary>Notes a link of the given MTU (bytes) that the packet has behind it.</summary>
    public void Narrow(int mtu) => Mtu = Math.Min(Mtu, mtu - Packet.LengthDifference);

    /// <summary>Passes a link of the given MTU (bytes), in fragments if the packet is larger and may be split.</summary>
    /// <returns>True when the packet is too large and must not be fragmented. A TCP packet that offload made large stands for its segments.</returns>
    public bool TooBig(int mtu, DataPathSettings settings)
    {
        if (!Exceeds(mtu, settings)) return false;
        if ((Packet.Traits & PacketTraits.DontFragment) != 0) return true;
        Split(mtu);
        return false;
    }

    public bool TooBig(int mtu) => TooBig(mtu, chosen);

    /// <summary>Passes a link of the given MTU (bytes) that splits nothing.</summary>
    /// <returns>True when the packet, or a fragment that it was split into, is too large. A TCP packet that offload made large stands for its segments.</returns>
    public bool Exceeds(int mtu, DataPathSettings settings)
    {
        Narrow(mtu);
        return Packet.Length > mtu && !(Offload.MayCover(Packet.Protocol, Packet.Traits) && !settings.StrictMtu);
    }

    /// <summary>Lowers the maximum segment size that a SYN announces to what a link of the given MTU (bytes) takes.</summary>
    public void ClampMss(int mtu)
    {
        int most = Offload.LargestSegment(mtu, Packet.IsIPv6);
        if (Packet.Mss > most) Packet.Mss = (ushort)most;
    }

    public void PassGateway() => Hops++;

    /// <summary>Notes that a NAT gateway answers a TCP segment with a RST in its receiver's name. A RST itself is answered by nobody. (RFC 9293 section 3.10.7.1)</summary>
    /// <param name="segment">The segment as the gateway got it.</param>
    /// <param name="networkInterface">The gateway's interface.</param>
    public void AnswerWithReset(in Passage segment, int networkInterface)
    {
        if ((segment.TcpFlags & Reset) != 0) return;
        ResetBy = networkInterface;
        _reset = segment;
        (_reset.Source, _reset.Destination) = (segment.Destination, segment.Source);
        (_reset.SourcePort, _reset.DestinationPort) = (segment.DestinationPort, segment.SourcePort);
        _reset.TcpFlags = (segment.TcpFlags & Ack) != 0 ? Reset : (byte)(Reset | Ack);
        _reset.Length = segment.IsIPv6 ? 60 : 40;
        _reset.LengthDifference = 0;
        _reset.Ipv4HeaderLength = 20;
        _reset.Mss = 0;
        _reset.Ttl = 255;
        _reset.Traits = PacketTraits.DontFragment | PacketTraits.HasPorts;
        _reset.Forwarded = true;
    }

    /// <summary>Begins the walk of the RST that another walk ended with.</summary>
    public void BeginReset(Walk answered)
    {
        Begin();
        Packet = answered._reset;
    }

    /// <summary>From now on sights are recorded.</summary>
    public void Record()
    {
        _sights ??= new List<Sight>(MostSights);
        _forms ??= new List<PacketForm>(MostSights);
        _observed ??= new List<Observation>(MostSights);
    }

    /// <summary>The packet is about to leave an interface, whatever its groups say.</summary>
    public void See(FabricInterface eni)
    {
        if (_sights is not null) See(eni, egress: true, accepted: true);
    }

    public void Keep(Touch touch) => _touches[_touchCount++] = touch;

    /// <summary>Takes back what was observed last.</summary>
    /// <param name="kept">How many of <see cref="Meters"/> stay.</param>
    public void TakeBack(int kept)
    {
        while (_meterCount > kept) meter.Release(_meters[--_meterCount]);
        _observed?.RemoveRange(kept, _observed.Count - kept);
        _sender = -1;
    }

    /// <summary>Goes on with a changed design.</summary>
    public void Adopt() => _links = meter.WantsNextHops;

    /// <summary>Counts the packet at an interface, as its flow log will show it. (VPC guide, "Flow log records": srcaddr, dstaddr)</summary>
    [MethodImpl(Hot.Path)]
    public void Observe(FabricInterface eni, bool egress, bool accepted, byte trafficPath = 0, RejectReason reason = RejectReason.None)
    {
        if (_sights is not null) See(eni, egress, accepted);
        if (Silence != Silence.None && (egress || Silence == Silence.Everywhere)) return;
        bool later = Packet.IsLaterFragment, laterShow = chosen.FragmentsShowPorts && Packet.PortsKnown;
        if (!_fragments.IsSplit)
        {
            Open(eni, egress, accepted, trafficPath, reason, ports: !later || laterShow, (1, Packet.Length));
            return;
        }
        (int packets, long bytes) = _fragments.All;
        if (!later)
        {
            Open(eni, egress, accepted, trafficPath, reason, ports: true, (1, Packet.Length));
            (packets, bytes) = (packets - 1, bytes - Packet.Length);
        }
        Open(eni, egress, accepted, trafficPath, reason, laterShow, (packets, bytes));
    }

    [MethodImpl(Hot.Path)]
    private void Open(FabricInterface eni, bool egress, bool accepted, byte trafficPath, RejectReason reason, bool ports, (int Packets, long Bytes) amount)
    {
        bool hidesOwn = !Packet.IsIPv6 && eni.PrimaryIPv4 is not null;
        IpAddress own = egress ? Packet.Source : Packet.Destination;
        IpAddress shown = hidesOwn && own != eni.PrimaryIPv4!.Value ? eni.PrimaryIPv4.Value : own;
        _amounts[_meterCount] = amount;
        _differences[_meterCount] = (sbyte)Packet.LengthDifference;
        _meters[_meterCount++] = Open(new Observation
        {
            Interface = eni.Index,
            Egress = egress,
            Accepted = accepted,
            RejectReason = reason,
            Source = egress ? shown : Packet.Source,
            Destination = egress ? Packet.Destination : shown,
            PacketSource = Packet.Source,
            PacketDestination = Packet.Destination,
            SourcePort = ports ? Packet.SourcePort : (ushort)0,
            DestinationPort = ports ? Packet.DestinationPort : (ushort)0,
            Protocol = Packet.Protocol,
            IPv6 = Packet.IsIPv6,
            TrafficPath = trafficPath,
        });
        if (_links) Link(eni.Index, egress);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Open(in Observation observation)
    {
        _observed?.Add(observation);
        return meter.Open(in observation);
    }

    // A departure that was seen is accepted or not later on.
    private void See(FabricInterface eni, bool egress, bool accepted)
    {
        if (egress && _sights is [.., { Egress: true } departure] && departure.Interface == eni.Index)
        {
            _sights[^1] = departure with { Accepted = accepted };
            return;
        }
        _sights!.Add(new Sight
        {
            Interface = eni.Index,
            Egress = egress,
            Accepted = accepted,
            TrailAt = _trail.Count,
            Source = Packet.Source,
            Destination = Packet.Destination,
            SourcePort = Packet.SourcePort,
            DestinationPort = Packet.DestinationPort,
            IcmpIdentifier = Packet.IcmpIdentifier,
            Protocol = Packet.Protocol,
            TcpFlags = Packet.TcpFlags,
            IPv6 = Packet.IsIPv6,
            Hops = Hops,
            Mss = Packet.Mss,
            Length = Packet.Length,
            Amount = _fragments.IsSplit ? _fragments.All : (1, Packet.Length),
            Quote = Packet.Quote,
            Quotes = Packet.Quotes,
        });
    }

    // Only what comes straight from another interface has a next hop; a gateway between them is none.
    private void Link(int eni, bool egress)
    {
        if (!egress && _sender >= 0 && _senderHops == Hops)
        {
            meter.Link(_meters[_meterCount - 2], eni);
            meter.Link(_meters[_meterCount - 1], _sender);
        }
        _sender = egress ? eni : -1;
        _senderHops = Hops;
    }

    // From here on the packet is its first fragment; the others follow it wherever it goes.
    private void Split(int mtu)
    {
        if (!_fragments.IsSplit) _fragments = new Fragmentation(Packet.Length, Packet.Ipv4HeaderLength);
        Packet.Length = _fragments.Split(mtu);
        if (!Packet.IsLaterFragment) Packet.Traits |= PacketTraits.FirstFragment;
    }
}
