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

    public ChangeRehearsal(Scenario scenario, Design design, ProvisionOptions provisioning)
    {
        _steps = [.. scenario.Timeline.Where(static step => ChangeCatalog.Find(StepActions.ActionOf(step)) is not null)];
        _designs = [design];
        foreach (ScenarioStep step in _steps)
        {
            if (step.Change is not { } change) continue;
            try
            {
                _designs.Add(change.Apply(_designs[^1], scenario.StartNs + step.AtNs, provisioning));
            }
            catch (ChangeRefusedException)
            {
                // The run's to tell, where every name is known.
            }
        }
    }

    /// <summary>The design after all changes: names of what they create stand for something too, and those of what they delete go on doing so.</summary>
    public Design AtLast => _designs[^1];

    /// <summary>Notes names in changes that neither the design nor any step of the timeline makes.</summary>
    public void NoteUnknownNames(ProblemList problems)
    {
        HashSet<string> made = [.. _steps.Select(static step => MadeBy(step)?.Text).OfType<string>()];
        foreach (ScenarioStep step in _steps)
        {
            if (step.Expect?.Refused is not null) continue;
            foreach ((Func<Design, string, int> find, ScalarNode name) in NamesIn(step))
                if (!made.Contains(name.Text) && WhyUnknown(find, name.Text) is { } reason) problems.Add(name.Place, reason.TrimEnd('.'));
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

    // Null where it stands for something before or after any of the changes.
    private string? WhyUnknown(Func<Design, string, int> find, string name)
    {
        string? reason = null;
        foreach (Design design in _designs)
        {
            try
            {
                find(design, name);
                return null;
            }
            catch (ChangeRefusedException refusal)
            {
                if (refusal.UnknownName is null) return null;
                reason ??= refusal.Reason;
            }
        }
        return reason;
    }

    private static IEnumerable<(Func<Design, string, int> Find, ScalarNode Name)> NamesIn(ScenarioStep step)
    {
        Node said = step.Verb.Text == "change" && step.Said is MappingNode { Entries: [var only] } ? only.Value : step.Said;
        foreach (ChangeKey key in ChangeCatalog.Find(StepActions.ActionOf(step))!.Keys)
        {
            if (key.Find is not { } find) continue;
            Node? value = said is not MappingNode keys ? said : keys.TryGet(key.Name, out Node? given) ? given : null;
            IReadOnlyList<Node> values = value switch { null => [], SequenceNode list => list.Items, _ => [value] };
            foreach (ScalarNode name in values.OfType<ScalarNode>()) yield return (find, name);
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
}
