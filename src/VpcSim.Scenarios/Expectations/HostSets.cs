using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Finds what a scenario means by the names of hosts and of sets of them.</summary>
internal sealed class HostSets
{
    /// <summary>All hosts on the internet.</summary>
    public const string Internet = "internet";

    /// <summary>All hosts behind VPN connections, virtual interfaces and transit gateways that lead out of the design.</summary>
    public const string OnPremises = "on-premises";

    private readonly Design _design;
    private readonly NameIndex _names;
    private readonly Dictionary<string, ScenarioHost> _outside;
    private readonly Lazy<AddressClasses> _classes;

    /// <param name="design">A completed design.</param>
    /// <param name="world">The scenario's hosts outside.</param>
    public HostSets(Design design, ScenarioWorld world)
    {
        _design = design;
        _names = new NameIndex(design);
        _outside = new Dictionary<string, ScenarioHost>(StringComparer.Ordinal);
        foreach (ScenarioHost host in world.Outside) _outside.TryAdd(host.Name.Text, host);
        _classes = new Lazy<AddressClasses>(() => new AddressClasses(design));
    }

    /// <summary>The set of a name; null and why where there is none.</summary>
    public HostSet? Find(string name, out string? problem)
    {
        problem = null;
        if (_outside.TryGetValue(name, out ScenarioHost? host)) return new HostSet(name, [], host.Addresses);
        if (name == Internet) return Region(name, onPremises: false);
        if (name == OnPremises) return Region(name, onPremises: true);
        if (IpAddress.TryParse(name, out IpAddress address)) return OfAddress(name, address);
        NameResolution found = _names.Resolve(name);
        if (!found.IsFound)
        {
            problem = $"neither the design nor the world holds '{name}'; the nearest names are {string.Join(", ", Nearest(name, found))}";
            return null;
        }
        ImmutableArray<int> interfaces = InterfacesOf(found);
        if (!interfaces.IsEmpty) return new HostSet(name, interfaces, []);
        problem = $"{name} ({found.Id}) holds no network interface; name an instance, an interface, a subnet, a security group or a VPC that does";
        return null;
    }

    /// <summary>The names nearest to one that there is not, of the design, of the world and of the sets.</summary>
    public IEnumerable<string> Nearest(string name, NameResolution found) =>
        Model.Naming.NearestNames.Of(name, [.. found.Nearest, .. _outside.Keys, Internet, OnPremises]);

    private HostSet Region(string name, bool onPremises)
    {
        Predicate<IpAddress> belongs = onPremises ? _classes.Value.IsOnPremises : _classes.Value.IsOnInternet;
        IEnumerable<IpAddress> declared = _outside.Values.Where(host => host.OnPremises == onPremises).SelectMany(static host => host.Addresses);
        ImmutableArray<IpAddress> representatives = onPremises ? _classes.Value.OnPremises : _classes.Value.OnInternet;
        return new HostSet(name, [], [.. declared.Concat(representatives).Distinct()]) { Region = address => belongs(address) || declared.Contains(address) };
    }

    private HostSet OfAddress(string name, IpAddress address) => _names.Resolve(name).Interface is { } eni
        ? new HostSet(name, [PlaceOf(eni.Id)], [])
        : new HostSet(name, [], [address]);

    private ImmutableArray<int> InterfacesOf(NameResolution found)
    {
        string id = found.Id!;
        ImmutableArray<int> several = Where(eni => eni.InstanceId == id || eni.SubnetId == id || eni.SecurityGroupIds.Contains(id) || IsIn(eni.SubnetId, id) || eni.OfRegionalNat?.GatewayId == id);
        return several.IsEmpty && found.Interface is { } only ? [PlaceOf(only.Id)] : several;
    }

    private bool IsIn(string subnetId, string vpcId) => _design.Subnets.Any(subnet => subnet.Id == subnetId && subnet.VpcId == vpcId);

    private ImmutableArray<int> Where(Func<Model.Enis.NetworkInterface, bool> holds) =>
        [.. Enumerable.Range(0, _design.NetworkInterfaces.Length).Where(place => holds(_design.NetworkInterfaces[place]))];

    private int PlaceOf(string id) => Where(eni => eni.Id == id)[0];
}
