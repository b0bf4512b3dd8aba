using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Hands windows on; while it relays, by a thread of its own, in the same order, so that flows are looked up and records written side by side.</summary>
/// <remarks>What the other thread cannot do (a full disk) is thrown by one of the next calls, at the latest by <see cref="Finish"/>.</remarks>
internal sealed class RelayedWindows(IWindowSink inner) : IWindowSink, IDisposable
{
    private const int BatchesBehind = 8;

    private Handoff<Batch>? _told;
    private Spares<Batch>? _spares;
    private Batch? _batch;
    private Thread? _thread;
    private volatile ExceptionDispatchInfo? _failure;

    /// <summary>Relays from now on.</summary>
    public void Begin()
    {
        _told = new Handoff<Batch>(BatchesBehind);
        _spares = new Spares<Batch>(static () => new Batch());
        _batch = _spares.Take();
        _thread = new Thread(HandOn) { Name = "flow log records", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Waits until all is handed on, and relays no longer.</summary>
    public void Finish()
    {
        _told!.Give(_batch!);
        _told.Complete();
        _thread!.Join();
        _batch = null;
        _failure?.Throw();
    }

    /// <inheritdoc/>
    public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds) => Tell(() => inner.BeginWindow(endSeconds, shortEnds, longEnds));

    /// <inheritdoc/>
    public void BeginPart(long endSeconds, WindowPart part) => Tell(() => inner.BeginPart(endSeconds, part));

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    public void Flow(in FlowAggregate aggregate)
    {
        if (_batch is null)
        {
            inner.Flow(in aggregate);
            return;
        }
        _batch.Flows[_batch.Count++] = aggregate;
        if (_batch.Count == Batch.Size) HandOver();
    }

    /// <inheritdoc/>
    public void EndWindow() => Tell(inner.EndWindow);

    /// <inheritdoc/>
    public void IdleWindows(long afterSeconds, long lastEndSeconds) => Tell(() => inner.IdleWindows(afterSeconds, lastEndSeconds));

    /// <summary>Ends the thread if something stands in the way of finishing.</summary>
    public void Dispose()
    {
        _told?.Stop();
        _thread?.Join();
    }

    private void Tell(Action call)
    {
        if (_batch is null)
        {
            call();
            return;
        }
        _batch.Then = call;
        HandOver();
    }

    private void HandOver()
    {
        _failure?.Throw();
        _told!.Give(_batch!);
        _batch = _spares!.Take();
    }

    private void HandOn()
    {
        while (_told!.TryTake(out Batch? batch))
        {
            try
            {
                if (_failure is null) HandOn(batch);
            }
            catch (Exception failure)
            {
                _failure = ExceptionDispatchInfo.Capture(failure);
            }
            batch.Count = 0;
            batch.Then = null;
            _spares!.Return(batch);
        }
    }

    private void HandOn(Batch batch)
    {
        foreach (ref readonly FlowAggregate flow in batch.Flows.AsSpan(0, batch.Count)) inner.Flow(in flow);
        batch.Then?.Invoke();
    }

    /// <summary>Some flows, and the call that follows them.</summary>
    private sealed class Batch
    {
        public const int Size = 256;

        public FlowAggregate[] Flows { get; } = new FlowAggregate[Size];

        public int Count { get; set; }

        public Action? Then { get; set; }
    }
}
