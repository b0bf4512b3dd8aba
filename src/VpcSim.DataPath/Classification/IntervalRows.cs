using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Classification;

/// <summary>One dimension of a classifier: intervals of values, each with a row of bits, one for each rule that matches there.</summary>
internal sealed class IntervalRows<T>
    where T : struct, IComparable<T>
{
    private readonly T[] _starts;
    private readonly ulong[] _rows;
    private readonly int _words;

    /// <param name="starts">The first values of the intervals, in any order, also more than once; the lowest value there is among them. They are put in order.</param>
    /// <param name="words">64-bit words of a row.</param>
    /// <param name="rowAt">The row of an interval by its first value.</param>
    public IntervalRows(T[] starts, int words, Func<T, ulong[]> rowAt)
    {
        Array.Sort(starts);
        ulong[] rows = new ulong[starts.Length * words];
        int kept = 0;
        foreach (T start in starts)
        {
            if (kept > 0 && start.CompareTo(starts[kept - 1]) == 0) continue;
            ReadOnlySpan<ulong> row = rowAt(start);
            if (kept > 0 && row.SequenceEqual(rows.AsSpan((kept - 1) * words, words))) continue;
            row.CopyTo(rows.AsSpan(kept * words));
            starts[kept++] = start;
        }
        _words = words;
        _starts = starts[..kept];
        _rows = rows[..(kept * words)];
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
