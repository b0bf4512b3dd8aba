using VpcSim.DataPath.Flows.Cold;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>How many connections one instance tracks at all its interfaces, and which of them may be over.</summary>
/// <remarks>Kept only for instances whose allowance is limited. (EC2 guide, "Security group connection tracking", throttling)</remarks>
internal sealed class TrackedOfInstance
{
    private const int LeastWorthPruning = 1024;

    // Connections by a time at which they may expire. Packets prolong them unnoticed: the time is looked up again when it comes.
    private readonly PriorityQueue<(int Slot, uint Serial), long> _due = new();

    /// <summary>Places taken by connections in memory; one to a DynamoDB gateway endpoint takes two.</summary>
    public int Places { get; set; }

    /// <summary>Those of connections on disk.</summary>
    public EndsAside Aside { get; } = new();

    /// <summary>Whether so many more places would be too many.</summary>
    public bool Exceeds(int allowance, int places) => Places + Aside.Places + places > allowance;

    /// <summary>Whether what has been noted is worth looking through for connections that are gone.</summary>
    public bool IsWorthPruning => _due.Count > LeastWorthPruning && _due.Count > 4 * Places;

    public void Note(int slot, uint serial, long expiresNs) => _due.Enqueue((slot, serial), expiresNs);

    /// <summary>The next connection whose noted time is over.</summary>
    public bool TryTakeDue(long nowNs, out (int Slot, uint Serial) connection)
    {
        bool due = _due.TryPeek(out connection, out long expiresNs) && expiresNs < nowNs;
        if (due) _due.Dequeue();
        return due;
    }

    /// <summary>Forgets the notes about connections that are gone.</summary>
    public void Prune(Func<int, uint, bool> isThere)
    {
        ((int Slot, uint Serial) Element, long Priority)[] kept = [.. _due.UnorderedItems.Where(item => isThere(item.Element.Slot, item.Element.Serial))];
        _due.Clear();
        _due.EnqueueRange(kept);
    }
}
