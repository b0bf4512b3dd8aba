namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Entries on disk: runs that were written one behind the other, each in the order of hashes, and merged when there are many.</summary>
/// <remarks>Memory: about 2.7 bytes an entry (<see cref="ColdRun{TKey, TFront}"/>), twice that of the entries that are being merged; a batch; while runs are merged, 256 KiB for each and for the new one.</remarks>
internal sealed class ColdFile<TKey, TFront>(string folder) : IDisposable
    where TKey : struct
    where TFront : unmanaged, IColdFront<TKey>
{
    private const int EntriesInBatch = 1 << 16;
    private const int MergedAtOnce = 8;

    private readonly ColdBatch<TKey, TFront> _batch = new();
    private readonly List<List<ColdRun<TKey, TFront>>> _levels = []; // each run of a level holds about as many entries as eight of the level below
    private byte[] _found = new byte[4096];

    /// <summary>Says of an entry whether it is still needed, when runs are merged.</summary>
    public delegate bool IsNeeded(ReadOnlySpan<byte> entry);

    /// <summary>Entries in it.</summary>
    public long Count => _batch.Count + _levels.Sum(static runs => runs.Sum(static run => (long)run.Count));

    /// <summary>How large it is, or was, at most.</summary>
    public long LargestLength { get; private set; }

    /// <summary>Adds an entry that is not in it. It is found once <see cref="Settle"/> was called.</summary>
    /// <param name="entry">Its front and what belongs to it.</param>
    /// <param name="isNeeded">Asked of entries that are merged.</param>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Add(ReadOnlySpan<byte> entry, IsNeeded isNeeded)
    {
        _batch.Add(entry);
        if (_batch.Count == EntriesInBatch) Settle(isNeeded);
    }

    /// <summary>Writes what was added.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Settle(IsNeeded isNeeded)
    {
        if (_batch.Count == 0) return;
        using var writer = new ColdRunWriter<TKey, TFront>(folder, _batch.Count);
        _batch.WriteTo(writer);
        Place(writer.Finish(), 0, isNeeded);
    }

    /// <summary>Whether an entry is in it.</summary>
    public bool Has(in TKey key, uint hash) => Find(in key, hash, out _, out _) is not null;

    /// <summary>Looks at an entry.</summary>
    /// <param name="key">Which.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="entry">All of it, until the next call.</param>
    /// <returns>False where it is not there.</returns>
    /// <exception cref="IOException">The disk fails.</exception>
    public bool TryGet(in TKey key, uint hash, out ReadOnlySpan<byte> entry) => Find(in key, hash, out _, out entry) is not null;

    /// <summary>Takes an entry out.</summary>
    /// <param name="key">Which.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="entry">All of it, until the next call.</param>
    /// <returns>False where it is not there.</returns>
    /// <exception cref="IOException">The disk fails.</exception>
    public bool TryTake(in TKey key, uint hash, out ReadOnlySpan<byte> entry)
    {
        ColdRun<TKey, TFront>? run = Find(in key, hash, out int ordinal, out entry);
        run?.Remove(ordinal);
        return run is not null;
    }

    /// <summary>Shows every entry.</summary>
    public void ForEach(Action<ReadOnlySpan<byte>> shown)
    {
        foreach (ColdRun<TKey, TFront> run in _levels.SelectMany(static runs => runs))
            for (var reader = new ColdRunReader<TKey, TFront>(run); !reader.Current.IsEmpty; reader.Advance()) shown(reader.Current);
    }

    public void Dispose()
    {
        foreach (ColdRun<TKey, TFront> run in _levels.SelectMany(static runs => runs)) run.Dispose();
        _levels.Clear();
    }

    // Nowhere twice: what comes back into memory is taken out.
    private ColdRun<TKey, TFront>? Find(in TKey key, uint hash, out int ordinal, out ReadOnlySpan<byte> entry)
    {
        foreach (List<ColdRun<TKey, TFront>> runs in _levels)
            foreach (ColdRun<TKey, TFront> run in runs)
                if (run.TryFind(in key, hash, ref _found, out ordinal, out entry)) return run;
        ordinal = -1;
        entry = [];
        return null;
    }

    private void Place(ColdRun<TKey, TFront> run, int level, IsNeeded isNeeded)
    {
        if (level == _levels.Count) _levels.Add([]);
        List<ColdRun<TKey, TFront>> runs = _levels[level];
        runs.Add(run);
        NoteLength(0);
        if (runs.Count == MergedAtOnce && Merge(runs, isNeeded) is { } merged) Place(merged, level + 1, isNeeded);
    }

    private ColdRun<TKey, TFront>? Merge(List<ColdRun<TKey, TFront>> runs, IsNeeded isNeeded)
    {
        using var writer = new ColdRunWriter<TKey, TFront>(folder, runs.Sum(static run => run.Count));
        ColdRunReader<TKey, TFront>[] readers = [.. runs.Select(static run => new ColdRunReader<TKey, TFront>(run))];
        while (Earliest(readers) is { } next)
        {
            if (isNeeded(next.Current)) writer.Add(next.Current);
            next.Advance();
        }
        ColdRun<TKey, TFront> merged = writer.Finish();
        NoteLength(merged.Length);
        foreach (ColdRun<TKey, TFront> run in runs) run.Dispose();
        runs.Clear();
        if (merged.Count > 0) return merged;
        merged.Dispose();
        return null;
    }

    private static ColdRunReader<TKey, TFront>? Earliest(ColdRunReader<TKey, TFront>[] readers)
    {
        ColdRunReader<TKey, TFront>? earliest = null;
        foreach (ColdRunReader<TKey, TFront> reader in readers)
            if (!reader.Current.IsEmpty && (earliest is null || reader.Hash < earliest.Hash)) earliest = reader;
        return earliest;
    }

    private void NoteLength(long more) => LargestLength = Math.Max(LargestLength, more + _levels.Sum(static runs => runs.Sum(static run => run.Length)));
}
