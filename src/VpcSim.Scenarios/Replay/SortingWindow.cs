using System.Runtime.CompilerServices;

namespace VpcSim.Scenarios.Replay;

/// <summary>Brings packets whose timestamps go back into order, as far back as a bounded window of packets reaches.</summary>
/// <remarks>
/// Packets are decoded into the batch that they leave in; one full batch is held back, so that a late packet can still be sorted into it. A
/// packet that comes later still is handled at the time that has been reached, and counted.
/// </remarks>
internal sealed class SortingWindow(PacketBatch first)
{
    /// <summary>Packets held back.</summary>
    public const int Packets = PacketBatch.Size;

    private PacketBatch? _earlier;
    private long _handedOverNs = long.MinValue;
    private long _latestNs = long.MinValue;

    /// <summary>The batch to decode the next packet into, at the place of its <see cref="PacketBatch.Count"/>.</summary>
    public PacketBatch Latest { get; private set; } = first;

    /// <summary>The latest time so far; the beginning of time where there was none.</summary>
    public long LatestNs => _latestNs;

    /// <summary>Packets that came too late to be sorted.</summary>
    public long Reordered { get; private set; }

    /// <summary>Sorts in the packet that was decoded.</summary>
    /// <returns>Whether <see cref="Latest"/> is full, so that <see cref="Rotate"/> must follow.</returns>
    [MethodImpl(Hot.Path)]
    public bool Add()
    {
        PacketBatch batch = Latest;
        long time = batch.Headers[batch.Count].TimeNs;
        if (time >= _latestNs) _latestNs = time;
        else SortIn(time);
        return ++batch.Count == PacketBatch.Size;
    }

    /// <summary>Holds the full batch back.</summary>
    /// <param name="empty">What the next packets go into.</param>
    /// <returns>The batch that was held back until now, in order; null for none.</returns>
    public PacketBatch? Rotate(PacketBatch empty)
    {
        PacketBatch? sorted = _earlier;
        if (sorted is not null) _handedOverNs = sorted.Headers[PacketBatch.Size - 1].TimeNs;
        _earlier = Latest;
        Latest = empty;
        return sorted;
    }

    /// <summary>What is held back at the end.</summary>
    public IEnumerable<PacketBatch> Rest()
    {
        if (_earlier is not null) yield return _earlier;
        if (Latest.Count > 0) yield return Latest;
    }

    /// <summary>Holds nothing back any longer: what comes from now on is not sorted before it.</summary>
    /// <param name="empty">Gives what the next packets go into.</param>
    /// <param name="reachedNs">A time that has been reached, beside that of the packets.</param>
    /// <returns>What was held back, in order.</returns>
    public IReadOnlyList<PacketBatch> Release(Func<PacketBatch> empty, long reachedNs)
    {
        PacketBatch[] rest = [.. Rest()];
        _earlier = null;
        if (Latest.Count > 0) Latest = empty();
        _handedOverNs = _latestNs = Math.Max(_latestNs, reachedNs);
        return rest;
    }

    private void SortIn(long time)
    {
        long reached = _earlier is null || Latest.Count == 0 ? _handedOverNs
            : _earlier.Headers[Latest.Count - 1].TimeNs;
        if (time < reached)
        {
            Reordered++;
            Latest.Headers[Latest.Count].TimeNs = time = reached;
        }
        for (int at = Latest.Count; TimeBefore(at) > time; at--) SwapWithEarlier(at);
    }

    // Places below 0 lie in the earlier batch.
    private long TimeBefore(int at)
    {
        if (at > 0) return Latest.Headers[at - 1].TimeNs;
        return _earlier is null || at + PacketBatch.Size == 0 ? long.MinValue : _earlier.Headers[at - 1 + PacketBatch.Size].TimeNs;
    }

    private void SwapWithEarlier(int at)
    {
        PacketBatch batch = at >= 0 ? Latest : _earlier!, before = at > 0 ? Latest : _earlier!;
        PacketBatch.Swap(batch, at >= 0 ? at : at + PacketBatch.Size, before, at > 0 ? at - 1 : at - 1 + PacketBatch.Size);
    }
}
