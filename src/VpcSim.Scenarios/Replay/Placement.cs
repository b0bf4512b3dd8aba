using System.Runtime.CompilerServices;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>Finds who sends a captured packet: the interface that owns its source, or whatever lies behind the gateway that it comes in by.</summary>
internal sealed class Placement
{
    private readonly Design _design;
    private readonly Fabric _fabric;
    private readonly DataPath.DataPath _dataPath;
    private readonly OnPremises _onPremises;
    private int _at;

    public Placement(Fabric fabric, DataPath.DataPath dataPath)
    {
        _fabric = fabric;
        _design = fabric.Design;
        _dataPath = dataPath;
        _onPremises = new OnPremises(_design);
    }

    /// <summary>Where the packet enters, or the verdict of one that no walk decides.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="quote">What it quotes, if it is an ICMP error.</param>
    /// <param name="at">The place in the design of the interface on which it was captured; −1 where that is not known.</param>
    /// <param name="verdict">Meaningful where the result is null.</param>
    [MethodImpl(Hot.Path)]
    public EntryPoint? Find(in PacketHeader packet, in QuotedPacket quote, int at, out Verdict verdict)
    {
        _at = at;
        verdict = default;
        IpAddress source = packet.Source.ToIpAddress(), destination = packet.Destination.ToIpAddress();
        // IPv4-mapped addresses are no addresses of IPv6 packets. (RFC 4291 section 2.5.5.2)
        if (packet.Version == 6 && (source.IsIPv4 || destination.IsIPv4)) return NotInDesign(out verdict);
        int sender = OwnerOf(source, destination);
        if (sender >= 0) return EntryPoint.Interface(sender);
        int receiver = OwnerOf(destination, source);
        int vpc = receiver >= 0 ? _fabric.VpcOf(receiver) : VpcAround(destination);
        if (IsOfService(in packet, in quote, vpc, out VpcService service))
        {
            verdict = Verdict.Consumed(service);
            return null;
        }
        if (vpc < 0 && _fabric.FindCloudHub(source, destination) is >= 0 and int hub && _fabric.FindVpc(source) < 0) return EntryPoint.VpnGateway(hub);
        if (vpc < 0 || IsLocalOnly(source) || _fabric.FindVpc(source) >= 0) return NotInDesign(out verdict);
        if (receiver < 0 && _fabric.FindVpc(destination) < 0) return NotInDesign(out verdict);
        return FromOutside(source, destination, receiver, vpc);
    }

    private static EntryPoint? NotInDesign(out Verdict verdict)
    {
        verdict = new Verdict(Outcome.NotInDesign);
        return null;
    }

    [MethodImpl(Hot.Path)]
    private EntryPoint FromOutside(IpAddress source, IpAddress destination, int receiver, int vpc)
    {
        if (_onPremises.FindVpnGateway(source, vpc) is >= 0 and int gateway) return EntryPoint.VpnGateway(gateway);
        if (_fabric.FindTransitAttachment(source, vpc) is >= 0 and int attachment) return EntryPoint.TransitAttachment(attachment);
        if (_onPremises.IsBehindTransitGateway(source)) return EntryPoint.OtherNetwork(vpc);
        int target = -1;
        Route? route = receiver < 0 ? null : _dataPath.RouteFrom(receiver, source, out target);
        if (route is { TargetKind: RouteTargetKind.NetworkInterface, State: RouteState.Active } && ComesBy(target, receiver, route, destination))
            return EntryPoint.Interface(target);
        if (route is null || route.Destination is { IsAny: true }) return EntryPoint.Internet(vpc);
        return route.TargetKind switch
        {
            RouteTargetKind.GatewayEndpoint => EntryPoint.GatewayEndpoint(PlaceOfEndpoint(route.TargetId)),
            RouteTargetKind.VpcPeeringConnection => EntryPoint.OtherNetwork(vpc),
            _ => EntryPoint.Internet(vpc),
        };
    }

    // Behind an appliance lies what a route of its own leads to it for (a tunnel, containers). By a default route it is a NAT instance, which hands on what
    // is for an interface that the internet cannot reach by itself.
    private bool ComesBy(int appliance, int receiver, Route route, IpAddress destination)
    {
        if (appliance < 0 || appliance == receiver || _design.NetworkInterfaces[appliance].SourceDestCheck) return false;
        return route.Destination is not { IsAny: true } || (destination.IsIPv4 && _fabric.PublicAddressOf(receiver, destination) is null);
    }

    [MethodImpl(Hot.Path)]
    private bool IsOfService(in PacketHeader packet, in QuotedPacket quote, int vpc, out VpcService service)
    {
        int context = vpc >= 0 ? vpc : _at >= 0 ? _fabric.VpcOf(_at) : _design.Vpcs.Length == 1 ? 0 : -1;
        if (_dataPath.TryFindService(in packet, in quote, context, toService: false, out service)) return true;
        // A host without an address yet asks DHCP; link-local IPv6 speaks with the router.
        bool nameless = IsLocalOnly(packet.Source.ToIpAddress());
        return nameless && _dataPath.TryFindService(in packet, in quote, context, toService: true, out service);
    }

    [MethodImpl(Hot.Path)]
    private int OwnerOf(IpAddress address, IpAddress other)
    {
        int first = _fabric.FindVpc(address);
        if (first < 0) return _fabric.FindPartOfNat(address);
        if (_at >= 0 && _fabric.FindInterface(_fabric.VpcOf(_at), address) is >= 0 and int nearby) return nearby;
        int beside = _design.Vpcs.Length == 1 ? 0 : _fabric.FindVpc(other);
        if (beside >= 0 && _fabric.FindInterface(beside, address) is >= 0 and int neighbour) return neighbour;
        for (int vpc = first; vpc < _design.Vpcs.Length; vpc++)
            if (vpc != beside && _fabric.FindInterface(vpc, address) is >= 0 and int owner) return owner;
        return -1;
    }

    private int VpcAround(IpAddress destination)
    {
        if (_at >= 0 && _design.Vpcs[_fabric.VpcOf(_at)].Contains(destination)) return _fabric.VpcOf(_at);
        return _fabric.FindVpc(destination);
    }

    private int PlaceOfEndpoint(string id)
    {
        for (int i = 0; i < _design.VpcEndpoints.Length; i++)
            if (_design.VpcEndpoints[i].Id == id) return i;
        return -1;
    }

    // Unspecified, loopback, link-local and multicast addresses never come from beyond a router.
    private static bool IsLocalOnly(IpAddress address)
    {
        if (!address.IsIPv4) return address is { High: 0, Low: <= 1 } || address.High >> 54 == 0xFE80 >> 6 || address.High >> 56 == 0xFF;
        uint bits = address.IPv4Bits;
        return bits >> 24 is 0 or 127 || bits >> 16 == 0xA9FE || bits >> 28 >= 0xE;
    }
}
