using System.Collections.Immutable;
using VpcSim.DataPath.Gateways;
using VpcSim.DataPath.Gateways.Vpn;
using VpcSim.DataPath.NetworkAcls;
using VpcSim.DataPath.RouteTables;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;

namespace VpcSim.DataPath.Fabrics;

/// <summary>Compiles a completed design, list by list.</summary>
internal sealed class FabricBuilder
{
    private readonly DataPathSettings _settings;
    private readonly Dictionary<string, int> _places = [];
    private readonly HashSet<TrackingTimeouts> _timeouts = [];
    private readonly string[] _zones;
    private readonly Dictionary<string, PrefixList> _prefixLists;

    public FabricBuilder(Design design, DataPathSettings settings)
    {
        Design = design;
        _settings = settings;
        _prefixLists = design.PrefixLists.ToDictionary(list => list.Id);
        _zones = [.. design.Subnets.Concat(FabricNats.Places(design)).Select(subnet => subnet.AvailabilityZone).Distinct().Order(StringComparer.Ordinal)];
        NotePlaces();
        Note(FabricNats.Places(design), place => place.Id, design.Subnets.Length);
        Vpcs = [.. design.Vpcs.Select(vpc => new FabricVpc(vpc))];
        AttachGateways();
        Acls = [.. design.NetworkAcls.Select(acl => new CompiledAcl(acl))];
        Vpn = new VpnPlan(design, settings).Whole;
        RouteTables = TablesIn(Vpn);
        Targets = [.. design.RouteTables.Select(table => table.Routes.Select(TargetOf).ToArray())];
        Subnets = [.. design.Subnets.Concat(FabricNats.Places(design)).Select(SubnetOf)];
        InterfacesByAddress = new AddressMap(design.NetworkInterfaces.Sum(eni => eni.PrivateAddresses.Length + eni.Ipv6Addresses.Length));
        BehindPublic = new PublicOwner[design.NetworkInterfaces.Sum(eni => eni.PrivateAddresses.Count(address => address.PublicAddress is not null))];
        PublicAddresses = new AddressMap(BehindPublic.Length);
        Interfaces = InterfacesOf();
        VpnGatewayVpcs = [.. design.VpnGateways.Select(gateway => Place(gateway.VpcId))];
        IsDynamoDb = [.. design.VpcEndpoints.Select(endpoint => endpoint.ServiceName.EndsWith(".dynamodb", StringComparison.Ordinal))];
        EndpointVpcs = [.. design.VpcEndpoints.Select(endpoint => Place(endpoint.VpcId))];
        Peerings = [.. design.PeeringConnections.Select(PeeringOf)];
        Nats = new FabricNats(design, Place, Subnets, Interfaces, _zones.Length);
        EndpointInterfaces = new int[design.VpcEndpoints.Length];
        Array.Fill(EndpointInterfaces, -1);
        NoteOwners();
        NextHops = [.. design.RouteTables.Select(NextHopsOf)];
        Transit = new FabricTransit(design, Place, Subnets, Interfaces, Vpn);
    }

    public Design Design { get; }

    public FabricVpc[] Vpcs { get; }

    public FabricSubnet[] Subnets { get; }

    public FabricInterface[] Interfaces { get; }

    public CompiledAcl[] Acls { get; }

    public CompiledRouteTable[] RouteTables { get; }

    public int[][] Targets { get; }

    public int[][] NextHops { get; }

    public VpnState Vpn { get; }

    public FabricNats Nats { get; }

    public int[] VpnGatewayVpcs { get; }

    public int[] EndpointVpcs { get; }

    public int[] EndpointInterfaces { get; }

    public FabricPeering[] Peerings { get; }

    public bool[] IsDynamoDb { get; }
    public FabricTransit Transit { get; }

    /// <summary>By VPC and address: the interface.</summary>
    public AddressMap InterfacesByAddress { get; }

    /// <summary>By public address: the place in <see cref="BehindPublic"/>.</summary>
    public AddressMap PublicAddresses { get; }

    /// <summary>What stands behind each public address.</summary>
    public PublicOwner[] BehindPublic { get; }

    /// <summary>The route tables without what is withdrawn in a state of the tunnels.</summary>
    public CompiledRouteTable[] TablesIn(VpnState vpn) =>
        [.. Design.RouteTables.Select(table => new CompiledRouteTable(
            table, Vpcs[Place(table.VpcId)].Noun, PrefixesOf, _settings.HighestOfEqualPrefixLists, route => vpn.IsWithdrawn(route, Place(route.TargetId))))];

    private int Place(string? id) => id is not null && _places.TryGetValue(id, out int place) ? place : -1;

