namespace VpcSim.Scenarios.Replay.Selection;

/// <summary>The first packets of captures.</summary>
/// <param name="captures">The captures.</param>
/// <param name="limit">How many packets.</param>
/// <param name="origins">The origins of packets.</param>
/// <param name="taken">Counts the packets that were taken, in the place of their capture.</param>
internal sealed class LimitedCaptures<TCaptures>(TCaptures captures, long limit, OriginList origins, long[] taken) : ICaptures
    where TCaptures : ICaptures
{
    private long _left = limit;

    public bool TryDecode(PacketBatch batch, int at)
    {
        if (_left == 0 || !captures.TryDecode(batch, at)) return false;
        _left--;
        taken[origins[batch.Origins[at]].Capture]++;
        return true;
    }
}
