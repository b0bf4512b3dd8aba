using System.Collections.Immutable;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Runs;

namespace VpcSim.Scenarios.Suites;

/// <summary>Which rules, entries and routes the scenarios of a suite exercised, by design: scenarios of one design add to each other.</summary>
public sealed class SuiteCoverage
{
    private readonly Dictionary<string, RuleCoverage> _byDesign = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>The designs, each with its rules, entries and routes in its own order.</summary>
    public IEnumerable<(string Design, ImmutableArray<(CoveredRule Rule, bool Exercised)> Rules)> Designs => _order.Select(design => (design, (ImmutableArray<(CoveredRule, bool)>)[.. _byDesign[design].Rules]));

    /// <summary>Adds what a scenario exercised.</summary>
    public void Add(ScenarioResult result)
    {
        Scenario scenario = result.Loaded.Scenario;
        string design = string.Join(", ", scenario.Designs.Select(each => Path.GetRelativePath(".", scenario.PathOf(each.Text)).Replace('\\', '/')));
        if (_byDesign.TryGetValue(design, out RuleCoverage? earlier))
        {
            earlier.Add(result.Coverage);
            return;
        }
        _byDesign.Add(design, result.Coverage);
        _order.Add(design);
    }
}
