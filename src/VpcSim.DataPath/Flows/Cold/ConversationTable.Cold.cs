using VpcSim.DataPath.Flows.Cold;

namespace VpcSim.DataPath.Flows;

// What is put aside, and comes back where it is looked for.
internal sealed partial class ConversationTable
{
    /// <summary>The conversations that are not in memory; null where all are.</summary>
    public ColdFlows? Cold { get; set; }

    /// <summary>The slot of a tuple that is in memory, or −1.</summary>
    public int FindKept(in FlowKey tuple) => _table.Find(in tuple);

    /// <summary>Removes an entry whatever it holds.</summary>
    public void Remove(int slot)
    {
        if (slot == _latest) _latest = -1;
        _table.Remove(slot);
    }

    private int FindCold(in FlowKey tuple)
    {
        uint hash = tuple.Hash();
        if (!Cold!.Has(in tuple, hash)) return -1;
        int slot = _table.FindOrAdd(in tuple, hash, out _);
        Begin(slot, in tuple, hash);
        return slot;
    }
}
