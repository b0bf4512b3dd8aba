using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Flows;

// What of the packets to come is brought near before they come.
public sealed partial class FlowTable
{
    /// <summary>So many packets are brought near together: <see cref="Prefetch"/> is called for every so manieth.</summary>
    public const int Group = 8;

    /// <summary>How far ahead of its handling a packet's conversation is known.</summary>
    public const int PacketsAhead = 12;

    private const int IndexAhead = 28, EntryAhead = 20, CountsAhead = 4; // packets; what one reads the one before has brought near
    private const int LooksAhead = 32; // a power of two above those of a group from EntryAhead on
    private const int NearConversations = 1 << 15; // as many are near anyway

    private readonly int[] _ahead = new int[LooksAhead]; // the slots that next packets probably find, by their places in the batch; one that is over meanwhile is a hint in vain
    private bool _looksAhead;
    private int _expected = -1; // the slot that the next look-up probably finds

    /// <summary>Brings what the next packets of a batch will need near, step by step. Changes no result.</summary>
    /// <param name="batch">The batch's look-ups.</param>
    /// <param name="at">The packet about to be handled; a multiple of <see cref="Group"/>.</param>
    /// <returns>A bit for each packet of the group that begins <see cref="PacketsAhead"/> behind it: whether it probably begins a conversation.</returns>
    [MethodImpl(Hot.Path)]
    public uint Prefetch(ReadOnlySpan<FlowLookup> batch, int at)
    {
        _looksAhead = _conversations.Count >= NearConversations;
        if (!_looksAhead) return 0;
        if (at == 0)
        {
            LookAhead(batch, 0, EntryAhead);
            PrefetchPaths(batch, 0, PacketsAhead);
        }
        for (int i = at + IndexAhead, end = Math.Min(i + Group, batch.Length); i < end; i++) _conversations.PrefetchIndex(batch[i]);
        LookAhead(batch, at + EntryAhead, at + EntryAhead + Group);
        for (int i = at + CountsAhead, end = Math.Min(i + Group, batch.Length); i < end; i++)
            if (_ahead[i & (LooksAhead - 1)] is >= 0 and int next) Paths.PrefetchCount(_conversations[next].PathFrom(batch[i].FromHigh));
        return PrefetchPaths(batch, at + PacketsAhead, at + PacketsAhead + Group);
    }

    /// <summary>Says which packet of the batch that is brought near is looked up next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(int at) => _expected = _looksAhead ? _ahead[at & (LooksAhead - 1)] : -1;

    private void LookAhead(ReadOnlySpan<FlowLookup> batch, int from, int to)
    {
        for (int i = from, end = Math.Min(to, batch.Length); i < end; i++)
        {
            int slot = _conversations.Guess(batch[i]);
            _ahead[i & (LooksAhead - 1)] = slot;
            if (slot >= 0) _conversations.Prefetch(slot);
        }
    }

    private uint PrefetchPaths(ReadOnlySpan<FlowLookup> batch, int from, int to)
    {
        uint begins = 0;
        for (int i = from, end = Math.Min(to, batch.Length); i < end; i++)
        {
            int slot = _ahead[i & (LooksAhead - 1)];
            if (slot < 0)
            {
                begins |= 1u << (i - from);
                continue;
            }
            ref Conversation soon = ref _conversations[slot];
            if (soon.FirstConnection >= 0) _connections.Prefetch(soon.FirstConnection);
            if (soon.PathFrom(batch[i].FromHigh) is >= 0 and int path) Paths.Prefetch(path);
        }
        return begins;
    }
}
