using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.Wire;

namespace VpcSim.TestSupport.Runs;

/// <summary>Drives a data path by hand, as replay does: open the flow, repeat or walk, note the outcome. Its clock moves only when told.</summary>
public sealed class Run
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private readonly DataPathSettings _settings;
    private readonly bool _remembers;
    private Design _written;
    private Design _design;
    private Fabric _fabric;
    private Entrances _entrances;
    private Packet? _latest;
    private long _number;

    /// <param name="design">A completed design.</param>
    /// <param name="settings">Switches of the data path.</param>
    /// <param name="remembers">False to let every packet walk the stages.</param>
    /// <param name="written">The design before it was completed, to which <see cref="Change"/> is applied; null where nothing will change.</param>
    /// <param name="also">A second meter that counts what <see cref="Meter"/> counts.</param>
    /// <param name="bound">How many conversations stay in memory when it is swept; null for all.</param>
    public Run(Design design, DataPathSettings settings, bool remembers = true, Design? written = null, IFlowMeter? also = null, FlowBound? bound = null)
    {
        _design = design;
        _written = written ?? design;
        _settings = settings;
        _remembers = remembers;
        _fabric = Fabric.Compile(design, settings);
        DataPath = new DataPath.DataPath(_fabric, also is null ? Meter : new TwoMeters(Meter, also), settings, bound);
        _entrances = new Entrances(design, _fabric, DataPath);
    }

    public DataPath.DataPath DataPath { get; }

    public RecordingFlowMeter Meter { get; } = new();

    /// <summary>Nanoseconds since 1970; a run begins on 2026-01-01.</summary>
    public long NowNs { get; private set; } = 1_767_225_600L * NanosecondsPerSecond;

    /// <summary>Moves the clock.</summary>
    public Run Wait(double seconds)
    {
        NowNs += (long)(seconds * NanosecondsPerSecond);
        return this;
    }

    /// <summary>Sets the clock.</summary>
    /// <param name="timeNs">Nanoseconds since 1970; not before a packet that has been sent.</param>
    public Run At(long timeNs)
    {
        NowNs = timeNs;
        return this;
    }

    /// <summary>Changes the design under way, as its owner would: the change is made to the written design, which is then completed anew.</summary>
    public Run Change(Func<Design, Design> change)
    {
        _written = change(_written);
        _design = DesignBuilder.Complete(_written);
        _fabric = _fabric.Succeed(_design, _settings);
        DataPath.Change(_fabric);
        _entrances = new Entrances(_design, _fabric, DataPath);
        return this;
    }

    /// <summary>Sends a packet from wherever its source address lives, whether or not its sender could have.</summary>
    public Sent Send(Packet packet) => Handle(packet, causally: false);

    /// <summary>Sends a packet if its sender could have sent it, as causal replay does.</summary>
    public Sent SendCausally(Packet packet) => Handle(packet, causally: true);

    /// <summary>Lets a named interface send a packet, its own or one that it forwards.</summary>
    public Sent SendFrom(string networkInterface, Packet packet) => SendThrough(EntryPoint.Interface(_entrances.InterfaceCalled(networkInterface)), packet);

    /// <summary>Lets a packet enter at a given place.</summary>
    public Sent SendThrough(EntryPoint entry, Packet packet)
    {
        FlowRef flow = Open(packet, out PacketHeader header);
        if ((header.Traits & PacketTraits.FirstFragment) != 0) DataPath.NoteFragment(in header, sent: true, blame: 0);
        return Note(packet, flow, in header, DataPath.Send(flow, in header, packet.Quote, entry), walked: true);
    }

    /// <summary>Sends the answer to the latest packet.</summary>
    public Sent Reply() => Send((_latest ?? throw new UnexpectedException("there is nothing to reply to")).Reply());

    /// <summary>The number of the packet that the latest packet not sent was waiting for; 0 for none. The first packet of a run is number 1.</summary>
    public long Blame { get; private set; }

    /// <summary>The conversations that lost the most packets, after the run has ended.</summary>
    public IReadOnlyList<DroppedConversation> Finish()
    {
        DataPath.Flows.Finish();
        return DataPath.Flows.Dropped.Top;
    }

    private Sent Handle(Packet captured, bool causally)
    {
        Packet packet = _entrances.Inside(captured);
        FlowRef flow = Open(packet, out PacketHeader header);
        bool unsent = IsUnsent(flow, in header, packet.Quote, causally, out long blame);
        if ((header.Traits & PacketTraits.FirstFragment) != 0) DataPath.NoteFragment(in header, !unsent, blame);
        if (unsent)
        {
            Blame = blame;
            DataPath.Flows.Note(flow, in header, Outcome.NotSent, -1, blame);
            return new Sent(_design, packet, new Verdict(Outcome.NotSent), walked: false, [], []);
        }
        if (_remembers && DataPath.TryRepeat(flow, in header, out int repeated)) return Note(packet, flow, in header, repeated, walked: false);
        if (FromService(in header, packet) is { } service) return Note(packet, flow, in header, DataPath.Settle(flow, in header, Verdict.Consumed(service)), walked: false);
        return _entrances.For(packet) is { } entry
            ? Note(packet, flow, in header, DataPath.Send(flow, in header, packet.Quote, entry), walked: true)
            : Note(packet, flow, in header, DataPath.Settle(flow, in header, new Verdict(Outcome.NotInDesign)), walked: false);
    }

    private bool IsUnsent(FlowRef flow, in PacketHeader header, in QuotedPacket quote, bool causally, out long blame)
    {
        blame = 0;
        if (!causally) return false;
        bool later = (header.Traits & PacketTraits.LaterFragment) != 0;
        if (later && DataPath.WasFirstSent(in header, out blame) is { } sent) return !sent;
        if (!DataPath.Flows.MaySend(flow, in header, in quote, out blame)) return true;
        blame = 0;
        return false;
    }

    private VpcService? FromService(in PacketHeader header, Packet packet) =>
        DataPath.TryFindService(in header, packet.Quote, _entrances.VpcOf(packet.Destination), toService: false, out VpcService service) ? service : null;

    private FlowRef Open(Packet packet, out PacketHeader header)
    {
        Meter.BeginPacket();
        header = packet.Header;
        header.TimeNs = NowNs;
        header.Number = ++_number;
        if (_number == 1) DataPath.BeginAt(NowNs);
        return DataPath.Flows.Open(in header);
    }

    private Sent Note(Packet packet, FlowRef flow, in PacketHeader header, int number, bool walked)
    {
        _latest = packet;
        Verdict verdict = DataPath.Verdicts[number];
        DataPath.Flows.Note(flow, in header, verdict.Outcome, number);
        ImmutableArray<StageRecord> trail = walked ? [.. DataPath.LatestTrail] : [];
        return new Sent(_design, packet, verdict, walked, trail, [.. Meter.Latest])
        {
            Arrived = walked ? DataPath.Arrived(in header) : header,
            Error = walked ? DataPath.LatestError : null,
        };
    }
}