    private void NotePlaces()
    {
        Note(Design.Vpcs, vpc => vpc.Id);
        Note(Design.Subnets, subnet => subnet.Id);
        Note(Design.NetworkAcls, acl => acl.Id);
        Note(Design.RouteTables, table => table.Id);
        Note(Design.NetworkInterfaces, eni => eni.Id);
        Note(Design.Instances, instance => instance.Id);
        Note(Design.InternetGateways, gateway => gateway.Id);
        Note(Design.EgressOnlyInternetGateways, gateway => gateway.Id);
        Note(Design.NatGateways, gateway => gateway.Id);
        Note(Design.VpnGateways, gateway => gateway.Id);
        Note(Design.PeeringConnections, connection => connection.Id);
        Note(Design.TransitGateways, gateway => gateway.Id);
        Note(Design.TransitGatewayAttachments, attachment => attachment.Id);
        Note(Design.TransitGatewayRouteTables, table => table.Id);
        Note(Design.VpcEndpoints, endpoint => endpoint.Id);
    }

    private void Note<T>(IEnumerable<T> nouns, Func<T, string> idOf, int place = 0)
    {
        foreach (T noun in nouns) _places[idOf(noun)] = place++;
    }

    private void AttachGateways()
    {
        foreach (var gateway in Design.InternetGateways)
            if (Place(gateway.VpcId) is >= 0 and int vpc) Vpcs[vpc].InternetGateway = Place(gateway.Id);
        foreach (var gateway in Design.EgressOnlyInternetGateways)
            if (Place(gateway.VpcId) is >= 0 and int vpc) Vpcs[vpc].EgressOnlyInternetGateway = Place(gateway.Id);
        foreach (var gateway in Design.VpnGateways)
            if (Place(gateway.VpcId) is >= 0 and int vpc) Vpcs[vpc].VpnGateway = Place(gateway.Id);
        foreach (RouteTable table in Design.RouteTables)
            foreach (string gateway in table.GatewayIds) AssociateEdge(Vpcs[Place(table.VpcId)], Place(table.Id), gateway);
    }

    private void AssociateEdge(FabricVpc vpc, int table, string gateway)
    {
        if (vpc.InternetGateway >= 0 && Design.InternetGateways[vpc.InternetGateway].Id == gateway) vpc.InternetGatewayTable = table;
        if (vpc.VpnGateway >= 0 && Design.VpnGateways[vpc.VpnGateway].Id == gateway) vpc.VpnGatewayTable = table;
    }

    private ImmutableArray<Cidr> PrefixesOf(string prefixListId) =>
        _prefixLists.TryGetValue(prefixListId, out PrefixList? list) ? list.Entries : [];

    private int TargetOf(Route route) => Place(route.TargetId);

    private FabricPeering PeeringOf(PeeringConnection connection)
    {
        int requester = Place(connection.RequesterVpcId), accepter = Place(connection.AccepterVpcId);
        string? near = requester >= 0 ? Vpcs[requester].Noun.Region : null;
        string? far = accepter >= 0 ? Vpcs[accepter].Noun.Region : connection.AccepterRegion;
        return new FabricPeering(requester, accepter, IsInterRegion: near is not null && far is not null && near != far);
    }

    private FabricSubnet SubnetOf(Subnet subnet)
    {
        var made = new FabricSubnet
        {
            Noun = subnet,
            Vpc = Place(subnet.VpcId),
            Acl = Place(subnet.NetworkAclId),
            RouteTable = Place(subnet.RouteTableId),
            PublicAccessBlock = PublicAccessBlock.ModeOf(Design, Vpcs[Place(subnet.VpcId)].Noun, subnet),
            Zone = ZoneOf(subnet.AvailabilityZone),
        };
        if (made.RouterIPv4 is { } ipv4) Vpcs[made.Vpc].AddRouter(ipv4);
        if (made.RouterIPv6 is { } ipv6) Vpcs[made.Vpc].AddRouter(ipv6);
        return made;
    }

    // Numbered by name, so that the order in which subnets are written decides nothing.
    private int ZoneOf(string name) => Array.IndexOf(_zones, name);

    private FabricInterface[] InterfacesOf()
    {
        var policies = new GroupPolicies(Design);
        Dictionary<string, Instance> instances = Design.Instances.ToDictionary(instance => instance.Id);
        var made = new FabricInterface[Design.NetworkInterfaces.Length];
        int publics = 0;
        for (int i = 0; i < made.Length; i++)
        {
            NetworkInterface eni = Design.NetworkInterfaces[i];
            made[i] = InterfaceOf(eni, i, policies, eni.InstanceId is { } id ? instances.GetValueOrDefault(id) : null);
            foreach (IpAddress address in made[i].Addresses) InterfacesByAddress.Add(made[i].Vpc, address, i);
            foreach (PrivateAddress address in eni.PrivateAddresses)
            {
                if (address.PublicAddress is not { } publicAddress) continue;
                PublicAddresses.Add(AddressMap.Public, publicAddress, publics);
                BehindPublic[publics++] = new PublicOwner(i, address.Address);
            }
        }
        return made;
    }

