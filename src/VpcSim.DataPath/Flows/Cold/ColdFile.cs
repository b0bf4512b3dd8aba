namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Flows on disk: runs that were written one behind the other, each in the order of hashes, and merged when there are many.</summary>
/// <remarks>Memory: about 2.7 bytes a flow (<see cref="ColdRun"/>), twice that of the flows that are being merged; a batch; while runs are merged, 256 KiB for each and for the new one.</remarks>
internal sealed class ColdFile(string folder) : IDisposable
{
    private const int FlowsInBatch = 1 << 16;
    private const int MergedAtOnce = 8;

    private readonly ColdBatch _batch = new();
    private readonly List<List<ColdRun>> _levels = []; // each run of a level holds about as many flows as eight of the level below
    private byte[] _found = new byte[4096];

    /// <summary>Says of a flow whether it is still needed, when runs are merged.</summary>
    public delegate bool IsNeeded(ReadOnlySpan<byte> flow);

    /// <summary>Flows in it.</summary>
    public long Count => _batch.Count + _levels.Sum(static runs => runs.Sum(static run => (long)run.Count));

    /// <summary>How large it is, or was, at most.</summary>
    public long LargestLength { get; private set; }

    /// <summary>Adds a flow that is not in it. It is found once <see cref="Settle"/> was called.</summary>
    /// <param name="flow">A <see cref="ColdFlow"/> and what belongs to it.</param>
    /// <param name="isNeeded">Asked of flows that are merged.</param>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Add(ReadOnlySpan<byte> flow, IsNeeded isNeeded)
    {
        _batch.Add(flow);
        if (_batch.Count == FlowsInBatch) Settle(isNeeded);
    }

    /// <summary>Writes what was added.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Settle(IsNeeded isNeeded)
    {
        if (_batch.Count == 0) return;
        using var writer = new ColdRunWriter(folder, _batch.Count);
        _batch.WriteTo(writer);
        Place(writer.Finish(), 0, isNeeded);
    }

    /// <summary>Whether a flow is in it.</summary>
    public bool Has(in FlowKey key, uint hash) => Find(in key, hash, out _, out _) is not null;

    /// <summary>Takes a flow out.</summary>
    /// <param name="key">Which.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="flow">All of it, until the next call.</param>
    /// <returns>False where it is not there.</returns>
    /// <exception cref="IOException">The disk fails.</exception>
    public bool TryTake(in FlowKey key, uint hash, out ReadOnlySpan<byte> flow)
    {
        ColdRun? run = Find(in key, hash, out int ordinal, out flow);
        run?.Remove(ordinal);
        return run is not null;
    }

    /// <summary>Shows every flow.</summary>
    public void ForEach(Action<ReadOnlySpan<byte>> shown)
    {
        foreach (ColdRun run in _levels.SelectMany(static runs => runs))
            for (var reader = new ColdRunReader(run); !reader.Current.IsEmpty; reader.Advance()) shown(reader.Current);
    }

    public void Dispose()
    {
        foreach (ColdRun run in _levels.SelectMany(static runs => runs)) run.Dispose();
        _levels.Clear();
    }

    // Nowhere twice: what comes back into memory is taken out.
    private ColdRun? Find(in FlowKey key, uint hash, out int ordinal, out ReadOnlySpan<byte> flow)
    {
        foreach (List<ColdRun> runs in _levels)
            foreach (ColdRun run in runs)
                if (run.TryFind(in key, hash, ref _found, out ordinal, out flow)) return run;
        ordinal = -1;
        flow = [];
        return null;
    }

    private void Place(ColdRun run, int level, IsNeeded isNeeded)
    {
        if (level == _levels.Count) _levels.Add([]);
        List<ColdRun> runs = _levels[level];
        runs.Add(run);
        NoteLength(0);
        if (runs.Count == MergedAtOnce && Merge(runs, isNeeded) is { } merged) Place(merged, level + 1, isNeeded);
    }

    private ColdRun? Merge(List<ColdRun> runs, IsNeeded isNeeded)
    {
        using var writer = new ColdRunWriter(folder, runs.Sum(static run => run.Count));
        ColdRunReader[] readers = [.. runs.Select(static run => new ColdRunReader(run))];
        while (Earliest(readers) is { } next)
        {
            if (isNeeded(next.Current)) writer.Add(next.Current);
            next.Advance();
        }
        ColdRun merged = writer.Finish();
        NoteLength(merged.Length);
        foreach (ColdRun run in runs) run.Dispose();
        runs.Clear();
        if (merged.Count > 0) return merged;
        merged.Dispose();
        return null;
    }

    private static ColdRunReader? Earliest(ColdRunReader[] readers)
    {
        ColdRunReader? earliest = null;
        foreach (ColdRunReader reader in readers)
            if (!reader.Current.IsEmpty && (earliest is null || reader.Hash < earliest.Hash)) earliest = reader;
        return earliest;
    }

    private void NoteLength(long more) => LargestLength = Math.Max(LargestLength, more + _levels.Sum(static runs => runs.Sum(static run => run.Length)));
}
