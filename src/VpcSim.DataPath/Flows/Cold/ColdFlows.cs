namespace VpcSim.DataPath.Flows.Cold;

/// <summary>The conversations that a bound on those in memory has put on disk; brings back those that are looked for.</summary>
internal sealed class ColdFlows : IBoundedEntries, IDisposable
{
    private const int MostBytes = 1024; // of one flow

    private readonly FlowTable _flows;
    private readonly ConversationTable _conversations;
    private readonly string _folder;
    private readonly MemoryBound _bound;
    private readonly ColdFile<FlowKey, ColdFlow>.IsNeeded _isNeeded;
    private readonly byte[] _buffer = new byte[MostBytes];
    private ColdFile<FlowKey, ColdFlow>? _file;
    private long _nowNs;

    public ColdFlows(FlowTable flows, ConversationTable conversations, FlowBound bound)
    {
        (_flows, _conversations, _folder) = (flows, conversations, bound.Folder);
        _bound = new MemoryBound(this, bound.Most);
        _isNeeded = flow => flows.IsNeeded(flow, _nowNs);
    }

    public long PutAside { get; private set; }

    public long BroughtBack { get; private set; }

    public long LargestLength => _file?.LargestLength ?? 0;

    int IBoundedEntries.Count => _conversations.Count;

    int IBoundedEntries.Extent => _conversations.Extent;

    /// <summary>Puts conversations aside if there are more than the bound.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Bound(long nowNs)
    {
        if (!_bound.IsExceeded) return;
        _nowNs = nowNs;
        _bound.Keep();
        _file?.Settle(_isNeeded);
    }

    /// <summary>Whether a conversation is on disk.</summary>
    public bool Has(in FlowKey key, uint hash) => _file is not null && _file.Has(in key, hash);

    /// <summary>Fills a new conversation with what is on disk of it, if anything is.</summary>
    public void Restore(int slot, in FlowKey key, uint hash)
    {
        if (_file is null || !_file.TryTake(in key, hash, out ReadOnlySpan<byte> kept)) return;
        _flows.PutBack(slot, kept);
        BroughtBack++;
    }

    public void ForEach(Action<ReadOnlySpan<byte>> shown) => _file?.ForEach(shown);

    public void Dispose() => _file?.Dispose();

    bool IBoundedEntries.TryGetLastSeen(int slot, out long lastSeenNs)
    {
        bool isLive = _conversations.IsLive(slot);
        lastSeenNs = isLive ? _conversations[slot].LastSeenNs : 0;
        return isLive;
    }

    void IBoundedEntries.PutAside(int slot)
    {
        int length = _flows.Move(slot, _buffer);
        if (length == 0) return;
        _file ??= new ColdFile<FlowKey, ColdFlow>(_folder);
        _file.Add(_buffer.AsSpan(0, length), _isNeeded);
        PutAside++;
    }
}
