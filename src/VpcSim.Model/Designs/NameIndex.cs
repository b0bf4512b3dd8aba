using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.Naming;

namespace VpcSim.Model.Designs;

/// <summary>Finds what a user names in a provisioned design: by logical id, AWS id, an interface's address, or a Name tag that one instance or interface has.</summary>
/// <remarks>An instance stands for its primary interface, <c>NAME:1</c> for its next; so do a NAT gateway, and an interface endpoint or a workload
/// that has one interface. Where two resources share a name, an interface comes first, then the order of the design's lists.</remarks>
public sealed class NameIndex
{
    private readonly Dictionary<string, NameResolution> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<IpAddress, NetworkInterface?> _byAddress = [];

    public NameIndex(Design provisioned)
    {
        var interfaces = new Dictionary<string, NetworkInterface>(StringComparer.Ordinal);
        foreach (NetworkInterface networkInterface in provisioned.NetworkInterfaces)
        {
            interfaces.TryAdd(networkInterface.Id, networkInterface);
            Add(networkInterface.Name, networkInterface.Id, networkInterface);
            AddAddresses(networkInterface);
        }
        AddInstances(provisioned);
        foreach (Gateways.NatGateway gateway in provisioned.NatGateways)
        {
            if (gateway.IsRegional) Add(gateway.Name, gateway.Id, [.. provisioned.NetworkInterfaces.Where(eni => eni.OfRegionalNat?.GatewayId == gateway.Id).Select(static eni => eni.Id)], interfaces);
            else Add(gateway.Name, gateway.Id, gateway.NetworkInterfaceId is { } id ? interfaces.GetValueOrDefault(id) : null);
        }
        foreach (Endpoints.VpcEndpoint endpoint in provisioned.VpcEndpoints)
            Add(endpoint.Name, endpoint.Id, endpoint.NetworkInterfaceIds, interfaces);
        foreach (Gateways.ElasticIp elasticIp in provisioned.ElasticIps)
            Add(elasticIp.Name, elasticIp.AllocationId, _byAddress.GetValueOrDefault(elasticIp.PublicAddress));
        AddOthers(provisioned);
        foreach (Workload workload in provisioned.Workloads)
            Add(workload.Name, workload.Id, workload.NetworkInterfaceIds, interfaces);
        AddTags(provisioned);
    }

    /// <summary>What the name stands for, or why it stands for nothing, with the nearest names.</summary>
    public NameResolution Resolve(string name)
    {
        if (_byName.TryGetValue(name, out NameResolution? found)) return found;
        if (IpAddress.TryParse(name, out IpAddress address) && _byAddress.TryGetValue(address, out NetworkInterface? owner))
        {
            return owner is not null
                ? new NameResolution { Name = name, Id = owner.Id, Interface = owner }
                : new NameResolution { Name = name, Error = $"the address {name} is on interfaces of several VPCs; name the interface" };
        }
        ImmutableArray<string> nearest = NearestNames.Of(name, _byName.Keys);
        string hint = nearest.IsEmpty ? "the design is empty" : $"the nearest names are {string.Join(", ", nearest)}";
        return new NameResolution { Name = name, Nearest = nearest, Error = $"nothing in the design is called '{name}'; {hint}" };
    }

    private void AddInstances(Design design)
    {
        var byInstance = new Dictionary<string, List<NetworkInterface>>(StringComparer.Ordinal);
        foreach (NetworkInterface networkInterface in design.NetworkInterfaces)
        {
            if (networkInterface.InstanceId is not { } instance) continue;
            if (!byInstance.TryGetValue(instance, out List<NetworkInterface>? attached)) byInstance[instance] = attached = [];
            attached.Add(networkInterface);
        }
        foreach (Instance instance in design.Instances)
        {
            List<NetworkInterface> attached = byInstance.GetValueOrDefault(instance.Id) ?? [];
            NetworkInterface? primary = null;
            foreach (NetworkInterface networkInterface in attached)
            {
                if (networkInterface.DeviceIndex == 0) primary ??= networkInterface;
                Add($"{instance.Name}:{networkInterface.DeviceIndex}", $"{instance.Id}:{networkInterface.DeviceIndex}", networkInterface);
            }
            _byName[instance.Name] = _byName[instance.Id] =
                new NameResolution { Name = instance.Name, Id = instance.Id, Interface = primary };
        }
    }

