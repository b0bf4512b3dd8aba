using System.Collections.Immutable;
using VpcSim.Import.Documents;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Runs;

/// <summary>The changes of a timeline, applied before the run, so that names that nothing ever has are mistakes of the file.</summary>
internal sealed class ChangeRehearsal
{
    private readonly ImmutableArray<ScenarioStep> _steps;
    private readonly List<Design> _designs;
    private readonly List<(ScenarioStep Step, ChangeRefusedException Refusal)> _unknown = [];
    private readonly long _startNs;

    public ChangeRehearsal(Scenario scenario, Design design, ProvisionOptions provisioning)
    {
        _steps = [.. scenario.Timeline.Where(static step => step.Change is not null)];
        _startNs = scenario.StartNs;
        _designs = [design];
        foreach (ScenarioStep step in _steps)
        {
            try
            {
                _designs.Add(step.Change!.Apply(_designs[^1], _startNs + step.AtNs, provisioning));
            }
            catch (ChangeRefusedException refusal)
            {
                // What AWS refuses of a name that it knows, or refuses as expected, is the run's to tell.
                if (refusal.UnknownName is not null && step.Expect?.Refused is null) _unknown.Add((step, refusal));
            }
        }
    }

    /// <summary>The design after all changes: names of what they create stand for something too, and those of what they delete go on doing so.</summary>
    public Design AtLast => _designs[^1];

    /// <summary>Notes names in changes that neither the design nor any step of the timeline makes.</summary>
    public void NoteUnknownNames(ProblemList problems)
    {
        HashSet<string> made = [.. _steps.Select(static step => MadeBy(step)?.Text).OfType<string>()];
        foreach ((ScenarioStep step, ChangeRefusedException refusal) in _unknown)
        {
            string name = refusal.UnknownName!;
            if (made.Contains(name) || _designs.Exists(design => IsKnown(step, name, design))) continue;
            problems.Add(Find(step.Said, name)?.Place ?? step.Verb.Place, refusal.Reason.TrimEnd('.'));
        }
    }

    /// <summary>Notes names that changes give and hosts outside have.</summary>
    public void NoteTakenNames(IReadOnlyCollection<string> outside, ProblemList problems)
    {
        foreach (ScenarioStep step in _steps)
        {
            if (MadeBy(step) is not { } name || !outside.Contains(name.Text)) continue;
            problems.Add(name.Place, $"a host outside is called '{name}' already; give what {StepActions.ActionOf(step)} makes another name");
        }
    }

    private bool IsKnown(ScenarioStep step, string name, Design design)
    {
        try
        {
            step.Change!.Change(design, _startNs + step.AtNs);
            return true;
        }
        catch (ChangeRefusedException refusal)
        {
            return refusal.UnknownName != name;
        }
    }

    // A creation that is refused says its name all the same: what is wrong is the creation.
    private static Placed? MadeBy(ScenarioStep step) => step.Said is MappingNode { Entries: [var action] }
        ? action.Value switch
        {
            MappingNode keys when keys.TryGet("name", out Node? name) && name is ScalarNode text => new Placed(text.Text, text.Place),
            ScalarNode shorthand when ChangeCatalog.Find(action.Key)?.Shorthand == "name" => new Placed(shorthand.Text, shorthand.Place),
            _ => null,
        }
        : null;

    private static ScalarNode? Find(Node said, string name) => said switch
    {
        ScalarNode scalar => scalar.Text == name || (scalar.Text.Length == name.Length + 2 && scalar.Text.StartsWith($"{name}/", StringComparison.Ordinal)) ? scalar : null,
        SequenceNode list => list.Items.Select(item => Find(item, name)).FirstOrDefault(static found => found is not null),
        MappingNode mapping => mapping.Entries.Select(entry => Find(entry.Value, name)).FirstOrDefault(static found => found is not null),
        _ => null,
    };
}
