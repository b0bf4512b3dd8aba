using System.Globalization;
using VpcSim.Import.Documents;

namespace VpcSim.Testing.Building;

/// <summary>A resource of the template while it is written. Its nodes stand at the call that made them.</summary>
/// <param name="name">The logical id.</param>
/// <param name="type">Such as <c>AWS::EC2::Subnet</c>.</param>
/// <param name="call">Who declares it.</param>
internal sealed class Declaration(string name, string type, CallSite call)
{
    private readonly List<(string Key, Node Value)> _properties = [];
    private readonly List<(string Key, Node Value)> _metadata = [];
    private readonly List<string> _dependsOn = [];

    public string Name => name;

    public string Type => type;

    public CallSite Call => call;

    public bool Has(string key) => _properties.Exists(property => property.Key == key);

    public Declaration Set(string key, string? value) => value is null ? this : Set(key, new ScalarNode(call.Place, value));

    public Declaration Set(string key, int? value) => value is not { } number ? this : Set(key, Number(number, call));

    public Declaration Set(string key, bool value) => Set(key, new ScalarNode(call.Place, value ? "true" : "false", ScalarKind.Boolean));

    public Declaration Set(string key, Node value)
    {
        int at = _properties.FindIndex(property => property.Key == key);
        if (at < 0) _properties.Add((key, value));
        else _properties[at] = (key, value);
        return this;
    }

    /// <summary>Adds an item to a list, which begins with it.</summary>
    public Declaration Add(string key, Node item)
    {
        int at = _properties.FindIndex(property => property.Key == key);
        Node[] items = at < 0 ? [item] : [.. ((SequenceNode)_properties[at].Value).Items, item];
        return Set(key, new SequenceNode(call.Place, items));
    }

    /// <summary>Sets a key of <c>Metadata: VpcSim</c>.</summary>
    public Declaration Tell(string key, Node value)
    {
        _metadata.RemoveAll(entry => entry.Key == key);
        _metadata.Add((key, value));
        return this;
    }

    public Declaration DependsOn(string? other)
    {
        if (other is not null && !_dependsOn.Contains(other)) _dependsOn.Add(other);
        return this;
    }

    public MappingNode ToNode()
    {
        MappingNode node = Mapping(call, ("Type", new ScalarNode(call.Place, type)));
        if (_dependsOn.Count > 0) node.TryAdd("DependsOn", call.Place, new SequenceNode(call.Place, [.. _dependsOn.Select(other => new ScalarNode(call.Place, other))]));
        if (_metadata.Count > 0) node.TryAdd("Metadata", call.Place, Mapping(call, ("VpcSim", Mapping(call, [.. _metadata]))));
        if (_properties.Count > 0) node.TryAdd("Properties", call.Place, Mapping(call, [.. _properties]));
        return node;
    }

    public static ScalarNode Text(string text, CallSite call) => new(call.Place, text);

    public static ScalarNode Number(int number, CallSite call) => new(call.Place, number.ToString(CultureInfo.InvariantCulture), ScalarKind.Number);

    public static MappingNode Mapping(CallSite call, params ReadOnlySpan<(string Key, Node Value)> entries)
    {
        var node = new MappingNode(call.Place);
        foreach ((string key, Node value) in entries) node.TryAdd(key, call.Place, value);
        return node;
    }

    public static MappingNode Ref(string logicalId, CallSite call) => Mapping(call, ("Ref", Text(logicalId, call)));

    public static MappingNode GetAtt(string logicalId, string attribute, CallSite call) =>
        Mapping(call, ("Fn::GetAtt", new SequenceNode(call.Place, [Text(logicalId, call), Text(attribute, call)])));
}
