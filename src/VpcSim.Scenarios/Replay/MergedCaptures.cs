namespace VpcSim.Scenarios.Replay;

/// <summary>Several captures in one order: by time, and where times are equal as the captures were named. Packets are numbered in that order.</summary>
internal sealed class MergedCaptures : ICaptures
{
    private readonly ICaptures[] _captures;
    private readonly PacketBatch _heads;
    private readonly bool[] _has;
    private int _taken = -1;
    private long _number;

    /// <param name="captures">In the order in which they were named.</param>
    /// <param name="keepsFrames">Whether the bytes of packets are kept.</param>
    /// <param name="tellsDuplicates">Whether packets are told from others.</param>
    public MergedCaptures(IEnumerable<ICaptures> captures, bool keepsFrames, bool tellsDuplicates)
    {
        _captures = [.. captures];
        _heads = new PacketBatch(_captures.Length, keepsFrames, tellsDuplicates);
        _has = new bool[_captures.Length];
        for (int i = 0; i < _captures.Length; i++) Fill(i);
    }

    public bool TryDecode(PacketBatch batch, int at)
    {
        if (_taken >= 0) Fill(_taken); // only now: it may have to wait, and the packet before it is not to wait with it
        int first = -1;
        for (int i = 0; i < _has.Length; i++)
            if (_has[i] && (first < 0 || _heads.Headers[i].TimeNs < _heads.Headers[first].TimeNs)) first = i;
        _taken = first;
        if (first < 0) return false;
        PacketBatch.Swap(batch, at, _heads, first);
        batch.Headers[at].Number = ++_number;
        return true;
    }

    private void Fill(int i) => _has[i] = _captures[i].TryDecode(_heads, i);
}
