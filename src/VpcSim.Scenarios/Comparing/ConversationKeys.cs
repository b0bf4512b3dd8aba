using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Comparing;

/// <summary>Tells which conversation a packet belongs to: an ICMP error to the one that it is about, a fragment to that of its first one.</summary>
internal sealed class ConversationKeys
{
    private const int MostFragments = 4096;
    private readonly Dictionary<(ConversationKey Hosts, uint Id), ConversationKey> _fragmented = [];

    public ConversationKey Of(in ReplayedPacket packet)
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
