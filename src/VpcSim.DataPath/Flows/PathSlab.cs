using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>The remembered paths of all conversations. What is common is small; the rest of few paths stands beside.</summary>
internal sealed class PathSlab(IFlowMeter meter)
{
    private readonly Slab<RememberedPath> _paths = new();
    private readonly Slab<PathRest> _rests = new();

    public ref RememberedPath this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _paths[slot];
    }

    /// <summary>An empty path in the place of one that is there, or in a new one; what it counted before is given up.</summary>
    /// <param name="slot">The path's slot, −1 for none; its slot afterwards.</param>
    [MethodImpl(Hot.Path)]
    public ref RememberedPath Renew(ref int slot)
    {
        if (slot < 0) slot = _paths.Take();
        else Release(ref _paths[slot]);
        ref RememberedPath path = ref _paths[slot];
        path.Begin(0, 0, changesLength: false);
        return ref path;
    }

    /// <summary>Gives a path up, if there is one.</summary>
    public void Forget(ref int slot)
    {
        if (slot < 0) return;
        Release(ref _paths[slot]);
        _paths.Give(slot);
        slot = -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Touch TouchOf(ref RememberedPath path, int at) =>
        ref path.IsBeside ? ref _rests[path.Rest].Touches[at] : ref path.Touches[at];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int MeterOf(ref RememberedPath path, int at) =>
        path.IsBeside ? _rests[path.Rest].Meters[at] : path.Meters[at];

    /// <summary>Notes what a walk touched and where it counted.</summary>
    /// <param name="path">An empty path.</param>
    /// <param name="touches">At most <see cref="RememberedPath.MostTouches"/>.</param>
    /// <param name="meters">At most <see cref="RememberedPath.MostMeters"/>.</param>
    /// <param name="differences">By meter: how many bytes longer than captured the packet was there.</param>
    [MethodImpl(Hot.Path)]
    public void Note(ref RememberedPath path, ReadOnlySpan<Touch> touches, ReadOnlySpan<int> meters, ReadOnlySpan<sbyte> differences)
    {
        path.Begin(touches.Length, meters.Length, differences.ContainsAnyExcept((sbyte)0));
        if (!path.IsBeside)
        {
            for (int i = 0; i < touches.Length; i++) path.Touches[i] = touches[i];
            for (int i = 0; i < meters.Length; i++) path.Meters[i] = meters[i];
            return;
        }
        path.Rest = _rests.Take();
        ref PathRest rest = ref _rests[path.Rest];
        for (int i = 0; i < touches.Length; i++) rest.Touches[i] = touches[i];
        for (int i = 0; i < meters.Length; i++) rest.Meters[i] = meters[i];
        for (int i = 0; i < differences.Length; i++) rest.Differences[i] = differences[i];
    }

    /// <summary>Counts a packet of the path where it is met.</summary>
    /// <param name="path">The path.</param>
    /// <param name="packet">The packet as captured.</param>
    /// <param name="packets">The segments that it stands for.</param>
    /// <param name="bytes">Their IP total lengths together, as captured.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(ref RememberedPath path, in PacketHeader packet, int packets, long bytes)
    {
        for (int i = 0; i < path.MeterCount; i++)
        {
            int difference = path.ChangesLength ? packets * _rests[path.Rest].Differences[i] : 0;
            meter.Count(MeterOf(ref path, i), packet.TimeNs, packet.Number, packets, bytes + difference, packet.TcpFlags);
        }
    }

    public void Prefetch(int slot) => CacheHint.Lines(ref _paths[slot]);

    [MethodImpl(Hot.Path)]
    private void Release(ref RememberedPath path)
    {
        for (int i = 0; i < path.MeterCount; i++) meter.Release(MeterOf(ref path, i));
        if (path.IsBeside) _rests.Give(path.Rest);
        path.Begin(0, 0, changesLength: false);
    }
}
