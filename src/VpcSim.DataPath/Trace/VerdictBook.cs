namespace VpcSim.DataPath.Trace;

/// <summary>Gives each distinct verdict a small number, so that flows remember four bytes and counting is an array access.</summary>
public sealed class VerdictBook
{
    private readonly Dictionary<Verdict, int> _numbers = [];
    private readonly List<Verdict> _verdicts = [];
    private Verdict _latest;
    private int _latestNumber = -1;

    /// <summary>How many distinct verdicts there have been.</summary>
    public int Count => _verdicts.Count;

    /// <summary>The verdict of a number that <see cref="NumberOf"/> gave.</summary>
    public Verdict this[int number] => _verdicts[number];

    public int NumberOf(Verdict verdict)
    {
        if (_latestNumber >= 0 && verdict == _latest) return _latestNumber;
        if (!_numbers.TryGetValue(verdict, out int number))
        {
            number = _verdicts.Count;
            _verdicts.Add(verdict);
            _numbers.Add(verdict, number);
        }
        (_latest, _latestNumber) = (verdict, number);
        return number;
    }
}
