using VpcSim.Import.Documents;
using VpcSim.Scenarios.Files.Shapes;

namespace VpcSim.Scenarios.Files;

/// <summary>What is right beside a mistake of form, so that its names are looked up too.</summary>
internal static class SoundPart
{
    /// <summary>A node without the keys that its shape does not have, and without values that are not of theirs.</summary>
    public static Node Of(Node node, Shape shape)
    {
        if (node is not MappingNode mapping || shape is not MappingShape { Keys: var keys }) return node;
        var sound = new MappingNode(mapping.Place);
        foreach (MappingEntry entry in mapping.Entries)
        {
            if (keys.FirstOrDefault(known => known.Name == entry.Key) is not { } key) continue;
            Node part = Of(entry.Value, key.Value);
            if (key.Value.Check(part, key.Name, new ProblemList(""))) sound.TryAdd(entry.Key, entry.KeyPlace, part);
        }
        return sound;
    }

    /// <summary>A step of which something is wrong: what it does, as far as that is right; null where it says nothing, or several things.</summary>
    public static ScenarioStep? OfStep(MappingNode item)
    {
        KeyShape[] verbs = [.. StepShapes.Step.Keys.Where(key => key.Presence == Presence.OneOf && item.TryGet(key.Name, out _))];
        if (verbs is not [var verb] || !item.TryGet(verb.Name, out Node? said)) return null;
        Node? expect = item.TryGet("expect", out Node? expected) ? Rest(expected, ExpectationShapes.StepExpectation) : null;
        return new ScenarioStep(0, new Placed(verb.Name, item.KeyPlace(verb.Name)), Rest(said, verb.Value) ?? new MappingNode(said.Place))
        {
            IsWhole = false,
            Expect = expect is MappingNode full ? ExpectationReader.OfStep(new Fields(full, ExpectationShapes.Expect)) : null,
        };
    }

    // Also where a key is missing that has to be there.
    private static Node? Rest(Node node, Shape shape)
    {
        MappingShape? full = shape as MappingShape ?? (shape as ChoiceShape)?.Full;
        if (node is not MappingNode mapping || full is null) return shape.Check(node, "", new ProblemList("")) ? node : null;
        var rest = new MappingNode(mapping.Place);
        foreach (MappingEntry entry in mapping.Entries)
            if (full.Keys.FirstOrDefault(known => known.Name == entry.Key) is { } key && Rest(entry.Value, key.Value) is { } part) rest.TryAdd(entry.Key, entry.KeyPlace, part);
        return rest;
    }
}
