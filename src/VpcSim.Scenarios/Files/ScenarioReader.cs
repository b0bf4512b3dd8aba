using System.Collections.Immutable;
using VpcSim.Import.Documents;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Files;

/// <summary>Makes a scenario of a document. What is wrong is noted and left out, so that the rest can be looked at too.</summary>
internal sealed class ScenarioReader(string file, ProblemList problems)
{
    /// <returns>What could be read; null where the document is none, or names no design.</returns>
    public Scenario? Read(Node root)
    {
        if (root is not MappingNode mapping || mapping.Count == 0)
        {
            problems.Add(root.Place, "a scenario is a mapping with at least the key design; docs/scenarios.md shows one");
            return null;
        }
        ScenarioShapes.Scenario.Check(root, "a scenario", problems);
        var fields = new Fields(Sound(mapping), ScenarioShapes.Scenario);
        if (!fields.Has("design")) return null;
        return new Scenario
        {
            File = file,
            Designs = fields.Names("design"),
            Parameters = Pairs(fields, "parameters").ToImmutableDictionary(static pair => pair.Name.Text, static pair => pair.Value, StringComparer.Ordinal),
            Region = fields.Text("region", "us-east-1"),
            Account = fields.Text("account", "123456789012"),
            Settings = Pairs(fields, "settings"),
            Quotas = [.. Pairs(fields, "quotas").Select(static pair => (pair.Name, int.Parse(pair.Value, System.Globalization.CultureInfo.InvariantCulture)))],
            StartNs = fields.TextOrNull("start") is { } start && Durations.TryMoment(start, out long startNs) ? startNs : Scenario.DefaultStartNs,
            UntilNs = fields.DurationOrNull("until"),
            Seed = (ulong)fields.Whole("seed", 1),
            World = new WorldReader(problems).Read(Below(mapping, "world")),
            Timeline = [.. Steps(mapping).OrderBy(static step => step.AtNs)],
            Expectations = [.. ItemsOf(WithSoundExpectations(mapping), "expect", ExpectationShapes.Expectation).Select(expectation => ExpectationReader.Read(expectation, problems))],
        };
    }

    /// <summary>A list is read item by item, and the world key by key: what is wrong with one says nothing of the others.</summary>
    private static MappingNode Sound(MappingNode mapping)
    {
        var sound = new MappingNode(mapping.Place);
        foreach (MappingEntry entry in mapping.Entries)
        {
            KeyShape? key = ScenarioShapes.Scenario.Keys.FirstOrDefault(known => known.Name == entry.Key);
            if (key is not null && key.Value.Check(entry.Value, key.Name, new ProblemList(""))) sound.TryAdd(entry.Key, entry.KeyPlace, entry.Value);
        }
        return sound;
    }

    private IEnumerable<ScenarioStep> Steps(MappingNode mapping)
    {
        if (!mapping.TryGet("timeline", out Node? node) || node is not SequenceNode list) yield break;
        foreach (MappingNode item in list.Items.OfType<MappingNode>())
        {
            if (StepShapes.Step.Check(item, "timeline", new ProblemList(""))) yield return StepOf(new Fields(item, StepShapes.Step));
            else if (SoundPart.OfStep(item) is { } part) yield return part;
        }
    }

    // What an expectation says rightly is looked up also where it says something else wrongly.
    private static MappingNode WithSoundExpectations(MappingNode mapping)
    {
        var sound = new MappingNode(mapping.Place);
        if (mapping.TryGet("expect", out Node? node) && node is SequenceNode list)
            sound.TryAdd("expect", mapping.KeyPlace("expect"), new SequenceNode(list.Place, [.. list.Items.Select(static item => SoundPart.Of(item, ExpectationShapes.Expectation))]));
        return sound;
    }

    private static MappingNode? Below(MappingNode mapping, string key) => mapping.TryGet(key, out Node? node) ? node as MappingNode : null;

    private static ImmutableArray<(Placed Name, string Value)> Pairs(Fields fields, string key) => fields.Find(key) is not MappingNode mapping
        ? []
        : [.. mapping.Entries.Where(static entry => entry.Value is ScalarNode).Select(static entry => (new Placed(entry.Key, entry.KeyPlace), ((ScalarNode)entry.Value).Text))];

    private static IEnumerable<Fields> ItemsOf(MappingNode mapping, string key, MappingShape shape) =>
        mapping.TryGet(key, out Node? node) && node is SequenceNode list
            ? list.Items.Where(item => shape.Check(item, key, new ProblemList(""))).Select(item => new Fields((MappingNode)item, shape))
            : [];

    private ScenarioStep StepOf(Fields step)
    {
        string verb = step.Alternative;
        if (step.Has("every") && !step.Has("times")) problems.Add(step.PlaceOf("every"), "every is the time between two of several; write times beside it, or leave it out");
        return new ScenarioStep(step.Duration("at"), new Placed(verb, step.PlaceOf(verb)), step.Find(verb)!)
        {
            Change = ChangeOf(verb, step.Find(verb)!),
            Times = (int)step.Whole("times", 1),
            EveryNs = step.Duration("every"),
            Expect = step.Find("expect") switch
            {
                null => null,
                ScalarNode outcome => new StepExpectation(outcome.Place) { Outcome = new Placed(outcome.Text, outcome.Place) },
                var full => ExpectationReader.OfStep(new Fields((MappingNode)full, ExpectationShapes.Expect)),
            },
        };
    }

    private DesignChange? ChangeOf(string verb, Node said)
    {
        if (verb == "change" && said is MappingNode { Entries: [var only] }) return ChangeOf(only.Key, only.Value);
        if (ChangeCatalog.Find(verb) is null) return null;
        DesignChange? change = ChangeCatalog.Read(ChangeRequests.Of(verb, said), out ImmutableArray<ChangeMistake> mistakes);
        foreach (ChangeMistake mistake in mistakes) problems.Add(mistake.Key is { } key && said is MappingNode keys ? keys.KeyPlace(key) : said.Place, mistake.Message);
        return change;
    }
}
