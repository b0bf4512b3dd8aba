using System.Runtime.InteropServices;
using VpcSim.FlowLogs;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>Gathers the conversations that are asked for, packet by packet, and tells which flow-log records they go into.</summary>
/// <param name="records">Picks those records.</param>
public sealed class Explainer(PickedRecords records) : IReplayWatcher
{
    private const int MostNear = 5;
    private readonly Dictionary<ConversationKey, ExplainedConversation> _byKey = [];
    private readonly List<ExplainedConversation> _conversations = [];
    private readonly Dictionary<(ConversationKey Hosts, uint Id), ConversationKey> _fragmented = [];
    private readonly List<(int Nearness, ConversationKey Key)> _near = [];
    private ConversationQuery? _query;

    /// <summary>The conversations, in the order in which they began.</summary>
    public IReadOnlyList<ExplainedConversation> Conversations => _conversations;

    /// <summary>Where none was found: at most five that come near, the nearest first.</summary>
    public IEnumerable<ConversationKey> Nearest => _near.OrderByDescending(near => near.Nearness).Select(near => near.Key);

    public bool WantsFrames => false;

    /// <summary>Says what to gather, before the replay begins.</summary>
    public void Ask(ConversationQuery query) => _query = query;

    /// <inheritdoc/>
    public bool Wants(in PacketHeader packet)
    {
        if (packet.Status != DecodeStatus.Decoded || _query is null) return false;
        if ((packet.Traits & PacketTraits.QuotesPacket) != 0) return true; // what it quotes is seen later
        ConversationKey key = ConversationKey.Of(in packet);
        if ((packet.Traits & PacketTraits.LaterFragment) != 0) return _fragmented.ContainsKey((key.Hosts, packet.FragmentId)) || _query.Matches(in key);
        if (_query.Matches(in key)) return true;
        if (_conversations.Count == 0) NoteNear(in key);
        return false;
    }

    /// <inheritdoc/>
    public void Saw(in ReplayedPacket packet)
    {
        ref readonly PacketHeader header = ref packet.Header;
        ConversationKey key = ConversationKey.Of(in header);
        PacketRole role = PacketRole.Own;
        if ((header.Traits & PacketTraits.QuotesPacket) != 0)
        {
            ConversationKey quoted = ConversationKey.Of(in packet.Quote);
            if (_query!.Matches(in quoted)) (key, role) = (quoted.Reversed, PacketRole.Error);
            else if (!_query.Matches(in key)) return;
        }
        else if ((header.Traits & PacketTraits.LaterFragment) != 0)
        {
            role = PacketRole.LaterFragment;
            if (_fragmented.TryGetValue((key.Hosts, header.FragmentId), out ConversationKey whole)) key = whole;
        }
        else if ((header.Traits & PacketTraits.FirstFragment) != 0)
        {
            _fragmented[(key.Hosts, header.FragmentId)] = key;
        }
        ExplainedConversation conversation = Open(in key, out bool fromFirst);
        conversation.Add(in packet, fromFirst, role);
        records.Pick(packet.Observed, header.TimeNs);
        records.Pick(packet.ResetObserved, header.TimeNs);
    }

    private ExplainedConversation Open(in ConversationKey key, out bool fromFirst)
    {
        fromFirst = true;
        if (_byKey.TryGetValue(key, out ExplainedConversation? known)) return known;
        if (_byKey.TryGetValue(key.Reversed, out known))
        {
            fromFirst = false;
            return known;
        }
        var begun = new ExplainedConversation(key);
        _byKey.Add(key, begun);
        _conversations.Add(begun);
        return begun;
    }

    private void NoteNear(in ConversationKey key)
    {
        int nearness = _query!.NearnessOf(in key);
        if (nearness == 0) return;
        foreach ((_, ConversationKey known) in CollectionsMarshal.AsSpan(_near))
            if (known == key || known == key.Reversed) return;
        if (_near.Count < MostNear)
        {
            _near.Add((nearness, key));
            return;
        }
        int farthest = 0;
        for (int i = 1; i < _near.Count; i++)
            if (_near[i].Nearness < _near[farthest].Nearness) farthest = i;
        if (_near[farthest].Nearness < nearness) _near[farthest] = (nearness, key);
    }
}
