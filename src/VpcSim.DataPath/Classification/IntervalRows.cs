using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Classification;

/// <summary>One dimension of a classifier: intervals of values, each with a row of bits, one for each rule that matches there.</summary>
internal sealed class IntervalRows<T>
    where T : struct, IComparable<T>
{
    private readonly T[] _starts;
    private readonly ulong[] _rows;
    private readonly int _words;

    /// <param name="starts">The first values of the intervals, in any order; the lowest value there is among them.</param>
    /// <param name="words">64-bit words of a row.</param>
    /// <param name="rowAt">The row of an interval by its first value.</param>
    public IntervalRows(IEnumerable<T> starts, int words, Func<T, ulong[]> rowAt)
    {
        var kept = new List<(T Start, ulong[] Row)>();
        foreach (T start in starts.Distinct().Order())
        {
            ulong[] row = rowAt(start);
            if (kept.Count == 0 || !row.AsSpan().SequenceEqual(kept[^1].Row)) kept.Add((start, row));
        }
        _words = words;
        _starts = [.. kept.Select(static interval => interval.Start)];
        _rows = [.. kept.SelectMany(static interval => interval.Row)];
    }

    /// <summary>The rules that match a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<ulong> Row(T value)
    {
        int at = 0;
        for (int rest = _starts.Length; rest > 1;)
        {
            int half = rest >> 1;
            if (_starts[at + half].CompareTo(value) <= 0) at += half;
            rest -= half;
        }
        return _rows.AsSpan(at * _words, _words);
    }
}
