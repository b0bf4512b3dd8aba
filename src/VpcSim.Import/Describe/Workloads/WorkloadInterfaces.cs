using System.Globalization;
using VpcSim.Import.CloudFormation.Workloads;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Workloads;

/// <summary>The interfaces of the answers, as owners are looked for: by description, address, subnet and groups; and what each is called after its owner.</summary>
internal sealed class WorkloadInterfaces
{
    private readonly Translation _t;
    private readonly ILookup<string, Item> _byDescription;
    private readonly ILookup<string, Item> _byAddress;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public WorkloadInterfaces(Translation t)
    {
        _t = t;
        _byDescription = t.Set.Of("NetworkInterfaces").ToLookup(eni => eni.Fields.Text("Description") ?? "", StringComparer.Ordinal);
        _byAddress = t.Set.Of("NetworkInterfaces").ToLookup(eni => eni.Fields.Text("PrivateIpAddress") ?? "", StringComparer.Ordinal);
    }

    /// <summary>What an interface is called after its owner; null where none is known.</summary>
    public string? NameOf(Item eni) => _names.GetValueOrDefault(eni.Id);

    public IEnumerable<Item> Described(string description) => _byDescription[description];

    public IEnumerable<Item> Described(Func<string, bool> fits) => _byDescription.Where(group => fits(group.Key)).SelectMany(group => group);

    public IEnumerable<Item> At(IEnumerable<ScalarNode?> addresses) => addresses.OfType<ScalarNode>().SelectMany(address => _byAddress[address.Text]);

    public IEnumerable<Item> ById(IEnumerable<ScalarNode?> ids) => ids.OfType<ScalarNode>().Select(id => _t.Set.Find("NetworkInterfaces", id.Text)).OfType<Item>();

    public static bool HasGroups(Item eni, IEnumerable<ScalarNode?> groups) =>
        eni.Fields.Mappings("Groups").Select(group => group.Text("GroupId") ?? "").ToHashSet(StringComparer.Ordinal).SetEquals(groups.OfType<ScalarNode>().Select(group => group.Text));

    /// <summary>Declares a workload, with the interfaces that are its own. Where the answers hold interfaces and none of them is, it has none: AWS's are all there.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="type">CloudFormation's.</param>
    /// <param name="fields">Of the answer.</param>
    /// <param name="properties">As a template has them.</param>
    /// <param name="own">Its interfaces, as far as the answers tell.</param>
    /// <param name="host">Its name in DNS; null where the answer has none.</param>
    /// <returns>Its name, unlike any other; null where it is not declared.</returns>
    public string? Declare(string name, string type, MappingNode fields, Built properties, IEnumerable<Item> own, ScalarNode? host = null)
    {
        Item[] interfaces = [.. own.DistinctBy(eni => eni.Id)];
        if (interfaces.Length == 0 && _t.Set.Has("NetworkInterfaces"))
        {
            _t.Finding("not-in-output", $"which interfaces are those of {name} ({type}), the output does not tell, or they are of another VPC; it has none here", name, fields.Place);
            return null;
        }
        Built? observed = interfaces.Length == 0 ? null : new Built(fields.Place).Set("NetworkInterfaceIds", interfaces.Select(eni => Translation.Ref(eni, fields.Place)));
        if (host is not null) observed = (observed ?? new Built(fields.Place)).Set(WorkloadHosts.Observed, [host]);
        string unique = _t.Declare(name, type, fields.Place, properties, observed: observed);
        Call(unique, interfaces);
        return unique;
    }

    /// <summary>Names interfaces after their owner: the only one is called as it is, several by their subnets, or by numbers where they share them.</summary>
    public void Call(string owner, IReadOnlyList<Item> interfaces)
    {
        string[] subnets = [.. interfaces.Select(SubnetOf)];
        bool apart = subnets.Distinct(StringComparer.Ordinal).Count() == subnets.Length;
        for (int i = 0; i < interfaces.Count; i++)
            _names.TryAdd(interfaces[i].Id, interfaces.Count == 1 ? owner : $"{owner}/{(apart ? subnets[i] : (i + 1).ToString(CultureInfo.InvariantCulture))}");
    }

    private string SubnetOf(Item eni) => _t.Set.Find("Subnets", eni.Fields.Text("SubnetId"))?.Name ?? eni.Fields.Text("SubnetId") ?? eni.Id;
}
