namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Keeps a bound on the conversations in memory: chooses those that go to disk, and brings back those that are looked for.</summary>
internal sealed class ColdFlows(FlowTable flows, ConversationTable conversations, FlowBound bound) : IDisposable
{
    private const int Samples = 1024;
    private const int MostBytes = 1024; // of one flow

    private readonly byte[] _buffer = new byte[MostBytes];
    private readonly long[] _sample = new long[Samples];
    private ColdFile? _file;
    private int _at;
    private int _worthTrying = bound.Most + 1;

    public long PutAside { get; private set; }

    public long BroughtBack { get; private set; }

    public long LargestLength => _file?.LargestLength ?? 0;

    /// <summary>Puts conversations aside if there are more than the bound, down to three quarters of it.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Bound(long nowNs)
    {
        if (conversations.Count < _worthTrying) return;
        int goal = bound.Most - (bound.Most / 4);
        PutAsideSilentSince(SilentSince(conversations.Count - goal), goal, nowNs);
        if (conversations.Count > goal) PutAsideSilentSince(long.MaxValue, goal, nowNs);
        _file?.Settle(flow => flows.IsNeeded(flow, nowNs));
        _worthTrying = Math.Max(bound.Most + 1, conversations.Count + (bound.Most / 4)); // some have to stay
    }

    /// <summary>Whether a conversation is on disk.</summary>
    public bool Has(in FlowKey key, uint hash) => _file is not null && _file.Has(in key, hash);

    /// <summary>Fills a new conversation with what is on disk of it, if anything is.</summary>
    public void Restore(int slot, in FlowKey key, uint hash)
    {
        if (_file is null || !_file.TryTake(in key, hash, out ReadOnlySpan<byte> kept)) return;
        flows.PutBack(slot, kept);
        BroughtBack++;
    }

    public void ForEach(Action<ReadOnlySpan<byte>> shown) => _file?.ForEach(shown);

    public void Dispose() => _file?.Dispose();

    private void PutAsideSilentSince(long timeNs, int goal, long nowNs)
    {
        for (int looked = 0; looked < conversations.Extent && conversations.Count > goal; looked++)
        {
            if (_at >= conversations.Extent) _at = 0;
            int slot = _at++;
            if (!conversations.IsLive(slot) || conversations[slot].LastSeenNs > timeNs) continue;
            int length = flows.Move(slot, _buffer);
            if (length == 0) continue;
            _file ??= new ColdFile(bound.Folder);
            _file.Add(_buffer.AsSpan(0, length), flow => flows.IsNeeded(flow, nowNs));
            PutAside++;
        }
    }

    /// <summary>About when that many were last seen or before.</summary>
    private long SilentSince(int wanted)
    {
        int taken = 0, step = Math.Max(1, conversations.Extent / Samples);
        for (int slot = 0; slot < conversations.Extent && taken < Samples; slot += step)
            if (conversations.IsLive(slot)) _sample[taken++] = conversations[slot].LastSeenNs;
        if (taken == 0) return long.MaxValue;
        Array.Sort(_sample, 0, taken);
        return _sample[Math.Min(taken - 1, (int)((long)taken * wanted / conversations.Count))];
    }
}
