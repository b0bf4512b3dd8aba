using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VpcSim.DataPath.Gateways.Vpn;
using VpcSim.DataPath.NetworkAcls;
using VpcSim.DataPath.RouteTables;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.RouteTables;
using VpcSim.Wire;

namespace VpcSim.DataPath.Fabrics;

/// <summary>A completed design made ready for packets: names resolved to indexes, rules compiled, addresses looked up in one step.</summary>
/// <remarks>Immutable; a changed design is compiled into a new fabric of the next generation.</remarks>
public sealed class Fabric
{
    private readonly AddressMap _interfaces;
    private readonly AddressMap _publicAddresses;
    private readonly DelegatedPrefixes? _delegated;
    private readonly PublicOwner[] _behindPublic;
    private readonly int[] _endpointInterfaces;
    private readonly Func<VpnState, CompiledRouteTable[]> _tablesIn;

    internal Fabric(FabricBuilder builder, uint generation)
    {
        Design = builder.Design;
        Generation = generation;
        Interfaces = builder.Interfaces;
        Subnets = builder.Subnets;
        BlocksPublicAccess = Subnets.Any(subnet => subnet.PublicAccessBlock != BlockPublicAccessMode.Off);
        Vpcs = builder.Vpcs;
        Acls = builder.Acls;
        RouteTables = builder.RouteTables;
        Vpn = builder.Vpn;
        _tablesIn = builder.TablesIn;
        Targets = builder.Targets;
        NextHops = builder.NextHops;
        Nats = builder.Nats;
        VpnGatewayVpcs = builder.VpnGatewayVpcs;
        EndpointVpcs = builder.EndpointVpcs;
        Peerings = builder.Peerings;
        _endpointInterfaces = builder.EndpointInterfaces;
        IsDynamoDb = builder.IsDynamoDb;
        Transit = builder.Transit;
        _interfaces = builder.InterfacesByAddress;
        _delegated = DelegatedPrefixes.Of(builder.Interfaces);
        _behindPublic = builder.BehindPublic;
        _publicAddresses = builder.PublicAddresses;
    }

    /// <summary>The design that was compiled; indexes of interfaces, route tables and so on are places in its lists.</summary>
    public Design Design { get; }

    /// <summary>Raised by every change of the design.</summary>
    public uint Generation { get; }

    internal FabricInterface[] Interfaces { get; }

    internal FabricSubnet[] Subnets { get; }

    /// <summary>Whether VPC Block Public Access keeps any subnet from the internet.</summary>
    internal bool BlocksPublicAccess { get; }

    internal FabricVpc[] Vpcs { get; }

    internal CompiledAcl[] Acls { get; }

    internal CompiledRouteTable[] RouteTables { get; private set; }

    /// <summary>Which tunnels are up, and what virtual private gateways therefore know.</summary>
    internal VpnState Vpn { get; private set; }

    /// <summary>When the network changes next by itself, in nanoseconds since 1970.</summary>
    internal long ChangesAtNs => Vpn.UntilNs;

    /// <summary>By route table and route: the target's place in the design's list of its kind; −1 where the design does not hold it.</summary>
    internal int[][] Targets { get; }

    /// <summary>By route table and route: the interface that the route leads to, of a NAT gateway, an appliance or a Gateway Load Balancer endpoint; −1 for other targets.</summary>
    internal int[][] NextHops { get; }

    internal FabricNats Nats { get; }

    /// <summary>By VPN gateway: the VPC that it is attached to, or −1.</summary>
    internal int[] VpnGatewayVpcs { get; }

    /// <summary>By endpoint: its VPC.</summary>
    internal int[] EndpointVpcs { get; }

    internal FabricPeering[] Peerings { get; }

    /// <summary>By endpoint: whether it is one of DynamoDB.</summary>
    internal bool[] IsDynamoDb { get; }

    internal FabricTransit Transit { get; private set; }

    /// <param name="design">A design completed by <see cref="Model.Provisioning.Provisioner"/>.</param>
    /// <param name="settings">Timeouts and switches.</param>
    /// <param name="generation">One more than the fabric that this one replaces.</param>
    public static Fabric Compile(Design design, DataPathSettings settings, uint generation = 1) => new(new FabricBuilder(design, settings), generation);

