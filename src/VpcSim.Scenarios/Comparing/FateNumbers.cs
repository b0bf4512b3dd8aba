namespace VpcSim.Scenarios.Comparing;

/// <summary>Gives each distinct fate of both sides a small number, so that two packets' fates are compared by it.</summary>
internal sealed class FateNumbers
{
    private readonly Dictionary<ComparedFate, int> _numbers = [];
    private readonly List<ComparedFate> _fates = [];

    public ComparedFate this[int number] => _fates[number];

    public int Of(ComparedFate fate)
    {
        if (_numbers.TryGetValue(fate, out int number)) return number;
        _numbers.Add(fate, number = _fates.Count);
        _fates.Add(fate);
        return number;
    }
}
