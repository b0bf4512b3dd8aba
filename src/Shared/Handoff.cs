using System.Diagnostics.CodeAnalysis;

namespace VpcSim;

/// <summary>Hands items from one thread to another, in order and bounded; a waiting thread sleeps and does not spin.</summary>
/// <remarks>
/// A giver who found it full goes on only when half of it is taken, so that two threads that share a processor take turns seldom. (A
/// BlockingCollection spins before it sleeps, which costs the third thread on two processors its time.)
/// </remarks>
/// <param name="capacity">No more items are on their way.</param>
/// <param name="worthWaking">As many items wake who waits for one: a wake-up costs the giver a visit to the kernel.</param>
internal sealed class Handoff<T>(int capacity, int worthWaking = 1)
    where T : class
{
    private readonly Queue<T> _items = new(capacity);
    private bool _giverWaits;
    private bool _takerWaits;
    private bool _completed;
    private bool _stopped;

    /// <summary>Adds an item, after others have been taken if need be.</summary>
    /// <param name="item">The item.</param>
    /// <param name="now">Whether it is to be taken at once, though it is not worth waking for.</param>
    /// <returns>False if it was stopped: nobody will take the item.</returns>
    public bool Give(T item, bool now = false)
    {
        lock (_items)
        {
            while (_items.Count == capacity && !_stopped)
            {
                _giverWaits = true;
                Monitor.Wait(_items);
            }
            if (_stopped) return false;
            _items.Enqueue(item);
            if (_takerWaits && (now || _items.Count >= worthWaking))
            {
                _takerWaits = false;
                Monitor.PulseAll(_items);
            }
            return true;
        }
    }

    /// <summary>Takes the next item, as soon as there is one.</summary>
    /// <returns>False if there will be none, or it was stopped.</returns>
    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        lock (_items)
        {
            while (_items.Count == 0 && !_completed && !_stopped)
            {
                _takerWaits = true;
                Monitor.Wait(_items);
            }
            item = null;
            if (_stopped || !_items.TryDequeue(out item)) return false;
            if (_giverWaits && _items.Count <= capacity / 2)
            {
                _giverWaits = false;
                Monitor.PulseAll(_items);
            }
            return true;
        }
    }

    /// <summary>Says that no more will be given.</summary>
    public void Complete()
    {
        lock (_items)
        {
            _completed = true;
            Monitor.PulseAll(_items);
        }
    }

    /// <summary>Ends all waiting; what was not taken is lost.</summary>
    public void Stop()
    {
        lock (_items)
        {
            _stopped = true;
            Monitor.PulseAll(_items);
        }
    }
}
