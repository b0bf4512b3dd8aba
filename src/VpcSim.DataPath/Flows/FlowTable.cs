using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>The conversations of a run. One that has been idle for longer than anything could remember it is over; its next packet starts a new one.</summary>
public sealed class FlowTable
{
    private const long Second = 1_000_000_000;
    private const long ShortestLifetimeNs = 60 * Second;
    private const int NearConversations = 1 << 15; // as many are near anyway
    private const byte Fin = 1, Syn = 2, Reset = 4, Ack = 16;
    private readonly SlabTable<FlowKey, Conversation> _conversations = new();
    private readonly Slab<RememberedPath> _paths = new();
    private readonly EchoLedgers _echoes = new();
    private readonly IFlowMeter _meter;
    private int _sweepAt;

    internal FlowTable(IFlowMeter meter) => _meter = meter;

    /// <summary>The conversations with the most dropped packets so far.</summary>
    public DroppedConversations Dropped { get; } = new();

    /// <summary>Conversations in memory.</summary>
    public int Count => _conversations.Count;

    internal ref Conversation this[int slot] => ref _conversations[slot];

    /// <summary>The conversation of a decoded packet, new if there is none or it is over.</summary>
    [MethodImpl(Hot.Path)]
    public FlowRef Open(scoped in PacketHeader packet) => Open(in packet, FlowLookup.Of(in packet));

    /// <summary>The same for a packet whose look-up was prepared.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="lookup">Made from it.</param>
    [MethodImpl(Hot.Path)]
    public FlowRef Open(scoped in PacketHeader packet, FlowLookup lookup)
    {
        FlowKey key = FlowKey.Of(in packet, out int fromHigh);
        int slot = _conversations.FindOrAdd(in key, lookup.Hash, out bool added);
        ref Conversation conversation = ref _conversations[slot];
        if (added) Start(ref conversation);
        else if (IsOver(in conversation, packet.Protocol, packet.TimeNs)) Restart(slot);
        conversation.LastSeenNs = packet.TimeNs;
        return new FlowRef(ref conversation, fromHigh);
    }

    /// <summary>Brings what the next packets of a batch will need near, step by step. Changes no result.</summary>
    /// <param name="batch">The batch's look-ups.</param>
    /// <param name="at">The packet about to be handled.</param>
    [MethodImpl(Hot.Path)]
    public void Prefetch(ReadOnlySpan<FlowLookup> batch, int at)
    {
        if (_conversations.Count < NearConversations) return;
        if (at + 12 < batch.Length) _conversations.PrefetchIndex(batch[at + 12].Hash);
        if (at + 8 < batch.Length) _conversations.PrefetchEntry(batch[at + 8].Hash);
        if (at + 4 >= batch.Length) return;
        int slot = _conversations.Guess(batch[at + 4].Hash);
        if (slot < 0) return;
        ref Conversation soon = ref _conversations[slot];
        if (soon.PathFromLow >= 0) CacheHint.Line(ref _paths[soon.PathFromLow]);
        if (soon.PathFromHigh >= 0) CacheHint.Line(ref _paths[soon.PathFromHigh]);
    }

    /// <summary>Whether a host that behaves causally could have sent the packet. (<c>docs/replay.md</c>, causal replay)</summary>
    /// <param name="flow">From <c>Open</c> for the same packet.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="quote">What it quotes, if it is an ICMP error.</param>
    /// <param name="blame">The number of the packet that should have arrived first; 0 where none was captured.</param>
    [MethodImpl(Hot.Path)]
    public bool MaySend(FlowRef flow, in PacketHeader packet, in QuotedPacket quote, out long blame)
    {
        if ((packet.Traits & PacketTraits.QuotesPacket) != 0) return MaySendError(in quote, packet.TimeNs, out blame);
        ref Conversation conversation = ref flow.Conversation;
        blame = conversation.Blame(1 - flow.FromHigh);
        // Whoever sent the first fragment sends the later ones; the data path knows whether it was sent.
        if ((packet.Traits & PacketTraits.LaterFragment) != 0) return true;
        if ((packet.Traits & PacketTraits.EchoReply) != 0) return _echoes.Contains(conversation.EchoLedger, packet.IcmpSequence);
        if (packet.Protocol == 6)
        {
            if ((packet.TcpFlags & (Syn | Ack)) == Syn) return true;
            ConversationFacts peer = flow.FromHigh != 0 ? ConversationFacts.LowSeen : ConversationFacts.HighSeen;
            ConversationFacts arrived = flow.FromHigh != 0 ? ConversationFacts.LowArrived : ConversationFacts.HighArrived;
            return (conversation.Facts & peer) == 0 || (conversation.Facts & arrived) != 0;
        }
        bool initiatorIsHigh = (conversation.Facts & ConversationFacts.InitiatorIsHigh) != 0;
        bool isInitiator = (conversation.Facts & ConversationFacts.Started) == 0 || initiatorIsHigh == (flow.FromHigh != 0);
        return isInitiator || (conversation.Facts & ConversationFacts.InitiatorArrived) != 0;
    }

