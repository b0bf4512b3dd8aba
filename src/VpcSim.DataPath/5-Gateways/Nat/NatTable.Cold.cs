using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Flows.Cold;

namespace VpcSim.DataPath.Gateways.Nat;

// The bound on bindings in memory: those silent longest go to disk and come back where they are looked for.
internal sealed partial class NatTable : IBoundedEntries
{
    private MemoryBound? _bound;
    private long _boundAtNs;

    /// <summary>What the bound on bindings has put aside so far; null where nothing.</summary>
    public FlowsAside? Aside => Cold is { PutAside: > 0 } cold ? new FlowsAside(0, 0, cold.LargestLength, cold.PutAside) : null;

    /// <summary>The bindings that are not in memory; null where all are.</summary>
    private ColdBindings? Cold { get; set; }

    int IBoundedEntries.Count => _table.Count / 2;

    int IBoundedEntries.Extent => _table.Extent;

    /// <summary>From now on keeps no more bindings in memory than that.</summary>
    public void Keep(FlowBound bound)
    {
        Cold = new ColdBindings(_destinations, bound.Folder);
        _bound = new MemoryBound(this, bound.Most);
    }

    /// <summary>Puts bindings aside if there are too many; costs time, never changes a result.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Bound(long nowNs)
    {
        if (_bound is null || !_bound.IsExceeded) return;
        _boundAtNs = nowNs;
        _bound.Keep();
        Cold!.Settle();
    }

    /// <summary>The run is over: nothing on disk is needed.</summary>
    public void Finish() => Cold?.Dispose();

    bool IBoundedEntries.TryGetLastSeen(int slot, out long lastSeenNs)
    {
        bool isInside = _table.IsLive(slot) && IsInside(slot);
        lastSeenNs = isInside ? _table[slot].ExpiresNs - IdleTimeoutNs : 0;
        return isInside;
    }

    void IBoundedEntries.PutAside(int slot)
    {
        NatBinding binding = _table[slot];
        if (_boundAtNs > binding.ExpiresNs)
        {
            Remove(slot);
            return;
        }
        Cold!.Add(_table.KeyOf(slot), _table.KeyOf(binding.OtherSlot), binding.ExpiresNs, _boundAtNs);
        _table.Remove(binding.OtherSlot);
        _table.Remove(slot);
    }

    private int FindCold(in NatKey key, long nowNs)
    {
        if (!Cold!.TryTake(in key, nowNs, out ColdBinding binding)) return -1;
        NatKey inside = binding.Inside, outside = binding.Outside;
        return Add(in inside, in outside, binding.ExpiresNs);
    }
}
