using System.Runtime.CompilerServices;
using VpcSim.Model.Designs;

namespace VpcSim.DataPath.Trace;

/// <summary>Gives each distinct verdict a small number, so that flows remember four bytes and counting is an array access.</summary>
/// <remarks>A verdict names rules by their places. Equal ones of before and after a change of the design are two, and each is worded with its own design.</remarks>
public sealed class VerdictBook
{
    private const int Latest = 4096;
    private readonly Dictionary<Verdict, int> _numbers = [];
    private Verdict[] _verdicts = new Verdict[64];
    private readonly (Verdict Verdict, int Number)[] _latest = new (Verdict, int)[Latest];
    private readonly List<(int First, Design Design)> _designs = [];

    /// <summary>How many distinct verdicts there have been.</summary>
    public int Count { get; private set; }

    /// <summary>The verdict of a number that <see cref="NumberOf"/> gave.</summary>
    public Verdict this[int number] => _verdicts[number];

    /// <summary>The outcome of a numbered verdict.</summary>
    public Outcome OutcomeOf(int number) => _verdicts[number].Outcome;

    /// <summary>The design under which a numbered verdict was reached: <see cref="VerdictText"/> words it with that one.</summary>
    public Design DesignOf(int number)
    {
        int later = _designs.Count - 1;
        while (_designs[later].First > number) later--;
        return _designs[later].Design;
    }

    /// <summary>From now on verdicts are those of this design.</summary>
    internal void Begin(Design design)
    {
        _designs.Add((Count, design));
        _numbers.Clear();
        Array.Clear(_latest);
    }

    [MethodImpl(Hot.Path)]
    public int NumberOf(Verdict verdict)
    {
        ref (Verdict Verdict, int Number) latest = ref _latest[verdict.GetHashCode() & (Latest - 1)];
        if (latest.Number > 0 && latest.Verdict == verdict) return latest.Number - 1;
        if (!_numbers.TryGetValue(verdict, out int number))
        {
            number = Count++;
            if (number == _verdicts.Length) Array.Resize(ref _verdicts, number * 2);
            _verdicts[number] = verdict;
            _numbers.Add(verdict, number);
        }
        latest = (verdict, number + 1);
        return number;
    }
}
