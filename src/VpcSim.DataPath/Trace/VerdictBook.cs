using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Trace;

/// <summary>Gives each distinct verdict a small number, so that flows remember four bytes and counting is an array access.</summary>
public sealed class VerdictBook
{
    private readonly Dictionary<Verdict, int> _numbers = [];
    private readonly List<Verdict> _verdicts = [];
    private readonly (Verdict Verdict, int Number)[] _latest = new (Verdict, int)[256];

    /// <summary>How many distinct verdicts there have been.</summary>
    public int Count => _verdicts.Count;

    /// <summary>The verdict of a number that <see cref="NumberOf"/> gave.</summary>
    public Verdict this[int number] => _verdicts[number];

    [MethodImpl(Hot.Path)]
    public int NumberOf(Verdict verdict)
    {
        ref (Verdict Verdict, int Number) latest = ref _latest[verdict.GetHashCode() * 31 >> 4 & 255];
        if (latest.Number > 0 && latest.Verdict == verdict) return latest.Number - 1;
        if (!_numbers.TryGetValue(verdict, out int number))
        {
            number = _verdicts.Count;
            _verdicts.Add(verdict);
            _numbers.Add(verdict, number);
        }
        latest = (verdict, number + 1);
        return number;
    }
}
