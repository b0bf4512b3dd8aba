using System.Runtime.CompilerServices;

namespace VpcSim.Engine.Scheduling;

/// <summary>
/// Pending events in the total order (time, sequence number): of two events for the same time the one pushed first comes first.
/// Owns the engine's time, which never runs backwards. Times are nanoseconds since 1970.
/// </summary>
/// <remarks>
/// A stream that is in order already, such as a capture, is merged and never enqueued: take everything due up to the stream's
/// next time with <see cref="TryPopDue"/>, move there with <see cref="AdvanceTo"/>, handle what the stream has, go on.
/// A 4-ary heap of structs; allocates only to grow. Not safe for use by several threads.
/// </remarks>
public sealed class EventQueue<TEvent>
{
    private const int Arity = 4;
    private const int FirstLength = 64;

    private Entry[] _heap;
    private long _nextSequence;

    /// <param name="bound">The most events that may be pending at once, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public EventQueue(int bound = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        Bound = bound;
        _heap = new Entry[Math.Min(bound, FirstLength)];
    }

    /// <summary>The most events that may be pending at once.</summary>
    public int Bound { get; }

    /// <summary>How many events are pending.</summary>
    public int Count { get; private set; }

    /// <summary>The engine's time: that of the last event taken or of the last advance; before either, the earliest there is.</summary>
    public long NowNs { get; private set; } = long.MinValue;

    /// <summary>Adds an event.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeNs"/> lies before <see cref="NowNs"/>.</exception>
    /// <exception cref="InvalidOperationException">As many events are pending as the bound allows.</exception>
    public void Push(long timeNs, TEvent @event)
    {
        if (!TryPush(timeNs, @event))
            throw new InvalidOperationException($"The event queue is full: {Bound} events are pending.");
    }

    /// <summary>Adds an event, unless as many are pending as the bound allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeNs"/> lies before <see cref="NowNs"/>.</exception>
    public bool TryPush(long timeNs, TEvent @event)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeNs, NowNs);
        if (Count == Bound)
            return false;
        if (Count == _heap.Length)
            Array.Resize(ref _heap, (int)Math.Min(Bound, Math.Min(Array.MaxLength, 2L * _heap.Length)));

        Rise(Count++, new Entry(timeNs, _nextSequence++, @event));
        return true;
    }

    /// <summary>Tells the time of the event that comes next.</summary>
    public bool TryPeek(out long timeNs)
    {
        timeNs = Count > 0 ? _heap[0].TimeNs : 0;
        return Count > 0;
    }

    /// <summary>Takes the next event, if its time is <paramref name="untilNs"/> or earlier, and moves the engine's time there.</summary>
    public bool TryPopDue(long untilNs, out long timeNs, out TEvent @event)
    {
        if (Count == 0 || _heap[0].TimeNs > untilNs)
        {
            timeNs = 0;
            @event = default!;
            return false;
        }

        Entry first = _heap[0];
        if (first.TimeNs < NowNs)
            throw new InvalidOperationException($"Time would run backwards, from {NowNs} to {first.TimeNs} ns.");

        RemoveFirst();
        NowNs = timeNs = first.TimeNs;
        @event = first.Event;
        return true;
    }

    /// <summary>Moves the engine's time forward to what happens outside the queue.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeNs"/> lies before <see cref="NowNs"/>.</exception>
    /// <exception cref="InvalidOperationException">An event that is due earlier has not been taken.</exception>
    public void AdvanceTo(long timeNs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeNs, NowNs);
        if (Count > 0 && _heap[0].TimeNs < timeNs)
            throw new InvalidOperationException($"An event of {_heap[0].TimeNs} ns is due before {timeNs} ns.");
        NowNs = timeNs;
    }

    private void RemoveFirst()
    {
        Entry last = _heap[--Count];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TEvent>())
            _heap[Count] = default;
        if (Count > 0)
            Sink(last);
    }

    private void Rise(int hole, Entry entry)
    {
        while (hole > 0)
        {
            int parent = (hole - 1) / Arity;
            if (!entry.Precedes(_heap[parent]))
                break;
            _heap[hole] = _heap[parent];
            hole = parent;
        }

        _heap[hole] = entry;
    }

    private void Sink(Entry entry)
    {
        Span<Entry> heap = _heap.AsSpan(0, Count);
        int hole = 0;
        for (int firstChild = 1; firstChild < heap.Length; firstChild = (hole * Arity) + 1)
        {
            int least = firstChild;
            int end = Math.Min(firstChild + Arity, heap.Length);
            for (int child = firstChild + 1; child < end; child++)
            {
                if (heap[child].Precedes(heap[least]))
                    least = child;
            }

            if (!heap[least].Precedes(entry))
                break;
            heap[hole] = heap[least];
            hole = least;
        }

        heap[hole] = entry;
    }

    private readonly struct Entry(long timeNs, long sequence, TEvent @event)
    {
        public readonly long TimeNs = timeNs;
        public readonly TEvent Event = @event;
        private readonly long _sequence = sequence;

        public bool Precedes(in Entry other) =>
            TimeNs != other.TimeNs ? TimeNs < other.TimeNs : _sequence < other._sequence;
    }
}
