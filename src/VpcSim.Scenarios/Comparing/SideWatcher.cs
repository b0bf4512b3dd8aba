using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Comparing;

/// <summary>Gathers a side's packets until the other side has handled them too.</summary>
internal sealed class SideWatcher(Design design, FateNumbers numbers) : IReplayWatcher
{
    private const int MostFragments = 4096;
    private readonly FateReader _fates = new(design, numbers);
    private readonly VerdictText _words = new(design);
    private readonly Dictionary<(ConversationKey Hosts, uint Id), ConversationKey> _fragmented = [];

    /// <summary>In the order in which they were handled.</summary>
    public Queue<SidePacket> Pending { get; } = new();

    public bool WantsFrames => false;

    public bool Wants(in PacketHeader packet) => packet.Status == DecodeStatus.Decoded;

    public void Saw(in ReplayedPacket packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        (var source, var destination, ushort port) = packet.Forms.IsEmpty
            ? (header.Source.ToIpAddress(), header.Destination.ToIpAddress(), header.DestinationPort)
            : (packet.Forms[^1].Source, packet.Forms[^1].Destination, packet.Forms[^1].DestinationPort);
        Pending.Enqueue(new SidePacket(header.Number, _fates.Of(in packet), KeyOf(in packet), packet.Verdict, (source, destination, port), _words));
    }

    // An ICMP error belongs to the conversation that it is about, a fragment to that of its first one.
    private ConversationKey KeyOf(in ReplayedPacket packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        if ((header.Traits & PacketTraits.QuotesPacket) != 0) return ConversationKey.Of(in packet.Quote).Reversed;
        ConversationKey key = ConversationKey.Of(in header);
        if ((header.Traits & PacketTraits.LaterFragment) != 0) return _fragmented.TryGetValue((key.Hosts, header.FragmentId), out ConversationKey whole) ? whole : key;
        if ((header.Traits & PacketTraits.FirstFragment) == 0) return key;
        if (_fragmented.Count == MostFragments) _fragmented.Clear();
        _fragmented[(key.Hosts, header.FragmentId)] = key;
        return key;
    }
}
