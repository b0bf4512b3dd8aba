namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Numbers of entries in slabs: the last one given back is taken first, else the next new one.</summary>
internal sealed class SlotPool(int firstSlot)
{
    private readonly Stack<int> _free = new();
    private int _next = firstSlot;

    /// <summary>Above every slot ever taken.</summary>
    public int End => _next;

    public int Take() => _free.TryPop(out int slot) ? slot : _next++;

    public void GiveBack(int slot) => _free.Push(slot);
}
