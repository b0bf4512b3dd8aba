namespace VpcSim.Scenarios.Diagnosis;

/// <summary>What accepted records needed a rule for.</summary>
internal sealed class RuleUse
{
    private readonly HashSet<RuleNeed> _needs = [];

    public long Records { get; private set; }

    public IEnumerable<RuleNeed> Needs => _needs;

    public void Add(long records, RuleNeed need)
    {
        Records += records;
        _needs.Add(need);
    }
}