    /// <summary>Notes what became of a packet, for what its peer may send and for the summary.</summary>
    /// <param name="flow">From <c>Open</c> for the same packet.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="outcome">Its outcome.</param>
    /// <param name="verdict">Its verdict's number in the verdict book, or −1.</param>
    /// <param name="blame">For a packet that was not sent: the number of the packet to blame, else 0.</param>
    [MethodImpl(Hot.Path)]
    public void Note(FlowRef flow, in PacketHeader packet, Outcome outcome, int verdict, long blame = 0)
    {
        ref Conversation conversation = ref flow.Conversation;
        bool arrived = outcome is Outcome.Delivered or Outcome.Consumed;
        bool fromHigh = flow.FromHigh != 0;
        ConversationFacts facts = conversation.Facts;
        if ((facts & ConversationFacts.Started) == 0) facts |= ConversationFacts.Started | (fromHigh ? ConversationFacts.InitiatorIsHigh : 0);
        ConversationFacts seen = fromHigh ? ConversationFacts.HighSeen : ConversationFacts.LowSeen;
        ConversationFacts came = fromHigh ? ConversationFacts.HighArrived : ConversationFacts.LowArrived;
        facts = (facts | seen | came) & (arrived ? (ConversationFacts)ushort.MaxValue : ~came);
        if (arrived && ((facts & ConversationFacts.InitiatorIsHigh) != 0) == fromHigh) facts |= ConversationFacts.InitiatorArrived;
        if (packet.Protocol == 6 && (packet.TcpFlags & (Fin | Syn | Reset)) != 0) facts = WithTcp(facts, ref conversation, in packet, fromHigh);
        conversation.Facts = facts;
        if ((packet.Traits & PacketTraits.EchoRequest) != 0) _echoes.Note(ref conversation.EchoLedger, packet.IcmpSequence, arrived);
        conversation.Blame(flow.FromHigh) = arrived ? 0 : blame != 0 ? blame : packet.Number;
        if (outcome == Outcome.NotSent) conversation.NotSent++;
        if (outcome == Outcome.Dropped) NoteDrop(ref conversation, in packet, verdict, fromHigh);
    }

    /// <summary>Looks at the next places and forgets what is over; costs time, never changes a result.</summary>
    [MethodImpl(Hot.Path)]
    public void Sweep(int places, long nowNs)
    {
        int extent = _conversations.Extent;
        for (places = Math.Min(places + _conversations.SweepDebt(), extent); places > 0; places--)
        {
            if (_sweepAt >= extent) _sweepAt = 0;
            if (_conversations.IsLive(_sweepAt) && IsOver(in _conversations[_sweepAt], _conversations.KeyOf(_sweepAt).Protocol, nowNs))
            {
                End(_sweepAt);
                _conversations.Remove(_sweepAt);
            }
            _sweepAt++;
        }
    }

    /// <summary>Ends every conversation, so that <see cref="Dropped"/> is complete.</summary>
    public void Finish()
    {
        for (int slot = 0; slot < _conversations.Extent; slot++)
            if (_conversations.IsLive(slot)) End(slot);
    }

    internal ref readonly FlowKey KeyOf(int slot) => ref _conversations.KeyOf(slot);

    internal ref RememberedPath Path(int path) => ref _paths[path];

    /// <summary>Lets nothing that is remembered of a packet's conversation hold any longer.</summary>
    internal void Invalidate(in PacketHeader packet)
    {
        FlowKey key = FlowKey.Of(in packet, out _);
        int slot = _conversations.Find(in key);
        if (slot >= 0) _conversations[slot].Version++;
    }

