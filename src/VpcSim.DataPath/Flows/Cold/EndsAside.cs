namespace VpcSim.DataPath.Flows.Cold;

/// <summary>When those end that are on disk and count towards a limit, so that none of them has to be read for it: 16 bytes each.</summary>
/// <remarks>What is on disk ends when it was to end when it went there. Its packets bring it back before they prolong it.</remarks>
internal sealed class EndsAside
{
    private const int LeastWorthPruning = 1024;

    private readonly PriorityQueue<int, long> _ends = new();
    private readonly PriorityQueue<int, long> _cameBack = new(); // each has its equal among the ends

    /// <summary>Places that they take, those included that are over and were not yet freed.</summary>
    public int Places { get; private set; }

    /// <summary>The places of those that ended before are free.</summary>
    public long FreedBeforeNs { get; private set; } = long.MinValue;

    public void Add(int places, long expiresNs)
    {
        _ends.Enqueue(places, expiresNs);
        Places += places;
    }

    /// <summary>One whose places were not freed is in memory again.</summary>
    public void TakeBack(int places, long expiresNs)
    {
        _cameBack.Enqueue(places, expiresNs);
        Places -= places;
        if (_cameBack.Count >= LeastWorthPruning && _cameBack.Count > _ends.Count / 2) Prune();
    }

    /// <summary>Frees the places of those that are over.</summary>
    public void Free(long nowNs)
    {
        Places += TakeDue(_cameBack, nowNs) - TakeDue(_ends, nowNs);
        FreedBeforeNs = Math.Max(FreedBeforeNs, nowNs);
    }

    private static int TakeDue(PriorityQueue<int, long> ends, long nowNs)
    {
        int places = 0;
        while (ends.TryPeek(out int some, out long expiresNs) && expiresNs < nowNs)
        {
            places += some;
            ends.Dequeue();
        }
        return places;
    }

    private void Prune()
    {
        var cameBack = new Dictionary<(int Places, long ExpiresNs), int>();
        foreach ((int Element, long Priority) end in _cameBack.UnorderedItems) cameBack[end] = cameBack.GetValueOrDefault(end) + 1;
        (int Element, long Priority)[] left = [.. _ends.UnorderedItems.Where(end => !IsAmong(cameBack, end))];
        _ends.Clear();
        _ends.EnqueueRange(left);
        _cameBack.Clear();
    }

    private static bool IsAmong(Dictionary<(int Places, long ExpiresNs), int> cameBack, (int Places, long ExpiresNs) end)
    {
        int times = cameBack.GetValueOrDefault(end);
        if (times > 0) cameBack[end] = times - 1;
        return times > 0;
    }
}
