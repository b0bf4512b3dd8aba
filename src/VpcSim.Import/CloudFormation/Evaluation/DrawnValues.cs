using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.Naming;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary>What only provisioning knows (drawn addresses, implied ids), taken from an earlier pass over the same template.</summary>
/// <remarks>In the first pass nothing is known; if something was asked for, the importer provisions and reads the template again.</remarks>
internal sealed class DrawnValues
{
    private readonly Dictionary<string, NetworkInterface> _interfaces;
    private readonly Dictionary<string, Vpc> _vpcs;
    private readonly Dictionary<string, Subnet> _subnets;
    private readonly Dictionary<string, NatGateway> _natGateways;
    private readonly Dictionary<string, ElasticIp> _elasticIps;
    private readonly Dictionary<string, VpcEndpoint> _endpoints;
    private readonly Dictionary<string, Workload> _workloads;
    private readonly Dictionary<string, NetworkInterface> _interfacesById;
    private HashSet<string>? _ids;

    public DrawnValues(Design? provisioned)
    {
        Provisioned = provisioned;
        Design design = provisioned ?? new Design();
        _interfaces = ByName(design.NetworkInterfaces, i => i.Name);
        _vpcs = ByName(design.Vpcs, v => v.Name);
        _subnets = ByName(design.Subnets, s => s.Name);
        _natGateways = ByName(design.NatGateways, n => n.Name);
        _elasticIps = ByName(design.ElasticIps, e => e.Name);
        _endpoints = ByName(design.VpcEndpoints, e => e.Name);
        _workloads = ByName(design.Workloads, w => w.Name);
        _interfacesById = ByName(design.Workloads.IsEmpty ? [] : design.NetworkInterfaces, i => i.Id);
    }

    /// <summary>The design of the earlier pass; null in the first.</summary>
    public Design? Provisioned { get; }

    /// <summary>Whether a value was asked for that this pass does not know.</summary>
    public bool AskedInVain { get; private set; }

    public IReadOnlyList<string>? PrivateAddresses(string name) => Known(_interfaces, name, i => i.PrivateAddresses.Select(a => a.Address.ToString()));

    public IReadOnlyList<string>? PublicAddresses(string name) =>
        Known(_interfaces, name, i => i.PrivateAddresses.Where(a => a.PublicAddress is not null).Select(a => a.PublicAddress.ToString()!));

    public IReadOnlyList<string>? Ipv6Addresses(string name) => Known(_interfaces, name, i => i.Ipv6Addresses.Select(a => a.ToString()));

    /// <summary>The first port at which a workload listens.</summary>
    public string? WorkloadPort(string name) =>
        Single(Known(_workloads, name, w => w.ListeningPorts.Select(port => port.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))));

    /// <summary>The primary private addresses of a workload's interfaces, in their order.</summary>
    public IReadOnlyList<string>? WorkloadAddresses(string name) =>
        Known(_workloads, name, w => InterfacesOf(w).SelectMany(i => i.PrivateAddresses.Take(1)).Select(a => a.Address.ToString()));

    /// <summary>The security groups of a workload's interfaces.</summary>
    public IReadOnlyList<string>? WorkloadGroups(string name) => Known(_workloads, name, w => InterfacesOf(w).SelectMany(i => i.SecurityGroupIds).Distinct(StringComparer.Ordinal));

    private IEnumerable<NetworkInterface> InterfacesOf(Workload workload) =>
        workload.NetworkInterfaceIds.Where(_interfacesById.ContainsKey).Select(id => _interfacesById[id]);

    public string? ElasticIp(string name) => Known(_elasticIps, name, e => [e.PublicAddress.ToString()])?[0];

    public string? NatInterface(string name) => Single(Known(_natGateways, name, n => n.NetworkInterfaceId is { } id ? [id] : []));

    /// <summary>The route table of a regional NAT gateway.</summary>
    public string? NatRouteTable(string name) => Single(Known(_natGateways, name, n => n.RouteTableId is { } id ? [id] : []));

    public string? DefaultNetworkAcl(string name) => Single(Known(_vpcs, name, v => v.DefaultNetworkAclId is { } id ? [id] : []));

    public string? DefaultSecurityGroup(string name) => Single(Known(_vpcs, name, v => v.DefaultSecurityGroupId is { } id ? [id] : []));

    public string? AvailabilityZoneId(string name) => Single(Known(_subnets, name, s => s.AvailabilityZoneId is { } id ? [id] : []));

    public IReadOnlyList<string>? EndpointInterfaces(string name) => Known(_endpoints, name, e => e.NetworkInterfaceIds);

    /// <summary>The names of an interface endpoint, each behind the id of its hosted zone: the region's first, then each zone's; none of another endpoint.</summary>
    public IReadOnlyList<string>? EndpointDnsEntries(string name) => Known(_endpoints, name, DnsEntriesOf);

    private IEnumerable<string> DnsEntriesOf(VpcEndpoint endpoint)
    {
        if (endpoint.Type != EndpointType.Interface || Provisioned is not { } design) yield break;
        string region = design.Vpcs.First(vpc => vpc.Id == endpoint.VpcId).Region;
        // AWS has one hosted zone for all endpoints of a region.
        string hostedZone = $"Z{AwsIds.Derive("zone", "AWS", region, "vpce")[^13..].ToUpperInvariant()}";
        yield return $"{hostedZone}:{EndpointNames.Regional(endpoint, region)}";
        foreach (string id in endpoint.SubnetIds)
            if (design.Subnets.FirstOrDefault(subnet => subnet.Id == id) is { } subnet)
                yield return $"{hostedZone}:{EndpointNames.Zonal(endpoint, region, subnet.AvailabilityZone)}";
    }

    /// <summary>Whether an id that the template does not make is one that provisioning makes: an implied group, ACL or table, a managed prefix list.</summary>
    public bool Makes(string id)
    {
        if (Provisioned is not { } design)
        {
            AskedInVain = true;
            return false;
        }
        _ids ??= [.. design.SecurityGroups.Select(g => g.Id), .. design.NetworkAcls.Select(a => a.Id), .. design.RouteTables.Select(t => t.Id),
            .. design.PrefixLists.Select(p => p.Id), .. design.NetworkInterfaces.Select(i => i.Id),
            .. design.TransitGatewayAttachments.Select(a => a.Id), .. design.TransitGatewayRouteTables.Select(t => t.Id)];
        return _ids.Contains(id);
    }

    private static string? Single(IReadOnlyList<string>? values) => values is { Count: > 0 } ? values[0] : null;

    private IReadOnlyList<string>? Known<T>(Dictionary<string, T> byName, string name, Func<T, IEnumerable<string>> values)
    {
        if (byName.TryGetValue(name, out T? found)) return [.. values(found)];
        AskedInVain |= Provisioned is null;
        return null;
    }

    private static Dictionary<string, T> ByName<T>(IEnumerable<T> things, Func<T, string> name) =>
        things.DistinctBy(name).ToDictionary(name, StringComparer.Ordinal);
}