    /// <summary>An empty path for one direction of a conversation; what it counted before is given up.</summary>
    [MethodImpl(Hot.Path)]
    internal ref RememberedPath Renew(FlowRef flow)
    {
        ref int slot = ref flow.Conversation.PathFrom(flow.FromHigh);
        if (slot < 0) slot = _paths.Take();
        else Release(ref _paths[slot]);
        ref RememberedPath path = ref _paths[slot];
        path.TouchCount = path.MeterCount = 0;
        return ref path;
    }

    private bool MaySendError(in QuotedPacket quote, long nowNs, out long blame)
    {
        blame = 0;
        FlowKey key = FlowKey.Of(in quote, out int fromHigh);
        int slot = _conversations.Find(in key);
        if (slot < 0) return false;
        ref Conversation conversation = ref _conversations[slot];
        if (IsOver(in conversation, key.Protocol, nowNs)) return false;
        blame = conversation.Blame(fromHigh);
        if (key.IsEcho && quote.IcmpType is 8 or 128) return _echoes.Contains(conversation.EchoLedger, quote.IcmpSequence);
        return (conversation.Facts & (fromHigh != 0 ? ConversationFacts.HighArrived : ConversationFacts.LowArrived)) != 0;
    }

    private static ConversationFacts WithTcp(ConversationFacts facts, ref Conversation conversation, in PacketHeader packet, bool fromHigh)
    {
        if ((packet.TcpFlags & Syn) != 0)
        {
            if (packet.Mss != 0 && (conversation.Mss == 0 || packet.Mss < conversation.Mss)) conversation.Mss = packet.Mss;
            facts &= ~(ConversationFacts.LowFinished | ConversationFacts.HighFinished | ConversationFacts.Reset);
        }
        if ((packet.TcpFlags & Reset) != 0) facts |= ConversationFacts.Reset;
        if ((packet.TcpFlags & Fin) != 0) facts |= fromHigh ? ConversationFacts.HighFinished : ConversationFacts.LowFinished;
        return facts;
    }

    private static void NoteDrop(ref Conversation conversation, in PacketHeader packet, int verdict, bool fromHigh)
    {
        if (conversation.Drops++ > 0) return;
        conversation.FirstDropVerdict = verdict;
        conversation.FirstDropNumber = packet.Number;
        if (fromHigh) conversation.Facts |= ConversationFacts.FirstDropFromHigh;
    }

    private static void Start(ref Conversation conversation)
    {
        conversation.PathFromLow = conversation.PathFromHigh = -1;
        conversation.EchoLedger = -1;
    }

    private void Restart(int slot)
    {
        End(slot);
        ref Conversation conversation = ref _conversations[slot];
        conversation = default;
        Start(ref conversation);
    }

    private void End(int slot)
    {
        ref Conversation conversation = ref _conversations[slot];
        Dropped.Offer(in _conversations.KeyOf(slot), in conversation);
        Forget(ref conversation.PathFromLow);
        Forget(ref conversation.PathFromHigh);
        _echoes.Free(ref conversation.EchoLedger);
    }

    private void Forget(ref int path)
    {
        if (path < 0) return;
        Release(ref _paths[path]);
        _paths.Give(path);
        path = -1;
    }

    [MethodImpl(Hot.Path)]
    private void Release(ref RememberedPath path)
    {
        for (int i = 0; i < path.MeterCount; i++) _meter.Release(path.Meters[i]);
        path.MeterCount = 0;
    }

    // As long as the longest that AWS tracks such a conversation; an unanswered or ended one as long as retries take.
    [MethodImpl(Hot.Path)]
    private static bool IsOver(in Conversation conversation, byte protocol, long nowNs)
    {
        long idleNs = nowNs - conversation.LastSeenNs;
        return idleNs > ShortestLifetimeNs && idleNs > LifetimeNs(protocol, conversation.Facts);
    }

    private static long LifetimeNs(byte protocol, ConversationFacts facts)
    {
        const ConversationFacts both = ConversationFacts.LowSeen | ConversationFacts.HighSeen;
        const ConversationFacts finished = ConversationFacts.LowFinished | ConversationFacts.HighFinished;
        return protocol switch
        {
            6 when (facts & ConversationFacts.Reset) != 0 || (facts & finished) == finished || (facts & both) != both => 120 * Second,
            6 => 432_000 * Second,
            17 => 180 * Second,
            1 or 58 => 60 * Second,
            _ => 600 * Second,
        };
    }
}
