namespace VpcSim;

/// <summary>Used items on their way back from the thread that took them to the one that gives them.</summary>
/// <remarks>A short run makes the items that it happens to need. A longer one makes all that there can ever be at once, near its start, so that threads that fall
/// behind one another later take no memory for it.</remarks>
/// <param name="make">Makes a new one.</param>
internal sealed class Spares<T>(Func<T> make)
    where T : class
{
    private const int ShortRun = 16;
    private readonly Stack<T> _items = new();
    private int _made;
    private int _taken;

    /// <summary>How many items are in use at once at most, without those that come from elsewhere; 0 where only few are.</summary>
    public int Most { get; set; }

    public void Return(T item)
    {
        lock (_items) _items.Push(item);
    }

    /// <summary>One that was returned, or a new one.</summary>
    public T Take()
    {
        lock (_items)
        {
            if (_taken++ == ShortRun) MakeRest();
            if (_items.TryPop(out T? item)) return item;
            _made++;
        }
        return make();
    }

    private void MakeRest()
    {
        _items.EnsureCapacity(Most);
        for (; _made < Most; _made++) _items.Push(make());
    }
}
