namespace VpcSim.Benchmarks.Captures;

/// <summary>Conversations and their packets, up to the number that was asked for.</summary>
public sealed class TrafficPlan(TrafficRequest request)
{
    private readonly List<Conversation> _conversations = [];
    private readonly PlannedPacket[] _packets = new PlannedPacket[request.Packets];
    private int _count;

    public IReadOnlyList<Conversation> Conversations => _conversations;

    public ReadOnlySpan<PlannedPacket> Packets => _packets.AsSpan(0, _count);

    public bool IsFull => _count == _packets.Length;

    /// <summary>Adds a conversation and gives its number.</summary>
    public int Open(Conversation conversation)
    {
        _conversations.Add(conversation);
        return _conversations.Count - 1;
    }

    /// <summary>Adds a packet; one that would come after the span comes at its end, one too many is left out.</summary>
    public void Send(long timeUs, int conversation, bool back, int payload, TcpFlags flags = TcpFlags.None)
    {
        if (IsFull)
            return;
        long within = Math.Min(timeUs, request.SpanUs - 1);
        _packets[_count] = new PlannedPacket(within, _count, conversation, (ushort)payload, flags, back);
        _count++;
    }

    /// <summary>Brings the packets into the order of their times.</summary>
    public TrafficPlan InOrder()
    {
        _packets.AsSpan(0, _count).Sort();
        return this;
    }
}
