using System.Numerics;
using System.Runtime.CompilerServices;
using VpcSim.DataPath.SecurityGroups;

namespace VpcSim.DataPath.Flows;

// What of the packets to come is brought near before they come.
public sealed partial class FlowTable
{
    /// <summary>So many packets are brought near together: <see cref="Prefetch"/> is called before each such group.</summary>
    public const int Group = 16;

    /// <summary>How far ahead of its handling a packet's conversation is known.</summary>
    public const int PacketsAhead = 2 * Group;

    private const int IndexAhead = 3 * Group, PathsAhead = Group; // packets; what one step reads the one before has brought near
    private const int FewestStrangers = Group * 3 / 4, GuessedAnyway = 8 * Group; // where strangers come, most groups are not guessed
    private const int NearConversations = 1 << 15; // as many are near anyway

    private readonly int[] _ahead = new int[4 * Group]; // the slots that next packets probably find, by their places in the batch: of the group at hand and two more; one that is over meanwhile is a hint in vain
    private bool _looksAhead;
    private bool _strangers; // of the group that was guessed last, most begin conversations
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
            for (int group = 0; group < IndexAhead; group += Group) PrefetchIndex(batch, group);
            for (int group = 0; group < PacketsAhead; group += Group) Guess(batch, group);
            PrefetchPaths(batch, 0);
        }
        PrefetchIndex(batch, at + (_strangers ? Group : IndexAhead));
        uint begins = Guess(batch, at + PacketsAhead);
        PrefetchPaths(batch, at + PathsAhead);
        return begins;
    }

    /// <summary>Says which packet of the batch that is brought near is looked up next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(int at) => _expected = _looksAhead ? _ahead[at % _ahead.Length] : -1;

    private void PrefetchIndex(ReadOnlySpan<FlowLookup> batch, int from)
    {
        SlotIndex index = _conversations.Index;
        foreach (FlowLookup lookup in GroupOf(batch, from)) CacheHint.Line(in index.PlaceOf(lookup.Hash));
    }

    private uint Guess(ReadOnlySpan<FlowLookup> batch, int from)
    {
        uint begins = 0;
        ReadOnlySpan<FlowLookup> group = GroupOf(batch, from);
        Span<int> slots = AheadOf(from);
        if (_strangers && from % GuessedAnyway != 0)
        {
            slots.Fill(-1);
            return (uint)((1UL << group.Length) - 1);
        }
        SlotIndex index = _conversations.Index;
        var entries = _conversations.Entries;
        for (int i = 0; i < group.Length && i < slots.Length; i++)
        {
            int slot = slots[i] = index.Guess(group[i].Hash);
            begins |= (uint)slot >> 31 << i;
            CacheHint.Lines(ref entries[Math.Max(slot, 0)]);
        }
        _strangers = BitOperations.PopCount(begins) >= FewestStrangers;
        return begins;
    }

    private void PrefetchPaths(ReadOnlySpan<FlowLookup> batch, int from)
    {
        ReadOnlySpan<FlowLookup> group = GroupOf(batch, from);
        Span<int> slots = AheadOf(from);
        var entries = _conversations.Entries;
        Slab<Connection>.View connections = _connections.Entries;
        Slab<RememberedPath>.View paths = Paths.Entries;
        for (int i = 0; i < group.Length && i < slots.Length; i++)
        {
            if (slots[i] is not (>= 0 and int slot)) continue;
            ref Conversation soon = ref entries[slot].Value;
            CacheHint.Lines(ref connections[Math.Max(soon.FirstConnection, 0)]);
            CacheHint.Lines(ref paths[Math.Max(soon.PathFrom(group[i].FromHigh), 0)]);
        }
    }

    private static ReadOnlySpan<FlowLookup> GroupOf(ReadOnlySpan<FlowLookup> batch, int from) =>
        from < batch.Length ? batch.Slice(from, Math.Min(Group, batch.Length - from)) : default;

    private Span<int> AheadOf(int from) => _ahead.AsSpan(from % _ahead.Length, Group);
}
