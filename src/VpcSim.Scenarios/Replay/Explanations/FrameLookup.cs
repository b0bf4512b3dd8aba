using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>Finds the conversation of a packet by its number.</summary>
internal static class FrameLookup
{
    private const int MostFragments = 1 << 16;

    /// <param name="batches">All packets, in the design's terms.</param>
    /// <param name="number">From 1.</param>
    /// <exception cref="FormatException">There is no such packet, or it belongs to no conversation; the message says which.</exception>
    public static ConversationQuery Find(IEnumerable<PacketBatch> batches, long number)
    {
        var firsts = new Dictionary<(ConversationKey Hosts, uint Id), ConversationKey>();
        long last = 0;
        foreach (PacketBatch batch in batches)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                ref readonly PacketHeader packet = ref batch.Headers[i];
                last = Math.Max(last, packet.Number);
                if ((packet.Traits & PacketTraits.FirstFragment) != 0)
                {
                    if (firsts.Count == MostFragments) firsts.Clear();
                    firsts[(ConversationKey.Of(in packet).Hosts, packet.FragmentId)] = ConversationKey.Of(in packet);
                }
                if (packet.Number == number) return QueryOf(in packet, in batch.Quotes[i], firsts);
            }
        }
        throw new FormatException(last == 0 ? "there are no packets" : $"there is no such packet: the last one is number {last}");
    }

    private static ConversationQuery QueryOf(in PacketHeader packet, in QuotedPacket quote, Dictionary<(ConversationKey Hosts, uint Id), ConversationKey> firsts)
    {
        if (packet.Status == DecodeStatus.NotIp) throw new FormatException("that packet holds no IP (ARP and the like), so it belongs to no conversation");
        if (packet.Status != DecodeStatus.Decoded) throw new FormatException("the headers of that packet cannot be read, so it belongs to no conversation");
        if ((packet.Traits & PacketTraits.QuotesPacket) != 0) return ConversationQuery.Of(ConversationKey.Of(in quote));
        bool later = (packet.Traits & PacketTraits.LaterFragment) != 0;
        return ConversationQuery.Of(later && firsts.TryGetValue((ConversationKey.Of(in packet).Hosts, packet.FragmentId), out ConversationKey whole) ? whole : ConversationKey.Of(in packet));
    }
}
