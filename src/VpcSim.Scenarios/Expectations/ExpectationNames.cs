using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Looks up the names that expectations use.</summary>
public sealed class ExpectationNames
{
    private readonly NameIndex _names;
    private readonly HostSets _sets;
    private readonly Waypoints _waypoints;
    private readonly TagKeys _tagKeys;

    /// <param name="design">A completed design.</param>
    /// <param name="world">Hosts outside of it.</param>
    /// <param name="first">The design with which the run begins: its flow logs name tags, those that the timeline makes name none.</param>
    public ExpectationNames(Design design, ScenarioWorld world, Design first)
    {
        _names = new NameIndex(design);
        _sets = new HostSets(design, world);
        _waypoints = new Waypoints(design);
        _tagKeys = TagKeys.OfAllTraffic(first);
    }

    /// <summary>Names that stand for nothing, each with a sentence that says the nearest ones.</summary>
    public IEnumerable<(Placed Name, string Problem)> UnknownIn(StepExpectation expectation)
    {
        IEnumerable<Placed> components = expectation.By is { } by ? [by, .. expectation.Via, .. expectation.NotVia] : [.. expectation.Via, .. expectation.NotVia];
        return Components(components);
    }

    /// <inheritdoc cref="UnknownIn(StepExpectation)"/>
    public IEnumerable<(Placed Name, string Problem)> UnknownIn(ScenarioExpectation expectation) => expectation switch
    {
        FlowLogExpectation records => OfRecords(records),
        TrafficExpectation traffic => [.. Sets(traffic.From.Concat(traffic.To)), .. Components(traffic.Via.Concat(traffic.NotVia))],
        _ => [],
    };

    /// <summary>Why a name is that of no interface; null where it is one.</summary>
    internal string? Interface(Placed name)
    {
        NameResolution found = _names.Resolve(name.Text);
        return found.Interface is not null ? null : found.Error ?? $"{name} ({found.Id}) is no network interface and has no single one; name an interface or an instance";
    }

    private IEnumerable<(Placed Name, string Problem)> OfRecords(FlowLogExpectation records)
    {
        if (records.Interface is { } named && Interface(named) is { } problem) yield return (named, problem);
        foreach ((LogField field, string value) in records.Fields)
        {
            if (value == "-" || TagKeys.TypeOf(field) is not { } type || _tagKeys.KeyOf(field) is not null) continue;
            yield return (new Placed(LogFields.NameOf(field), records.Place),
                $"{LogFields.NameOf(field)} is always -, since no flow log of the design names the tag's key; name it in TagFieldSpecifications of an AWS::EC2::FlowLog, for ResourceType {type}");
        }
    }

    private IEnumerable<(Placed Name, string Problem)> Components(IEnumerable<Placed> names)
    {
        foreach (Placed name in names)
            if (_waypoints.Find(name.Text, out string? problem) is null) yield return (name, problem!);
    }

    private IEnumerable<(Placed Name, string Problem)> Sets(IEnumerable<Placed> names)
    {
        foreach (Placed name in names)
            if (_sets.Find(name.Text, out string? problem) is null) yield return (name, problem!);
    }
}
