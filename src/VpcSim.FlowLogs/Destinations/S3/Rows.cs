using System.Collections;

namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>The values of a column in a row group; room that was made stays.</summary>
internal sealed class Rows<T> : IReadOnlyCollection<T>
{
    private T[] _values = new T[1024];

    public int Count { get; private set; }

    public ReadOnlyMemory<T> Taken => _values.AsMemory(0, Count);

    public void Add(T value)
    {
        if (Count == _values.Length) Array.Resize(ref _values, Count * 2);
        _values[Count++] = value;
    }

    public void Clear() => Count = 0;

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return _values[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
