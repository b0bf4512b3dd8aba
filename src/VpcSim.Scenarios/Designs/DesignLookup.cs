using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Designs;

/// <summary>A completed design by ids and by who holds what, each in the order of the design's lists.</summary>
public sealed class DesignLookup
{
    private readonly Dictionary<string, Vpc> _vpcs;
    private readonly Dictionary<string, Subnet> _subnets;
    private readonly Dictionary<string, RouteTable> _tables;
    private readonly Dictionary<string, NetworkAcl> _acls;
    private readonly Dictionary<string, SecurityGroup> _groups;
    private readonly Dictionary<string, NetworkInterface> _interfaces;
    private readonly Dictionary<string, PrefixList> _prefixLists;
    private readonly Dictionary<string, Workload> _workloads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public DesignLookup(Design design)
    {
        Design = design;
        _vpcs = ById(design.Vpcs, static vpc => vpc.Id);
        _subnets = ById(design.Subnets, static subnet => subnet.Id);
        _tables = ById(design.RouteTables, static table => table.Id);
        _acls = ById(design.NetworkAcls, static acl => acl.Id);
        _groups = ById(design.SecurityGroups, static group => group.Id);
        _interfaces = ById(design.NetworkInterfaces, static eni => eni.Id);
        _prefixLists = ById(design.PrefixLists, static list => list.Id);
        SubnetsOfVpc = design.Subnets.ToLookup(static subnet => subnet.VpcId, StringComparer.Ordinal);
        SubnetsOfTable = design.Subnets.ToLookup(static subnet => subnet.RouteTableId ?? "", StringComparer.Ordinal);
        SubnetsOfAcl = design.Subnets.ToLookup(static subnet => subnet.NetworkAclId ?? "", StringComparer.Ordinal);
        TablesOfVpc = design.RouteTables.ToLookup(static table => table.VpcId, StringComparer.Ordinal);
        InterfacesOfSubnet = design.NetworkInterfaces.ToLookup(static eni => eni.SubnetId, StringComparer.Ordinal);
        InterfacesOfGroup = design.NetworkInterfaces
            .SelectMany(static eni => eni.SecurityGroupIds.Select(group => (group, eni)))
            .ToLookup(static pair => pair.group, static pair => pair.eni, StringComparer.Ordinal);
        NameAll();
        foreach (Instance instance in design.Instances) _owners.TryAdd(instance.Id, instance.Name);
        foreach (NatGateway gateway in design.NatGateways)
            if (gateway.NetworkInterfaceId is { } id) _owners.TryAdd(id, $"NAT gateway {gateway.Name}");
        foreach (NetworkInterface eni in design.NetworkInterfaces)
            if (eni.OfRegionalNat is { } place) _owners.TryAdd(eni.Id, $"regional NAT gateway {NameOf(place.GatewayId)} in {place.AvailabilityZone}");
        foreach (VpcEndpoint endpoint in design.VpcEndpoints)
            foreach (string id in endpoint.NetworkInterfaceIds) _owners.TryAdd(id, $"endpoint {endpoint.Name}");
        foreach (Workload workload in design.Workloads)
            foreach (string id in workload.NetworkInterfaceIds)
                if (_workloads.TryAdd(id, workload)) _owners.TryAdd(id, $"{workload.Name}, {workload.Type}");
        foreach (TransitGatewayAttachment attachment in design.TransitGatewayAttachments)
            foreach (string id in attachment.NetworkInterfaceIds) _owners.TryAdd(id, $"transit gateway attachment {attachment.Name}");
    }

    public Design Design { get; }

    public ILookup<string, Subnet> SubnetsOfVpc { get; }

    public ILookup<string, Subnet> SubnetsOfTable { get; }

    public ILookup<string, Subnet> SubnetsOfAcl { get; }

    public ILookup<string, RouteTable> TablesOfVpc { get; }

    public ILookup<string, NetworkInterface> InterfacesOfSubnet { get; }

    public ILookup<string, NetworkInterface> InterfacesOfGroup { get; }

    public Vpc? Vpc(string? id) => id is null ? null : _vpcs.GetValueOrDefault(id);

    public Subnet? Subnet(string? id) => id is null ? null : _subnets.GetValueOrDefault(id);

    public RouteTable? Table(string? id) => id is null ? null : _tables.GetValueOrDefault(id);

    public NetworkAcl? Acl(string? id) => id is null ? null : _acls.GetValueOrDefault(id);

    public SecurityGroup? Group(string? id) => id is null ? null : _groups.GetValueOrDefault(id);

    public NetworkInterface? Interface(string? id) => id is null ? null : _interfaces.GetValueOrDefault(id);

    public PrefixList? PrefixList(string? id) => id is null ? null : _prefixLists.GetValueOrDefault(id);

    /// <summary>The name of what has an id; the id itself where the design does not hold it.</summary>
    public string NameOf(string id) => _names.GetValueOrDefault(id, id);

