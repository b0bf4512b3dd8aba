using VpcSim.DataPath;
using VpcSim.DataPath.Services;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Naming;
using VpcSim.Scenarios.Hosts;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Simulations;

/// <summary>Who is who: hosts by name, by interface and by outside address.</summary>
internal sealed class AddressBook
{
    private readonly List<Host> _hosts = [];
    private readonly Dictionary<string, Host> _outsideByName = new(StringComparer.Ordinal);
    private readonly Dictionary<IpAddress, Host> _outside = [];
    private readonly Dictionary<string, Host> _byInstance = new(StringComparer.Ordinal);
    private readonly List<Host> _ofInterface = [];
    private Design _design = new();
    private NameIndex _names = new(new Design());

    public IReadOnlyList<Host> Hosts => _hosts;

    /// <summary>Goes on with a changed design, whose interfaces stand behind those that it had.</summary>
    /// <exception cref="SimulationException">Something in the design is called as a host outside is; nothing has changed.</exception>
    public void Adopt(Design design)
    {
        var names = new NameIndex(design);
        foreach (string name in _outsideByName.Keys) RequireFree(name, names);
        (_design, _names) = (design, names);
        for (int i = _ofInterface.Count; i < design.NetworkInterfaces.Length; i++) _ofInterface.Add(HostFor(design.NetworkInterfaces[i], i));
    }

    public Host AddOutside(OutsideHost declared)
    {
        var host = new Host(_hosts.Count, declared.Name, HostKind.Outside) { Behind = declared.Behind };
        if (declared.Addresses.IsDefaultOrEmpty) throw new SimulationException($"the host '{declared.Name}' has no address");
        RequireFree(declared.Name, _names);
        if (!_outsideByName.TryAdd(declared.Name, host)) throw new SimulationException($"two hosts outside are called '{declared.Name}'");
        foreach (IpAddress address in declared.Addresses)
        {
            if (!_outside.TryAdd(address, host)) throw new SimulationException($"'{_outside[address].Name}' and '{declared.Name}' both have the address {address}");
            host.AddressList.Add(address);
        }
        _hosts.Add(host);
        return host;
    }

    public Host AddService(string name, IEnumerable<IpAddress> addresses, VpcService? service, int endpoint)
    {
        var host = new Host(_hosts.Count, name, HostKind.Service) { Service = service, Endpoint = endpoint };
        host.AddressList.AddRange(addresses);
        _hosts.Add(host);
        return host;
    }

    public Host OfInterface(int place) => _ofInterface[place];

    public Host? Outside(WireAddress address) => _outside.GetValueOrDefault(address.ToIpAddress());

    /// <summary>The host that a name stands for, and the interface where it names one.</summary>
    /// <exception cref="SimulationException">Nobody is called so.</exception>
    public (Host Host, int Interface) Find(string name) =>
        TryFind(name, out Host? host, out int place, out string error) ? (host!, place) : throw new SimulationException(error);

    public bool TryFind(string name, out Host? host, out int place, out string error)
    {
        (place, error) = (-1, "");
        if (_outsideByName.TryGetValue(name, out host)) return true;
        if (IpAddress.TryParse(name, out IpAddress address) && _outside.TryGetValue(address, out host)) return true;
        NameResolution found = _names.Resolve(name);
        if (found.Interface is { } eni && PlaceOf(eni) is >= 0 and int at)
        {
            host = _ofInterface[at];
            place = at;
            return true;
        }
        string near = string.Join(", ", NearestNames.Of(name, _hosts.Select(static known => known.Name)));
        error = !found.Parts.IsEmpty ? found.WhyNoInterface
            : found.Id is not null && found.Error is null
            ? $"'{name}' ({found.Id}) is no host: it has no network interface; the nearest hosts are {near}"
            : $"no host is called '{name}'; the nearest ones are {near}";
        return false;
    }

    private static void RequireFree(string name, NameIndex names)
    {
        if (names.Resolve(name) is { IsFound: true } found)
            throw new SimulationException($"the host outside '{name}' is called as {found.Name} ({found.Id}) of the design is; give one of the two another name");
    }

    /// <summary>The name in DNS of the load balancer, database or the like that a name stands for; null where it stands for none.</summary>
    public string? NameInDns(string name)
    {
        foreach (Workload workload in _design.Workloads)
            if ((workload.Name == name || workload.Id == name) && workload.Hosts is [var first, ..]) return first.Name;
        return null;
    }

    private int PlaceOf(NetworkInterface eni)
    {
        for (int i = 0; i < _design.NetworkInterfaces.Length; i++)
            if (_design.NetworkInterfaces[i].Id == eni.Id) return i;
        return -1;
    }

    private Host HostFor(NetworkInterface eni, int place)
    {
        if (eni.InstanceId is not { } instance) return AddInside(eni.Name, place);
        if (!_byInstance.TryGetValue(instance, out Host? host))
        {
            string name = _design.Instances.FirstOrDefault(known => known.Id == instance)?.Name ?? eni.Name;
            return _byInstance[instance] = AddInside(name, place);
        }
        int before = host.InterfaceList.FindIndex(other => _design.NetworkInterfaces[other].DeviceIndex > eni.DeviceIndex);
        host.InterfaceList.Insert(before < 0 ? host.InterfaceList.Count : before, place);
        return host;
    }

    private Host AddInside(string name, int place)
    {
        var host = new Host(_hosts.Count, name, HostKind.Inside);
        host.InterfaceList.Add(place);
        _hosts.Add(host);
        return host;
    }
}
