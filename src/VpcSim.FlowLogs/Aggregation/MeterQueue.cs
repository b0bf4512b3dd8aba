using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>A meter that counts, and so writes records, on a thread of its own, in the order of the calls: the engine only notes what to count.</summary>
/// <remarks>What the other thread cannot do (a full disk, a closed pipe) is thrown by one of the next calls, at the latest by <see cref="Drain"/>.</remarks>
internal sealed class MeterQueue : IFlowMeter, IDisposable
{
    private const int BatchesBehind = 48;
    private const int BatchesWorthWaking = 8;
    private const int OpeningsAhead = 8; // whose places are brought near
    private readonly WindowMeter _meter;
    private readonly Handoff<MeterBatch> _full = new(BatchesBehind, BatchesWorthWaking);
    private readonly Spares<MeterBatch> _spares = new(static () => new MeterBatch()) { Most = BatchesBehind + 1 }; // those behind and the one that is counted
    private readonly Stack<int> _freeHandles = new();
    private readonly Thread _thread;
    private MeterBatch _batch = new();
    private MeterEvent[] _events;
    private int _handles;
    private int _openedFrom; // where a run of openings begins in the batch; their first counts are noted there too, as long as these come in the same order
    private int _openedUntil = -1; // its end; any other call makes the batch longer, and so ends the run
    private int _uncounted; // the first of the run whose first count has not come
    private readonly Slab<int> _inner = new(); // by our handle the meter's own; the counting thread's
    private volatile ExceptionDispatchInfo? _failure;
    private bool _drained;

    /// <param name="meter">Counts; called by one thread, never by two at once.</param>
    public MeterQueue(WindowMeter meter)
    {
        _meter = meter;
        _events = _batch.Events;
        _thread = new Thread(CountAll) { Name = "flow meter", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc/>
    public bool WantsNextHops => _meter.WantsNextHops;

    /// <inheritdoc/>
    public void Link(int handle, int otherInterface) => Next() = new MeterEvent(MeterCall.Link, handle, otherInterface);

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public int Open(in Observation observation)
    {
        int handle = _freeHandles.Count > 0 ? _freeHandles.Pop() : _handles++;
        if (!_batch.HasRoom) HandOver();
        bool follows = _batch.Count == _openedUntil && _uncounted == _openedFrom;
        if (!follows) _openedFrom = _uncounted = _batch.Count;
        _batch.Add(in observation);
        Next() = new MeterEvent(MeterCall.Open, handle, follows: follows);
        _openedUntil = _batch.Count;
        return handle;
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags)
    {
        if (_batch.Count == _openedUntil && _uncounted < _openedUntil && _events[_uncounted].Handle == handle)
            _events[_uncounted] = new MeterEvent(MeterCall.OpenAndCount, handle, packets, timeNs, packetNumber, bytes, tcpFlags, _uncounted++ > _openedFrom);
        else
            Next() = new MeterEvent(MeterCall.Count, handle, packets, timeNs, packetNumber, bytes, tcpFlags);
    }

    /// <inheritdoc/>
    public long TogetherUntilNs(long timeNs) => _meter.TogetherUntilNs(timeNs);

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Add(int handle, long lastNs, int packets, long bytes, byte tcpFlags) =>
        Next() = new MeterEvent(MeterCall.Add, handle, packets, lastNs, 0, bytes, tcpFlags);

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Release(int handle)
    {
        Next() = new MeterEvent(MeterCall.Release, handle);
        _freeHandles.Push(handle);
    }

    /// <inheritdoc/>
    public void Pause(long timeNs)
    {
        Next() = new MeterEvent(MeterCall.Pause, 0, 0, timeNs);
        HandOver(now: true);
    }

    /// <summary>Waits until everything so far is counted; until the next call the counting thread does nothing.</summary>
    public void Settle()
    {
        using var counted = new ManualResetEventSlim();
        _batch.Counted = counted;
        HandOver(now: true);
        counted.Wait();
        _failure?.Throw();
    }

    /// <summary>Waits until everything is counted. No call may follow but this one.</summary>
    public void Drain()
    {
        if (!_drained)
        {
            _drained = true;
            if (_batch.Count > 0) _full.Give(_batch);
            _full.Complete();
        }
        _thread.Join();
        _failure?.Throw();
    }

    public void Dispose()
    {
        if (!_drained) _full.Complete();
        _drained = true;
        _thread.Join();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref MeterEvent Next()
    {
        if (_batch.Count == MeterBatch.Size) HandOver();
        return ref _events[_batch.Count++];
    }

    private void HandOver(bool now = false)
    {
        _failure?.Throw();
        _full.Give(_batch, now);
        _batch = _spares.Take();
        _batch.Clear();
        _events = _batch.Events;
        _openedUntil = -1;
    }

    private void CountAll()
    {
        while (_full.TryTake(out MeterBatch? batch))
        {
            try
            {
                if (_failure is null) Count(batch);
            }
            catch (Exception failure)
            {
                _failure = ExceptionDispatchInfo.Capture(failure);
            }
            batch.Counted?.Set();
            batch.Counted = null;
            _spares.Return(batch);
        }
    }

    [MethodImpl(Hot.Path)]
    private void Count(MeterBatch batch)
    {
        ReadOnlySpan<MeterEvent> events = batch.Events.AsSpan(0, batch.Count);
        ReadOnlySpan<uint> hashes = batch.MakeHashes();
        (WindowMeter meter, Slab<int> inner) = (_meter, _inner); // beside them stands what the engine's thread writes all the time
        int opening = 0;
        for (int i = 0; i < events.Length; i++)
        {
            ref readonly MeterEvent told = ref events[i];
            switch (told.Call)
            {
                case MeterCall.Count:
                    Count(meter, inner[told.Handle], in told);
                    break;
                case MeterCall.Add:
                    meter.Add(inner[told.Handle], told.TimeNs, told.Packets, told.Bytes, told.TcpFlags);
                    break;
                case MeterCall.Open or MeterCall.OpenAndCount:
                    int first = i;
                    do
                    {
                        if (opening + OpeningsAhead < hashes.Length) meter.Prefetch(hashes[opening + OpeningsAhead]);
                        inner.Reach(events[i].Handle);
                        inner[events[i].Handle] = meter.Open(in batch.KeyAt(opening), in batch.AddressesAt(opening), hashes[opening]);
                        opening++;
                    }
                    while (++i < events.Length && events[i] is { Opens: true, Follows: true });
                    for (int opened = first; opened < i; opened++)
                        if (events[opened] is { Call: MeterCall.OpenAndCount } counted) Count(meter, inner[counted.Handle], in counted);
                    i--;
                    break;
                case MeterCall.Link:
                    meter.Link(inner[told.Handle], told.Packets);
                    break;
                case MeterCall.Pause:
                    meter.Pause(told.TimeNs);
                    break;
                default:
                    meter.Release(inner[told.Handle]);
                    break;
            }
        }
    }

    private static void Count(WindowMeter meter, int slot, in MeterEvent told) =>
        meter.Count(slot, told.TimeNs, told.PacketNumber, told.Packets, told.Bytes, told.TcpFlags);
}
