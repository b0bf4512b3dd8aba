using System.Runtime.CompilerServices;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>The conversations of a run. One that has been idle for longer than anything could remember it is over; its next packet starts a new one.</summary>
public sealed partial class FlowTable
{
    /// <summary>No conversation is over sooner after its latest packet.</summary>
    internal const long ShortestLifetimeNs = 60 * Second;

    private const long Second = 1_000_000_000;
    private const int BroughtAhead = 24, SweptAhead = 4; // of the conversation that a sweep looks at
    private const byte Fin = 1, Syn = 2, Reset = 4, Ack = 16;
    private readonly ConversationTable _conversations;
    private readonly ConnectionTable _connections;
    private readonly Slab<ConversationRest> _rests = new();
    private readonly EchoLedgers _echoes = new();
    private int _sweepAt;

    internal FlowTable(IFlowMeter meter, ConversationTable conversations, ConnectionTable connections)
    {
        Paths = new PathSlab(meter);
        _conversations = conversations;
        _connections = connections;
    }

    /// <summary>The conversations with the most dropped packets so far.</summary>
    public DroppedConversations Dropped { get; } = new();

    /// <summary>Conversations in memory.</summary>
    public int Count => _conversations.Count;

    internal PathSlab Paths { get; }

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
        int slot = _conversations.Open(in key, lookup.Hash, _expected);
        ref Conversation conversation = ref _conversations[slot];
        if (!conversation.IsSeen) conversation.Facts = ConversationFacts.Seen;
        else if (IsOver(in conversation, packet.Protocol, packet.TimeNs)) Restart(slot);
        conversation.LastSeenNs = packet.TimeNs;
        return new FlowRef(ref conversation, fromHigh);
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
        blame = BlameOf(in conversation, 1 - flow.FromHigh);
        // Whoever sent the first fragment sends the later ones; the data path knows whether it was sent.
        if ((packet.Traits & PacketTraits.LaterFragment) != 0) return true;
        if ((packet.Traits & PacketTraits.EchoReply) != 0) return _echoes.Contains(EchoLedgerOf(in conversation), packet.IcmpSequence);
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
        if ((packet.Traits & PacketTraits.EchoRequest) != 0) _echoes.Note(ref RestOf(ref conversation).EchoLedger, packet.IcmpSequence, arrived);
        if (!arrived) NoteLoss(ref conversation, in packet, outcome, verdict, flow.FromHigh, blame);
        else if (conversation.Rest >= 0) _rests[conversation.Rest].Losses.Blame(flow.FromHigh) = 0;
    }

    /// <summary>Looks at the next places and forgets what is over; costs time, never changes a result.</summary>
    [MethodImpl(Hot.Path)]
    public void Sweep(int places, long nowNs)
    {
        int extent = _conversations.Extent;
        for (places = Math.Min(places + _conversations.SweepDebt(), extent); places > 0; places--)
        {
            if (_sweepAt >= extent) _sweepAt = 0;
            if (_sweepAt + BroughtAhead < extent) CacheHint.Lines(in _conversations[_sweepAt + BroughtAhead]);
            if (_sweepAt + SweptAhead < extent) PrefetchEnd(_sweepAt + SweptAhead, nowNs);
            if (_conversations.IsLive(_sweepAt) && _conversations[_sweepAt].IsSeen && IsOver(in _conversations[_sweepAt], _conversations.ProtocolOf(_sweepAt), nowNs))
            {
                End(_sweepAt);
                _conversations.RemoveUnneeded(_sweepAt);
            }
            _sweepAt++;
        }
    }

    // What an end takes its leave of has not been looked at for a minute and longer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PrefetchEnd(int slot, long nowNs)
    {
        ref Conversation soon = ref _conversations[slot];
        if (!soon.IsSeen || nowNs - soon.LastSeenNs <= ShortestLifetimeNs) return;
        if (soon.PathFromLow >= 0) Paths.Prefetch(soon.PathFromLow);
        if (soon.PathFromHigh >= 0) Paths.Prefetch(soon.PathFromHigh);
    }

    /// <summary>Lets counts of packets that repeat a path be told together, where the meter allows it: at the end of a window, or when <see cref="TellCounts"/> is
    /// called, as must be done before anything else asks the meter for records.</summary>
    public void HoldCounts() => Paths.Hold();

    /// <summary>Tells the meter what was held back.</summary>
    public void TellCounts() => Paths.Tell();

    /// <summary>Completes <see cref="Dropped"/> by the conversations that are not over when the run is.</summary>
    public void Finish()
    {
        TellCounts();
        for (int slot = 0; slot < _conversations.Extent; slot++)
            if (_conversations.IsLive(slot) && _conversations[slot].Rest >= 0) Dropped.Offer(_conversations.KeyOf(slot), in _rests[_conversations[slot].Rest].Losses);
        EndCold();
    }

    /// <summary>Lets nothing that is remembered of a packet's conversation hold any longer.</summary>
    internal void Invalidate(in PacketHeader packet)
    {
        FlowKey key = FlowKey.Of(in packet, out _);
        int slot = _conversations.FindKept(in key);
        if (slot >= 0) _conversations[slot].Version++;
    }

    private bool MaySendError(in QuotedPacket quote, long nowNs, out long blame)
    {
        blame = 0;
        FlowKey key = FlowKey.Of(in quote, out int fromHigh);
        int slot = _conversations.Find(in key);
        if (slot < 0) return false;
        ref Conversation conversation = ref _conversations[slot];
        if (IsOver(in conversation, key.Protocol, nowNs)) return false;
        blame = BlameOf(in conversation, fromHigh);
        if (key.IsEcho && quote.IcmpType is 8 or 128) return _echoes.Contains(EchoLedgerOf(in conversation), quote.IcmpSequence);
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

    private long BlameOf(in Conversation conversation, int fromHigh) => conversation.Rest < 0 ? 0 : _rests[conversation.Rest].Losses.Blame(fromHigh);

    private int EchoLedgerOf(in Conversation conversation) => conversation.Rest < 0 ? -1 : _rests[conversation.Rest].EchoLedger;

    private ref ConversationRest RestOf(ref Conversation conversation)
    {
        if (conversation.Rest < 0)
        {
            conversation.Rest = _rests.Take();
            _rests[conversation.Rest] = new ConversationRest { EchoLedger = -1 };
        }
        return ref _rests[conversation.Rest];
    }

    private void ForgetRest(ref Conversation conversation)
    {
        if (conversation.Rest < 0) return;
        _echoes.Free(ref _rests[conversation.Rest].EchoLedger);
        _rests.Give(conversation.Rest);
        conversation.Rest = -1;
    }

    private void NoteLoss(ref Conversation conversation, in PacketHeader packet, Outcome outcome, int verdict, int fromHigh, long blame)
    {
        ref Losses losses = ref RestOf(ref conversation).Losses;
        losses.Blame(fromHigh) = blame != 0 ? blame : packet.Number;
        if (outcome == Outcome.NotSent) losses.NotSent++;
        if (outcome != Outcome.Dropped || losses.Drops++ > 0) return;
        losses.FirstDropVerdict = verdict;
        losses.FirstDropNumber = packet.Number;
        losses.FirstDropFromHigh = fromHigh != 0;
    }

    private void Restart(int slot)
    {
        End(slot);
        _conversations[slot].Facts = ConversationFacts.Seen;
    }

    // Connections that still track the tuple stay: they have times of their own.
    private void End(int slot)
    {
        ref Conversation conversation = ref _conversations[slot];
        if (conversation.Rest >= 0) Dropped.Offer(_conversations.KeyOf(slot), in _rests[conversation.Rest].Losses);
        ForgetRest(ref conversation);
        Paths.Forget(ref conversation.PathFromLow);
        Paths.Forget(ref conversation.PathFromHigh);
        int tracked = conversation.FirstConnection;
        conversation.Begin();
        conversation.FirstConnection = tracked;
    }

    // As long as the longest that AWS tracks such a conversation; an unanswered or ended one as long as retries take.
    [MethodImpl(Hot.Path)]
    private static bool IsOver(in Conversation conversation, byte protocol, long nowNs)
    {
        long idleNs = nowNs - conversation.LastSeenNs;
        return !conversation.IsSeen || (idleNs > ShortestLifetimeNs && idleNs > LifetimeNs(protocol, conversation.Facts));
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
