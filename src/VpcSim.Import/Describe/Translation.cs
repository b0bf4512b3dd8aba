using VpcSim.Import.CloudFormation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>Answers on their way into a template's terms.</summary>
internal sealed class Translation(DescribeSet set, string region, string account, ImportLog log)
{
    private readonly List<ResourceDeclaration> _declarations = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private HashSet<string>? _entries;

    public DescribeSet Set => set;

    public string Region => region;

    public string Account => account;

    public IReadOnlyList<ResourceDeclaration> Declarations => _declarations;

    /// <summary>A name that nothing bears yet, and no entry either.</summary>
    public string FreeName(string name)
    {
        _entries ??= [.. set.All.Select(item => item.Name)];
        string free = name;
        for (int again = 2; _names.Contains(free) || !_entries.Add(free); again++) free = $"{name}/{again}";
        return free;
    }

    public string Declare(Item item, string type, Built properties, Built? simulator = null, Built? observed = null) =>
        Declare(item.Name, type, item.Place, properties, simulator, observed, item.HasId ? item.Id : null);

    /// <summary>A part of an entry that is a resource of its own in a template, such as a route.</summary>
    /// <returns>The name, made unlike any other.</returns>
    public string Declare(string name, string type, Place place, Built properties, Built? simulator = null, Built? observed = null, string? id = null)
    {
        string unique = name;
        for (int again = 2; !_names.Add(unique); again++) unique = $"{name}/{again}";
        _declarations.Add(new ResourceDeclaration(unique, type.Contains("::", StringComparison.Ordinal) ? type : $"AWS::EC2::{type}", place, properties.Node, null, [], simulator?.Node)
        {
            KnownId = id,
            Observed = observed?.Node,
            Words = FieldWords.Of(type),
        });
        return unique;
    }

    /// <summary>An entry that is named by its id: the entry, or the bare id of something that the output does not hold.</summary>
    public Node? Id(string list, ScalarNode? id)
    {
        if (id is null) return null;
        return set.Find(list, id.Text) is { } item ? Ref(item, id.Place) : id;
    }

    public IEnumerable<Node> Ids(string list, IEnumerable<ScalarNode?> ids) => ids.Select(id => Id(list, id)).OfType<Node>();

    /// <summary>Ids of entries that the output holds; others are dropped in silence, since the list itself is missing and that is said.</summary>
    public IEnumerable<Node> KnownIds(string list, IEnumerable<ScalarNode?> ids) =>
        set.Has(list) ? Ids(list, ids) : ids.OfType<ScalarNode>().Where(id => set.Find(list, id.Text) is not null).Select(id => Id(list, id)!);

    /// <summary>An entry's id; where a collector wrote something that is none of AWS's, the one that is derived for it.</summary>
    public static Node Ref(Item item, Place place)
    {
        if (item.HasId) return new ScalarNode(place, item.Id);
        MappingNode function = new(place);
        Node name = new ScalarNode(place, item.Name);
        if (item.List == "Addresses") function.TryAdd("Fn::GetAtt", place, new SequenceNode(place, [name, new ScalarNode(place, "AllocationId")]));
        else function.TryAdd("Ref", place, name);
        return function;
    }

    public static Node Ref(string name, Place place)
    {
        MappingNode function = new(place);
        function.TryAdd("Ref", place, new ScalarNode(place, name));
        return function;
    }

    public static Node Text(Place place, string text) => new ScalarNode(place, text);

    public void Finding(string code, string message, string resource, Place place) => log.Finding(code, message, resource, place);
}