    /// <summary>The next generation: a changed design, compiled. What was there keeps its place in its list; what is new follows.</summary>
    /// <param name="changed">The changed design, completed.</param>
    /// <param name="settings">The settings of the data path that goes on with it.</param>
    /// <exception cref="ArgumentException">
    /// Something that was there lost its place: connections are tracked, flows counted, verdicts worded and packets sent in by places.
    /// </exception>
    public Fabric Succeed(Design changed, DataPathSettings settings)
    {
        KeepsPlaces(Design.Vpcs, changed.Vpcs, vpc => vpc.Id);
        KeepsPlaces(Design.NetworkInterfaces, changed.NetworkInterfaces, eni => eni.Id);
        KeepsPlaces(Design.Instances, changed.Instances, instance => instance.Id);
        KeepsPlaces(Design.NetworkAcls, changed.NetworkAcls, acl => acl.Id);
        KeepsPlaces(Design.RouteTables, changed.RouteTables, table => table.Id);
        KeepsPlaces(Design.InternetGateways, changed.InternetGateways, gateway => gateway.Id);
        KeepsPlaces(Design.EgressOnlyInternetGateways, changed.EgressOnlyInternetGateways, gateway => gateway.Id);
        KeepsPlaces(Design.NatGateways, changed.NatGateways, gateway => gateway.Id);
        KeepsPlaces(Design.VpnGateways, changed.VpnGateways, gateway => gateway.Id);
        KeepsPlaces(Design.PeeringConnections, changed.PeeringConnections, connection => connection.Id);
        KeepsPlaces(Design.VpcEndpoints, changed.VpcEndpoints, endpoint => endpoint.Id);
        KeepsPlaces(Design.TransitGateways, changed.TransitGateways, gateway => gateway.Id);
        KeepsPlaces(Design.TransitGatewayAttachments, changed.TransitGatewayAttachments, attachment => attachment.Id);
        KeepsPlaces(Design.TransitGatewayRouteTables, changed.TransitGatewayRouteTables, table => table.Id);
        return Compile(changed, settings, Generation + 1);
    }

    /// <summary>The virtual private gateway that joins the sites of two addresses on premises; −1 for none. (Site-to-Site VPN guide, "VPN CloudHub")</summary>
    public int FindCloudHub(IpAddress source, IpAddress destination)
    {
        if (!source.IsIPv4 || !destination.IsIPv4) return -1;
        for (int gateway = 0; gateway < VpnGatewayVpcs.Length; gateway++)
            if (Vpn.Plan.Whole.Gateways[gateway].Joins(source, destination)) return gateway;
        return -1;
    }

    /// <summary>The same design at a moment of a run: its tunnels as they are then, and without the propagated routes that are withdrawn.</summary>
    /// <param name="startNs">The run's first packet, in nanoseconds since 1970.</param>
    /// <param name="nowNs">The moment.</param>
    internal Fabric At(long startNs, long nowNs)
    {
        if (Vpn.Plan.IsSteady) return this;
        var moved = (Fabric)MemberwiseClone();
        moved.Vpn = VpnState.At(Vpn.Plan, startNs, nowNs);
        moved.RouteTables = _tablesIn(moved.Vpn);
        moved.Transit = Transit.In(moved.Vpn);
        return moved;
    }

    /// <summary>The interface of a VPC that owns a private or IPv6 address; −1 for none.</summary>
    public int FindInterface(int vpc, IpAddress address)
    {
        int owner = _interfaces.Find(vpc, address);
        return owner >= 0 || _delegated is null ? owner : _delegated.Find(vpc, address);
    }

    /// <summary>Brings the places near at which a packet's addresses are looked for, where the packet before has others. Changes no result.</summary>
    [MethodImpl(Hot.Path)]
    public void PrefetchAddresses(in PacketHeader ahead, in PacketHeader before)
    {
        if (ahead.Source != before.Source) PrefetchAddress(ahead.Source.ToIpAddress());
        if (ahead.Destination != before.Destination) PrefetchAddress(ahead.Destination.ToIpAddress());
    }

    /// <summary>Then the interfaces that own them. Changes no result.</summary>
    [MethodImpl(Hot.Path)]
    public void PrefetchOwners(in PacketHeader ahead, in PacketHeader before)
    {
        if (ahead.Source != before.Source) PrefetchOwner(ahead.Source.ToIpAddress());
        if (ahead.Destination != before.Destination) PrefetchOwner(ahead.Destination.ToIpAddress());
    }

    private void PrefetchAddress(IpAddress address)
    {
        if (LikelyVpc(address) is >= 0 and int vpc) _interfaces.Prefetch(vpc, address);
    }