    private FabricInterface InterfaceOf(NetworkInterface eni, int index, GroupPolicies policies, Instance? instance)
    {
        int subnet = Place(eni.OfRegionalNat is null ? eni.SubnetId : FabricNats.PlaceIdOf(eni));
        // A Network Load Balancer has security groups if it was made with some; a Gateway Load Balancer has none.
        bool guarded = eni.Kind is not (InterfaceKind.NatGateway or InterfaceKind.RegionalNatGateway or InterfaceKind.TransitGateway or InterfaceKind.GatewayLoadBalancerEndpoint
            or InterfaceKind.GatewayLoadBalancer)
            && (eni.Kind != InterfaceKind.NetworkLoadBalancer || !eni.SecurityGroupIds.IsEmpty);
        (GroupPolicy ingress, GroupPolicy egress) = policies.For(eni.SecurityGroupIds);
        string? type = instance?.InstanceType;
        return new FabricInterface
        {
            Noun = eni,
            Index = index,
            Kind = eni.Kind,
            ChecksSourceAndDestination = eni.SourceDestCheck,
            Subnet = subnet,
            Vpc = Subnets[subnet].Vpc,
            PrimaryIPv4 = eni.PrivateAddresses.Length > 0 ? eni.PrivateAddresses[0].Address : null,
            Addresses = AddressesOf(eni),
            Prefixes = [.. eni.Ipv4Prefixes, .. eni.Ipv6Prefixes],
            PublicAddresses = PublicAddressesOf(eni),
            Ingress = guarded ? ingress : null,
            Egress = guarded ? egress : null,
            Timeouts = Shared(TrackingTimeouts.For(eni, type, _settings)),
            Instance = Place(eni.InstanceId),
            TrackingAllowance = instance is null ? 0 : instance.ConnectionTrackingAllowance ?? _settings.ConnectionTrackingAllowance,
            Metadata = instance?.Metadata ?? MetadataOptions.Default,
            IsNitro = type is null || !InstanceTypes.IsXen(type),
        };
    }

    private TrackingTimeouts Shared(TrackingTimeouts timeouts)
    {
        if (_timeouts.TryGetValue(timeouts, out TrackingTimeouts? same)) return same;
        _timeouts.Add(timeouts);
        return timeouts;
    }

    private static IpAddress[] AddressesOf(NetworkInterface eni)
    {
        var addresses = new IpAddress[eni.PrivateAddresses.Length + eni.Ipv6Addresses.Length];
        for (int i = 0; i < eni.PrivateAddresses.Length; i++) addresses[i] = eni.PrivateAddresses[i].Address;
        eni.Ipv6Addresses.CopyTo(addresses, eni.PrivateAddresses.Length);
        return addresses;
    }

    private static IpAddress?[] PublicAddressesOf(NetworkInterface eni)
    {
        var addresses = new IpAddress?[eni.PrivateAddresses.Length + eni.Ipv6Addresses.Length];
        for (int i = 0; i < eni.PrivateAddresses.Length; i++) addresses[i] = eni.PrivateAddresses[i].PublicAddress;
        return addresses;
    }

    private void NoteOwners()
    {
        for (int i = 0; i < Design.VpcEndpoints.Length; i++)
            foreach (string id in Design.VpcEndpoints[i].NetworkInterfaceIds)
                if (Place(id) is >= 0 and int eni) (Interfaces[eni].Endpoint, EndpointInterfaces[i]) = (i, eni);
        foreach (TrafficMirrorSession session in Design.TrafficMirrorSessions)
            if (Place(session.SourceInterfaceId) is >= 0 and int source && Place(session.TargetInterfaceId) is >= 0 and int target)
                Interfaces[source].MirrorTargets = [.. Interfaces[source].MirrorTargets, .. Interfaces[target].Addresses];
    }

    private int[] NextHopsOf(RouteTable table, int place)
    {
        int[] targets = Targets[place];
        return [.. table.Routes.Select((route, i) => targets[i] < 0 ? -1 : route.TargetKind switch
        {
            RouteTargetKind.NatGateway => Nats.InterfaceOf(targets[i], zone: -1),
            RouteTargetKind.NetworkInterface => targets[i],
            RouteTargetKind.GatewayLoadBalancerEndpoint => EndpointInterfaces[targets[i]],
            _ => -1,
        })];
    }
}