    /// <summary>A Name tag counts where one instance, or else one interface, has it, and nothing else is called so.</summary>
    private void AddTags(Design design)
    {
        var tagged = new Dictionary<string, NameResolution?>(StringComparer.Ordinal);
        foreach (Instance instance in design.Instances) AddTag(tagged, instance.Tags, instance.Id);
        foreach ((string name, NameResolution? resolution) in tagged)
            if (resolution is not null) _byName.TryAdd(name, resolution);
        tagged.Clear();
        foreach (NetworkInterface networkInterface in design.NetworkInterfaces) AddTag(tagged, networkInterface.Tags, networkInterface.Id);
        foreach ((string name, NameResolution? resolution) in tagged)
            if (resolution is not null) _byName.TryAdd(name, resolution);
    }

    private void AddTag(Dictionary<string, NameResolution?> tagged, ImmutableDictionary<string, string> tags, string id)
    {
        if (tags.TryGetValue("Name", out string? name) && name.Length > 0 && !tagged.TryAdd(name, _byName[id])) tagged[name] = null;
    }

    private void AddOthers(Design design)
    {
        foreach (Vpcs.Vpc vpc in design.Vpcs) Add(vpc.Name, vpc.Id);
        foreach (Subnets.Subnet subnet in design.Subnets) Add(subnet.Name, subnet.Id);
        foreach (SecurityGroups.SecurityGroup group in design.SecurityGroups) Add(group.Name, group.Id);
        foreach (NetworkAcls.NetworkAcl acl in design.NetworkAcls) Add(acl.Name, acl.Id);
        foreach (RouteTables.RouteTable table in design.RouteTables) Add(table.Name, table.Id);
        foreach (Gateways.InternetGateway gateway in design.InternetGateways) Add(gateway.Name, gateway.Id);
        foreach (Gateways.EgressOnlyInternetGateway gateway in design.EgressOnlyInternetGateways) Add(gateway.Name, gateway.Id);
        foreach (Gateways.PeeringConnection peering in design.PeeringConnections) Add(peering.Name, peering.Id);
        foreach (Transit.TransitGateway gateway in design.TransitGateways) Add(gateway.Name, gateway.Id);
        foreach (Transit.TransitGatewayAttachment attachment in design.TransitGatewayAttachments) Add(attachment.Name, attachment.Id);
        foreach (Transit.TransitGatewayRouteTable table in design.TransitGatewayRouteTables) Add(table.Name, table.Id);
        foreach (Vpn.VpnGateway gateway in design.VpnGateways) Add(gateway.Name, gateway.Id);
        foreach (Vpn.CustomerGateway gateway in design.CustomerGateways) Add(gateway.Name, gateway.Id);
        foreach (Vpn.VpnConnection connection in design.VpnConnections) Add(connection.Name, connection.Id);
        foreach (DirectConnect.DirectConnectGateway gateway in design.DirectConnectGateways) Add(gateway.Name, gateway.Id);
        foreach (DirectConnect.PrivateVirtualInterface link in design.PrivateVirtualInterfaces) Add(link.Name, link.Id);
        foreach (Endpoints.PrefixList list in design.PrefixLists) Add(list.Name, list.Id);
        foreach (Vpcs.DhcpOptions options in design.DhcpOptions) Add(options.Name, options.Id);
        foreach (FlowLogs.FlowLog log in design.FlowLogs) Add(log.Name, log.Id);
    }

    /// <summary>What owns interfaces: its only one, or the names of all.</summary>
    private void Add(string name, string id, ImmutableArray<string> interfaceIds, Dictionary<string, NetworkInterface> interfaces)
    {
        if (interfaceIds is [var only]) Add(name, id, interfaces.GetValueOrDefault(only));
        else Add(new NameResolution { Name = name, Id = id, Parts = [.. interfaceIds.Where(interfaces.ContainsKey).Select(own => interfaces[own].Name)] });
    }

    private void Add(string name, string id, NetworkInterface? networkInterface = null) =>
        Add(new NameResolution { Name = name, Id = id, Interface = networkInterface });

    private void Add(NameResolution resolution)
    {
        (string name, string id) = (resolution.Name, resolution.Id!);
        _byName.TryAdd(name, resolution);
        _byName.TryAdd(id, resolution);
    }

    private void AddAddresses(NetworkInterface networkInterface)
    {
        foreach (PrivateAddress address in networkInterface.PrivateAddresses)
        {
            AddAddress(address.Address, networkInterface);
            if (address.PublicAddress is { } publicAddress && publicAddress != address.Address) AddAddress(publicAddress, networkInterface);
        }
        foreach (IpAddress address in networkInterface.Ipv6Addresses) AddAddress(address, networkInterface);
    }

    private void AddAddress(IpAddress address, NetworkInterface networkInterface)
    {
        if (!_byAddress.TryAdd(address, networkInterface)) _byAddress[address] = null;
    }
}
