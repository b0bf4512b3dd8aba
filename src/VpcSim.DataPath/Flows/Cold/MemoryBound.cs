namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Keeps a bound on entries in memory: once there are more, those that were silent longest are put aside, down to three quarters of it.</summary>
internal sealed class MemoryBound(IBoundedEntries entries, int most)
{
    private const int Samples = 1024;

    private readonly long[] _sample = new long[Samples];
    private int _at;
    private int _worthTrying = most + 1;

    public bool IsExceeded => entries.Count >= _worthTrying;

    /// <summary>Puts aside what is too much.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Keep()
    {
        int goal = most - (most / 4);
        PutAsideSilentSince(SilentSince(entries.Count - goal), goal);
        if (entries.Count > goal) PutAsideSilentSince(long.MaxValue, goal);
        _worthTrying = Math.Max(most + 1, entries.Count + (most / 4)); // some have to stay
    }

    private void PutAsideSilentSince(long timeNs, int goal)
    {
        for (int looked = 0; looked < entries.Extent && entries.Count > goal; looked++)
        {
            if (_at >= entries.Extent) _at = 0;
            int slot = _at++;
            if (entries.TryGetLastSeen(slot, out long lastSeenNs) && lastSeenNs <= timeNs) entries.PutAside(slot);
        }
    }

    /// <summary>About when that many were last seen or before.</summary>
    private long SilentSince(int wanted)
    {
        int taken = 0, step = (entries.Extent / Samples) | 1; // odd, since each second slot may hold the other half of an entry
        for (int slot = 0; slot < entries.Extent && taken < Samples; slot += step)
            if (entries.TryGetLastSeen(slot, out long lastSeenNs)) _sample[taken++] = lastSeenNs;
        if (taken == 0) return long.MaxValue;
        Array.Sort(_sample, 0, taken);
        return _sample[Math.Min(taken - 1, (int)((long)taken * wanted / entries.Count))];
    }
}
