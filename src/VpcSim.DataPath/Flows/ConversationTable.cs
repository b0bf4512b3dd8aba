using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Flows;

/// <summary>Conversations by their tuple, and with them the connections that track it: one entry and one look-up for both.</summary>
/// <remarks>An entry lives as long as its conversation does or a connection tracks it.</remarks>
internal sealed partial class ConversationTable
{
    private readonly SlabTable<FlowKey, StoredFlowKey, StoredFlowKeys, Conversation, byte> _table = new(new StoredFlowKeys());
    private int _latest = -1;

    public int Count => _table.Count;

    /// <summary>The exclusive bound of slots, for sweeping.</summary>
    public int Extent => _table.Extent;

    public ref Conversation this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _table[slot];
    }

    public FlowKey KeyOf(int slot) => _table.KeyOf(slot);

    public byte ProtocolOf(int slot) => _table.StoredOf(slot).Protocol;

    public bool IsLive(int slot) => _table.IsLive(slot);

    public int SweepDebt() => _table.SweepDebt();

    /// <summary>The slot of a packet's conversation, new or not. The packet's connections are found next, without a look-up.</summary>
    /// <param name="key">The tuple.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="probable">The slot where it probably stands, and a look-up is spared; −1 where nobody knows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Open(in FlowKey key, uint hash, int probable = -1)
    {
        if (probable >= 0 && _table.IsLive(probable) && _table.Holds(probable, in key)) return _latest = probable;
        int slot = _table.FindOrAdd(in key, hash, out bool added);
        if (added) Begin(slot, in key, hash);
        _latest = slot;
        return slot;
    }

    /// <summary>The slot of a tuple, or −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(in FlowKey tuple)
    {
        if (_latest >= 0 && _table.Holds(_latest, in tuple)) return _latest;
        int slot = _table.Find(in tuple);
        return slot < 0 && Cold is not null ? FindCold(in tuple) : slot;
    }

    /// <summary>The slot of a tuple that a connection tracks from now on.</summary>
    public int FindOrAdd(in FlowKey tuple)
    {
        if (_latest >= 0 && _table.Holds(_latest, in tuple)) return _latest;
        int slot = _table.FindOrAdd(in tuple, out bool added);
        if (added) Begin(slot, in tuple, tuple.Hash());
        return slot;
    }

    /// <summary>Removes an entry that neither packets nor connections need any longer.</summary>
    public void RemoveUnneeded(int slot)
    {
        ref readonly Conversation conversation = ref _table[slot];
        if (conversation.IsSeen || conversation.FirstConnection >= 0) return;
        if (slot == _latest) _latest = -1;
        _table.Remove(slot);
    }

    private void Begin(int slot, in FlowKey key, uint hash)
    {
        _table[slot].Begin();
        Cold?.Restore(slot, in key, hash);
    }

    /// <summary>Finds slots by the hashes of tuples, for whoever looks many up.</summary>
    public SlotIndex Index => _table.Index;

    /// <summary>The entries, for the same.</summary>
    public Slab<SlabTable<FlowKey, StoredFlowKey, StoredFlowKeys, Conversation, byte>.Entry>.View Entries => _table.Entries;
}