    /// <summary>The load balancer, database or the like that owns an interface; null for none.</summary>
    public Workload? WorkloadOf(NetworkInterface eni) => _workloads.GetValueOrDefault(eni.Id);

    /// <summary>Who an interface belongs to, in words; null for one that nobody has attached.</summary>
    public string? OwnerOf(NetworkInterface eni) =>
        eni.InstanceId is { } instance ? $"instance {_owners.GetValueOrDefault(instance, instance)}"
        : _owners.TryGetValue(eni.Id, out string? owner) ? owner
        : eni.Kind switch
        {
            InterfaceKind.Interface => null,
            InterfaceKind.Lambda => "Lambda",
            InterfaceKind.NetworkLoadBalancer => "Network Load Balancer",
            InterfaceKind.GatewayLoadBalancer => "Gateway Load Balancer",
            _ => eni.Description.Length > 0 ? eni.Description : "an AWS service",
        };

    /// <summary>Whether a route of its table leads to an internet gateway that is there. (VPC guide, "Subnets for your VPC")</summary>
    public bool IsPublic(Subnet subnet) => Table(subnet.RouteTableId) is { } table && LeadsTo(table, RouteTargetKind.InternetGateway);

    /// <summary>Whether a table has a route, not a blackhole, to a target of a kind.</summary>
    public static bool LeadsTo(RouteTable table, RouteTargetKind kind)
    {
        foreach (Route route in table.Routes)
            if (route.TargetKind == kind && route.State == RouteState.Active) return true;
        return false;
    }

    /// <summary>Whether an interface has a public IPv4 address.</summary>
    public static bool HasPublicIPv4(NetworkInterface eni) => eni.PrivateAddresses.Any(static address => address.PublicAddress is not null);

    private static Dictionary<string, T> ById<T>(IReadOnlyCollection<T> items, Func<T, string> id)
    {
        var byId = new Dictionary<string, T>(items.Count, StringComparer.Ordinal);
        foreach (T item in items) byId.TryAdd(id(item), item);
        return byId;
    }

    private void NameAll()
    {
        foreach (Vpc vpc in Design.Vpcs) _names.TryAdd(vpc.Id, vpc.Name);
        foreach (Subnet subnet in Design.Subnets) _names.TryAdd(subnet.Id, subnet.Name);
        foreach (NetworkInterface eni in Design.NetworkInterfaces) _names.TryAdd(eni.Id, eni.Name);
        foreach (Instance instance in Design.Instances) _names.TryAdd(instance.Id, instance.Name);
        foreach (Workload workload in Design.Workloads) _names.TryAdd(workload.Id, workload.Name);
        foreach (SecurityGroup group in Design.SecurityGroups) _names.TryAdd(group.Id, group.Name);
        foreach (NetworkAcl acl in Design.NetworkAcls) _names.TryAdd(acl.Id, acl.Name);
        foreach (RouteTable table in Design.RouteTables) _names.TryAdd(table.Id, table.Name);
        foreach (InternetGateway gateway in Design.InternetGateways) _names.TryAdd(gateway.Id, gateway.Name);
        foreach (EgressOnlyInternetGateway gateway in Design.EgressOnlyInternetGateways) _names.TryAdd(gateway.Id, gateway.Name);
        foreach (NatGateway gateway in Design.NatGateways) _names.TryAdd(gateway.Id, gateway.Name);
        foreach (ElasticIp address in Design.ElasticIps) _names.TryAdd(address.AllocationId, address.Name);
        foreach (PeeringConnection peering in Design.PeeringConnections) _names.TryAdd(peering.Id, peering.Name);
        foreach (VpcEndpoint endpoint in Design.VpcEndpoints) _names.TryAdd(endpoint.Id, endpoint.Name);
        foreach (PrefixList list in Design.PrefixLists) _names.TryAdd(list.Id, list.Name);
        foreach (TransitGateway gateway in Design.TransitGateways) _names.TryAdd(gateway.Id, gateway.Name);
        foreach (TransitGatewayAttachment attachment in Design.TransitGatewayAttachments) _names.TryAdd(attachment.Id, attachment.Name);
        foreach (TransitGatewayRouteTable table in Design.TransitGatewayRouteTables) _names.TryAdd(table.Id, table.Name);
        foreach (Model.Vpn.VpnGateway gateway in Design.VpnGateways) _names.TryAdd(gateway.Id, gateway.Name);
        foreach (Model.Vpn.CustomerGateway gateway in Design.CustomerGateways) _names.TryAdd(gateway.Id, gateway.Name);
        foreach (Model.Vpn.VpnConnection connection in Design.VpnConnections) _names.TryAdd(connection.Id, connection.Name);
        foreach (Model.DirectConnect.DirectConnectGateway gateway in Design.DirectConnectGateways) _names.TryAdd(gateway.Id, gateway.Name);
    }
}