    private void PrefetchOwner(IpAddress address)
    {
        if (LikelyVpc(address) is >= 0 and int vpc && _interfaces.Find(vpc, address) is >= 0 and int owner) CacheHint.Object(Interfaces[owner]);
    }

    private int LikelyVpc(IpAddress address) => Vpcs.Length == 1 ? 0 : FindVpc(address);

    /// <summary>The first VPC one of whose blocks holds the address, by its place in the design; −1 for none.</summary>
    [MethodImpl(Hot.Path)]
    public int FindVpc(IpAddress address)
    {
        for (int vpc = 0; vpc < Vpcs.Length; vpc++)
            if (Vpcs[vpc].Noun.Contains(address)) return vpc;
        return -1;
    }

    /// <summary>The interface that a public IPv4 address maps to.</summary>
    public bool TryFindPublic(IpAddress address, out int networkInterface, out IpAddress privateAddress)
    {
        int place = _publicAddresses.Find(AddressMap.Public, address);
        PublicOwner owner = place < 0 ? new PublicOwner(-1, default) : _behindPublic[place];
        (networkInterface, privateAddress) = (owner.Interface, owner.Private);
        return place >= 0;
    }

    /// <summary>The interface of a regional NAT gateway that has an address, which is a public one and in none of a VPC's blocks; −1 for none.</summary>
    public int FindPartOfNat(IpAddress address) =>
        Nats.HasRegional && TryFindPublic(address, out int owner, out IpAddress own) && own == address ? owner : -1;

    /// <summary>The transit gateway attachment by which a host outside of all VPCs speaks with a VPC, by places in the design's lists; −1 for none.</summary>
    public int FindTransitAttachment(IpAddress outside, int vpc) => Transit.FindOutside(Design, vpc, outside, flow: 0, out _);

    /// <summary>The public address of one of an interface's private addresses, or null.</summary>
    public IpAddress? PublicAddressOf(int networkInterface, IpAddress privateAddress) =>
        Interfaces[networkInterface].PublicOf(privateAddress);

    /// <summary>The public address that the internet gateway gives to the source of a packet that an interface sends, its own or one that it passes on for another.</summary>
    internal IpAddress? PublicSourceOf(FabricInterface from, IpAddress source)
    {
        if (from.Owns(source)) return from.PublicOf(source);
        int owner = FindInterface(from.Vpc, source);
        return owner < 0 ? null : Interfaces[owner].PublicOf(source);
    }

    /// <summary>The VPC of an interface, by places in the design's lists.</summary>
    public int VpcOf(int networkInterface) => Interfaces[networkInterface].Vpc;

    /// <summary>The interface by which a NAT gateway takes what is sent from a subnet; a regional one has one in each zone.</summary>
    internal FabricInterface InterfaceOfNatGateway(int gateway, int fromSubnet) => Interfaces[Nats.InterfaceOf(gateway, Subnets[fromSubnet].Zone)];

    /// <summary>The VPC that a gateway endpoint serves.</summary>
    internal int VpcOfEndpoint(int endpoint) => EndpointVpcs[endpoint];

    /// <summary>The interface of a Gateway Load Balancer endpoint, which has one; −1 where the design says no subnet.</summary>
    internal int InterfaceOfEndpoint(int endpoint) => _endpointInterfaces[endpoint];

    /// <summary>The VPC of the design that a packet on the internet goes to; −1 for none.</summary>
    [MethodImpl(Hot.Path)]
    internal int VpcBehindInternet(in Passage packet)
    {
        if (!packet.IsIPv6) return TryFindPublic(packet.Destination, out int owner, out _) ? Interfaces[owner].Vpc : -1;
        return FindVpc(packet.Destination);
    }

    /// <summary>The deciding route of a subnet for a destination, or null.</summary>
    [MethodImpl(Hot.Path)]
    internal Route? FindRoute(int subnet, IpAddress destination, bool ipv6, out int table, out int place)
    {
        table = Subnets[subnet].RouteTable;
        place = RouteTables[table].Find(destination, ipv6);
        return place < 0 ? null : Design.RouteTables[table].Routes[place];
    }

    private static void KeepsPlaces<T>(ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> idOf)
    {
        for (int place = 0; place < before.Length; place++)
        {
            if (place >= after.Length || idOf(after[place]) != idOf(before[place]))
                throw new ArgumentException($"{idOf(before[place])} is no longer at place {place} of the changed design.");
        }
    }
}
