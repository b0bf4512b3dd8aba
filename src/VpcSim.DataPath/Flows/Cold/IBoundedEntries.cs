namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Entries in memory on which a bound is kept.</summary>
internal interface IBoundedEntries
{
    int Count { get; }

    /// <summary>The exclusive bound of slots.</summary>
    int Extent { get; }

    /// <summary>When an entry was last seen; false where none stands.</summary>
    bool TryGetLastSeen(int slot, out long lastSeenNs);

    /// <summary>Writes an entry to disk and removes it, unless it has to stay.</summary>
    void PutAside(int slot);
}
