namespace VpcSim;

/// <summary>Used items on their way back from the thread that took them to the one that gives them.</summary>
/// <param name="make">Makes a new one.</param>
internal sealed class Spares<T>(Func<T> make)
    where T : class
{
    private readonly Stack<T> _items = new();

    public void Return(T item)
    {
        lock (_items) _items.Push(item);
    }

    /// <summary>One that was returned, or a new one.</summary>
    public T Take()
    {
        lock (_items)
        {
            if (_items.TryPop(out T? item)) return item;
        }
        return make();
    }
}
