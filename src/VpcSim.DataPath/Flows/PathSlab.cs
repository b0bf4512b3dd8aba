using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>The remembered paths of all conversations. What is common is small; the rest of few paths stands beside.</summary>
/// <remarks>A path's first packet of a window is counted at once; those that follow may be held back until the window ends or the path does, so that most packets
/// meet one count of their own instead of a counter at each interface.</remarks>
internal sealed class PathSlab(IFlowMeter meter)
{
    private const int HeldAhead = 8; // of the one that is told
    private readonly Slab<RememberedPath> _paths = new();
    private readonly Slab<PathRest> _rests = new();
    private readonly Slab<HeldCount> _held = new();
    private int _heldCount = 1; // slot 0 stands for none
    private long _untilNs = long.MaxValue;
    private bool _holds;

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

    /// <summary>Lets counts be held back from now on, as far as the meter allows. Whoever asks for it calls <see cref="Tell()"/> before anything else calls the meter.</summary>
    public void Hold()
    {
        _holds = true;
        _untilNs = long.MinValue;
    }

    /// <summary>Called before anything is counted at a time: what was held back until then is told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveTo(long timeNs)
    {
        if (timeNs >= _untilNs) MoveOn(timeNs);
    }

    /// <summary>Tells the meter all that was held back.</summary>
    public void Tell()
    {
        for (int slot = 1; slot < _heldCount; slot++)
        {
            if (slot + HeldAhead < _heldCount && _held[slot + HeldAhead].Path is >= 0 and int soon) Prefetch(soon);
            if (_held[slot].Path >= 0) Tell(ref _paths[_held[slot].Path]);
        }
        _heldCount = 1;
    }

    /// <summary>Counts a packet of the path where it is met.</summary>
    /// <param name="slot">The path's slot.</param>
    /// <param name="path">The path.</param>
    /// <param name="packet">The packet as captured.</param>
    /// <param name="packets">The segments that it stands for.</param>
    /// <param name="bytes">Their IP total lengths together, as captured.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(int slot, ref RememberedPath path, in PacketHeader packet, int packets, long bytes)
    {
        MoveTo(packet.TimeNs);
        if (path.Held == 0)
        {
            CountAtOnce(slot, ref path, in packet, packets, bytes);
            return;
        }
        ref HeldCount held = ref _held[path.Held];
        held.LastNs = packet.TimeNs;
        held.Bytes += bytes;
        held.Packets += packets;
        held.TcpFlags |= packet.TcpFlags;
    }

    /// <summary>The paths that there are now, for loops over many.</summary>
    public Slab<RememberedPath>.View Entries => _paths.Entries;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int slot) => CacheHint.Lines(ref _paths[slot]);

    [MethodImpl(Hot.Path)]
    private void CountAtOnce(int slot, ref RememberedPath path, in PacketHeader packet, int packets, long bytes)
    {
        for (int i = 0; i < path.MeterCount; i++)
        {
            int difference = path.ChangesLength ? packets * _rests[path.Rest].Differences[i] : 0;
            meter.Count(MeterOf(ref path, i), packet.TimeNs, packet.Number, packets, bytes + difference, packet.TcpFlags);
        }
        if (!_holds) return;
        path.Held = _heldCount++;
        _held.Reach(path.Held);
        _held[path.Held] = new HeldCount { Path = slot };
    }

    private void MoveOn(long timeNs)
    {
        Tell();
        _untilNs = meter.TogetherUntilNs(timeNs);
        if (_untilNs > timeNs) return;
        _holds = false;
        _untilNs = long.MaxValue;
    }

    [MethodImpl(Hot.Path)]
    private void Tell(ref RememberedPath path)
    {
        ref HeldCount held = ref _held[path.Held];
        for (int i = 0; i < path.MeterCount && held.Packets > 0; i++)
        {
            int difference = path.ChangesLength ? held.Packets * _rests[path.Rest].Differences[i] : 0;
            meter.Add(MeterOf(ref path, i), held.LastNs, held.Packets, held.Bytes + difference, held.TcpFlags);
        }
        held.Path = -1;
        path.Held = 0;
    }

    [MethodImpl(Hot.Path)]
    private void Release(ref RememberedPath path)
    {
        if (path.Held != 0) Tell(ref path);
        for (int i = 0; i < path.MeterCount; i++) meter.Release(MeterOf(ref path, i));
        if (path.IsBeside) _rests.Give(path.Rest);
        path.Begin(0, 0, changesLength: false);
    }
}
