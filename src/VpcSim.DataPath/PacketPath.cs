using System.Runtime.CompilerServices;
using VpcSim.DataPath.Endpoints;
using VpcSim.DataPath.Enis;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways;
using VpcSim.DataPath.Gateways.Transit;
using VpcSim.DataPath.NetworkAcls;
using VpcSim.DataPath.RouteTables;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath;

/// <summary>The way of a packet: a leaving one climbs the stages, an arriving one descends them. This file is their order.</summary>
/// <remarks>
/// 1 ENI, 2 security group, 3 network ACL, 4 route table, 5 gateway, 6 endpoint; then down again 3, 2, 1 at the receiving side.
/// AWS draws the layers in "Infrastructure security" (VPC guide); the order of checks that cannot be observed is ours.
/// </remarks>
internal sealed class PacketPath(Fabric fabric, SecurityGroupStage groups, GatewayStage gateways, LinkLocalAllowance allowance, DataPathSettings settings)
{
    private const int MostHops = 8;
    private readonly TransitGateways _transit = new(fabric, settings);

    [MethodImpl(Hot.Path)]
    public Verdict Enter(Walk walk, EntryPoint entry) => entry.Kind switch
    {
        EntryKind.Interface => Leave(walk, fabric.Interfaces[entry.Index]),
        EntryKind.Internet => FromInternet(walk, entry.Index),
        EntryKind.VpnGateway => FromVpn(walk, entry.Index),
        EntryKind.TransitAttachment => _transit.CarryFromOutside(walk, entry.Index, out int exit) ?? Emit(walk, fabric.Interfaces[exit]),
        _ => FromOutside(walk, entry),
    };

    /// <summary>The way of a packet that a component with an interface makes itself.</summary>
    public Verdict Originate(Walk walk, int networkInterface) => Emit(walk, fabric.Interfaces[networkInterface]);

    [MethodImpl(Hot.Path)]
    private Verdict Leave(Walk walk, FabricInterface from)
    {
        if (VpcServices.Find(fabric, from.Vpc, in walk.Packet, toService: true) is { } service)
            return ServiceAccess.Refuses(walk, fabric, from, service, allowance) ?? Verdict.Consumed(service);
        if (from.Owns(walk.Packet.Destination)) return Deliver(walk, from);
        walk.Packet.Forwarded = !from.Owns(walk.Packet.Source);
        if (from.HasUnloggedTraffic) walk.Silence = UnloggedTraffic.Of(in walk.Packet, fabric, from);
        if (!SourceDestCheck.Passes(walk, from, egress: true)) return Refused(walk, DropReason.EniSourceDestCheckRestriction, from, egress: true);
        if (from.Endpoint >= 0 && (EndpointStage.Initiates(walk, from, groups) ?? EndpointStage.Exceeds(walk, from.Endpoint, settings)) is { } refused) return refused;
        return groups.Passes(walk, from, egress: true, out Verdict denied) ? Emit(walk, from) : Rejected(walk, from, egress: true, denied);
    }

    // Out of the interface: straight to a neighbour of the subnet, or over the subnet's border and its route table.
    [MethodImpl(Hot.Path)]
    private Verdict Emit(Walk walk, FabricInterface from)
    {
        if (walk.TooBig(Walk.InterfaceMtu, settings)) return TooBig(walk, from);
        int before;
        if (fabric.Subnets[from.Subnet].Noun.Contains(walk.Packet.Destination))
        {
            before = walk.Meters.Length;
            walk.Observe(from, egress: true, accepted: true, trafficPath: 1);
            return Recorded(walk, from, before, walk.Meters.Length, ToNeighbour(walk, from));
        }
        if (!StaysInSubnet(walk, from) && !NetworkAclStage.Passes(walk, fabric, from.Subnet, egress: true, out Verdict denied))
            return Rejected(walk, from, egress: true, denied);
        Route? route = RouteTableStage.Find(walk, fabric, from.Subnet, out int table, out int place, out Verdict lost);
        int target = route is null ? -1 : fabric.Targets[table][place];
        if (fabric.BlocksPublicAccess && PublicAccessBlock.BlocksOut(walk, fabric, from, route, target, out Verdict blocked))
            return Rejected(walk, from, egress: true, blocked, RejectReason.BlockPublicAccess);
        before = walk.Meters.Length;
        walk.Observe(from, egress: true, accepted: true, route is null ? (byte)0 : RouteTableStage.TrafficPathOf(route, from, fabric, target));
        int seen = walk.Meters.Length;
        if (IsMulticast(in walk.Packet)) lost = Verdict.Drop(DropReason.MulticastNotSupported, ComponentKind.Vpc, from.Vpc, egress: true);
        else if (route is not null) lost = Forward(walk, from, route, table, place, target);
        return Recorded(walk, from, before, seen, lost);
    }

    // What AWS's records say of a packet that nobody sees after its sender is not documented.
    [MethodImpl(Hot.Path)]
    private Verdict Recorded(Walk walk, FabricInterface from, int before, int seen, Verdict verdict)
    {
        if (settings.DroppedOnTheWay == DropRecord.Accept || verdict.Outcome != Outcome.Dropped || walk.Meters.Length != seen) return verdict;
        if (verdict.Reason is DropReason.EniSourceDestCheckRestriction or DropReason.ConntrackAllowanceExceeded) return verdict;
        walk.TakeBack(before);
        if (settings.DroppedOnTheWay == DropRecord.Reject) walk.Observe(from, egress: true, accepted: false);
        return verdict;
    }

    [MethodImpl(Hot.Path)]
    private Verdict Forward(Walk walk, FabricInterface from, Route route, int table, int place, int target)
    {
        // A target that a running design's output leaves out is believed to carry on.
        if (target < 0 && route.TargetKind != RouteTargetKind.Local) return Verdict.Delivered(ComponentKind.OtherGateway, table, place);
        switch (route.TargetKind)
        {
            case RouteTargetKind.Local:
                return RouterExpires(walk, table, place) ?? ToAddress(walk, from.Vpc, acrossSubnets: true);
            case RouteTargetKind.NetworkInterface:
                return Arrive(walk, fabric.Interfaces[target], acrossSubnets: fabric.Interfaces[target].Subnet != from.Subnet);
            case RouteTargetKind.GatewayLoadBalancerEndpoint:
                return ToInspection(walk, target, from.Subnet);
            case RouteTargetKind.NatGateway:
                return ToNatGateway(walk, from, target);
            case RouteTargetKind.InternetGateway:
                return gateways.OutToInternet(walk, from, target) ?? BackIn(walk, from) ?? Verdict.Delivered(ComponentKind.InternetGateway, target);
            case RouteTargetKind.EgressOnlyInternetGateway:
                return gateways.OutThroughEgressOnly(walk, from, target) ?? BackIn(walk, from) ?? Verdict.Delivered(ComponentKind.EgressOnlyInternetGateway, target);
            case RouteTargetKind.VpnGateway:
                return gateways.OutToVpn(walk, target, out int way) ?? Verdict.Delivered(ComponentKind.VpnGateway, target, way);
            case RouteTargetKind.VpcPeeringConnection:
                return gateways.OutToPeer(walk, from, target, out int peer) ?? (peer < 0
                    ? Verdict.Delivered(ComponentKind.PeeringConnection, target)
                    : RouterExpires(walk, table, place) ?? ToAddress(walk, peer, acrossSubnets: true));
            case RouteTargetKind.TransitGateway:
                return ToTransitGateway(walk, from, target);
            case RouteTargetKind.GatewayEndpoint:
                return gateways.OutToService(walk, from, target) ?? Verdict.Delivered(ComponentKind.VpcEndpoint, target);
            default:
                return Verdict.Delivered(ComponentKind.OtherGateway, table, place);
        }
    }

    // Down again: network ACL, security group, destination check.
    [MethodImpl(Hot.Path)]
    private Verdict Arrive(Walk walk, FabricInterface to, bool acrossSubnets)
    {
        walk.CrossedTuples |= walk.Translated;
        if (acrossSubnets && !NetworkAclStage.Passes(walk, fabric, to.Subnet, egress: false, out Verdict denied))
            return Rejected(walk, to, egress: false, denied);
        if (!groups.Passes(walk, to, egress: false, out denied)) return Rejected(walk, to, egress: false, denied);
        if (!SourceDestCheck.Passes(walk, to, egress: false)) return Refused(walk, DropReason.EniSourceDestCheckRestriction, to, egress: false);
        if (to.Endpoint >= 0 && EndpointStage.Exceeds(walk, to.Endpoint, settings) is { } exceeded) return exceeded;
        walk.Observe(to, egress: false, accepted: true);
        if (to.NatGateway >= 0) return gateways.InThroughNat(walk, to) ?? Emit(walk, to);
        return Appliances.SendsOn(walk, fabric, to, settings) ? PassOn(walk, to) : Deliver(walk, to);
    }

    // What is not for an appliance leaves it unchanged by the same interface: its groups, its subnet's network ACL and its route table decide anew.
    private Verdict PassOn(Walk walk, FabricInterface appliance)
    {
        walk.Packet.Forwarded = true;
        walk.PassGateway();
        if (walk.Packet.Ttl <= walk.Hops || walk.Hops > MostHops)
        {
            walk.Generated++;
            return Verdict.Drop(DropReason.TtlExpired, ComponentKind.NetworkInterface, appliance.Index, egress: true);
        }
        return groups.Passes(walk, appliance, egress: true, out Verdict denied) ? Emit(walk, appliance) : Rejected(walk, appliance, egress: true, denied);
    }

    // The fleet behind a Gateway Load Balancer gives back what it was given, and the endpoint's subnet sends it on.
    private Verdict ToInspection(Walk walk, int endpoint, int fromSubnet)
    {
        int place = fabric.InterfaceOfEndpoint(endpoint);
        if (place < 0 || settings.Appliances == ApplianceMode.End) return Verdict.Delivered(ComponentKind.VpcEndpoint, endpoint);
        FabricInterface eni = fabric.Interfaces[place];
        if (eni.Subnet != fromSubnet && !NetworkAclStage.Passes(walk, fabric, eni.Subnet, egress: false, out Verdict denied))
            return Rejected(walk, eni, egress: false, denied);
        if (EndpointStage.Exceeds(walk, endpoint, settings) is { } exceeded) return exceeded;
        walk.Observe(eni, egress: false, accepted: true);
        return PassOn(walk, eni);
    }

    private Verdict ToNatGateway(Walk walk, FabricInterface from, int gateway)
    {
        FabricInterface nat = fabric.InterfaceOfNatGateway(gateway);
        if (walk.Hops >= MostHops) return Verdict.Drop(DropReason.TtlExpired, ComponentKind.NatGateway, gateway);
        if (nat.Subnet != from.Subnet && !NetworkAclStage.Passes(walk, fabric, nat.Subnet, egress: false, out Verdict denied))
            return Rejected(walk, nat, egress: false, denied);
        walk.Observe(nat, egress: false, accepted: true);
        if (gateways.OutThroughNat(walk, from, nat) is { } refused) return refused;
        walk.Translated = true;
        return Emit(walk, nat);
    }

    // Into the gateway by its interface in the sender's zone, out into another VPC by one of that VPC's attachment, whose subnet routes it on.
    private Verdict ToTransitGateway(Walk walk, FabricInterface from, int gateway)
    {
        if (_transit.FindEntry(walk, from, gateway, out int place) is { } refused) return refused;
        FabricInterface entry = fabric.Interfaces[place];
        if (!NetworkAclStage.Passes(walk, fabric, entry.Subnet, egress: false, out Verdict denied)) return Rejected(walk, entry, egress: false, denied);
        walk.Observe(entry, egress: false, accepted: true);
        return _transit.Carry(walk, entry, out int exit) ?? Emit(walk, fabric.Interfaces[exit]);
    }

    [MethodImpl(Hot.Path)]
    private Verdict FromInternet(Walk walk, int vpc) =>
        gateways.InFromInternet(walk, vpc, out int to) ?? Inwards(walk, fabric.Vpcs[vpc].InternetGatewayTable, to, fromInternet: true);

    private Verdict FromVpn(Walk walk, int gateway) =>
        gateways.BetweenSites(walk, gateway) ?? gateways.InFromVpn(walk, gateway, out int to) ?? Inwards(walk, fabric.Vpcs[fabric.Interfaces[to].Vpc].VpnGatewayTable, to, fromInternet: false);

    // Straight to the destination, or where the gateway's own route table leads first.
    [MethodImpl(Hot.Path)]
    private Verdict Inwards(Walk walk, int table, int to, bool fromInternet)
    {
        if (table < 0) return Arrive(walk, fabric.Interfaces[to], acrossSubnets: true);
        Route? route = EdgeRoutes.Find(walk, fabric, table, fromInternet, out int place, out Verdict lost);
        if (route is null) return lost;
        int target = fabric.Targets[table][place];
        return route.TargetKind switch
        {
            RouteTargetKind.Local => Arrive(walk, fabric.Interfaces[to], acrossSubnets: true),
            RouteTargetKind.NetworkInterface when target >= 0 => Arrive(walk, fabric.Interfaces[target], acrossSubnets: true),
            RouteTargetKind.GatewayLoadBalancerEndpoint when target >= 0 => ToInspection(walk, target, fromSubnet: -1),
            _ => Verdict.Delivered(ComponentKind.OtherGateway, table, place),
        };
    }

    private Verdict FromOutside(Walk walk, EntryPoint entry)
    {
        if (entry.Kind != EntryKind.GatewayEndpoint) return ToAddress(walk, entry.Index, acrossSubnets: true);
        return EndpointStage.Exceeds(walk, entry.Index, settings) ?? ToAddress(walk, fabric.VpcOfEndpoint(entry.Index), acrossSubnets: true);
    }

    // A public address of the design behind an internet gateway: the packet comes back in.
    private Verdict? BackIn(Walk walk, FabricInterface from)
    {
        int vpc = fabric.VpcBehindInternet(in walk.Packet);
        if (vpc < 0) return null;
        walk.CrossedTuples = true;
        if (walk.Hops >= MostHops) return Verdict.Drop(DropReason.TtlExpired, ComponentKind.Vpc, vpc);
        return gateways.BackFromInternet(walk, from, vpc, out int to)
            ?? Inwards(walk, fabric.Vpcs[vpc].InternetGatewayTable, to, fromInternet: true);
    }

    private Verdict ToNeighbour(Walk walk, FabricInterface from) => ToAddress(walk, from.Vpc, acrossSubnets: false);

    [MethodImpl(Hot.Path)]
    private Verdict ToAddress(Walk walk, int vpc, bool acrossSubnets)
    {
        int owner = fabric.FindInterface(vpc, walk.Packet.Destination);
        if (owner >= 0) return Arrive(walk, fabric.Interfaces[owner], acrossSubnets);
        walk.Note(Stage.Delivery, ComponentKind.Vpc, vpc, -1, egress: false, passed: false);
        return Verdict.Drop(DropReason.NoPossibleDestination, ComponentKind.Vpc, vpc);
    }

    private static Verdict Deliver(Walk walk, FabricInterface to)
    {
        walk.Note(Stage.Delivery, ComponentKind.NetworkInterface, to.Index, -1, egress: false, passed: true);
        return Verdict.Delivered(ComponentKind.NetworkInterface, to.Index);
    }

    // A NAT gateway or an appliance of the same subnet is a neighbour: what goes there does not cross the subnet's border.
    private bool StaysInSubnet(Walk walk, FabricInterface from) =>
        fabric.Subnets[from.Subnet].HasNextHops && fabric.FindNextHop(from.Subnet, walk.Packet.Destination, walk.Packet.IsIPv6) is >= 0 and int hop
        && fabric.Interfaces[hop].Subnet == from.Subnet;

    // AWS counts what a full table of connections drops (conntrack_allowance_exceeded) and documents no record of it.
    private Verdict Rejected(Walk walk, FabricInterface eni, bool egress, Verdict verdict, RejectReason reason = RejectReason.None)
    {
        if (verdict.Reason != DropReason.ConntrackAllowanceExceeded || settings.RecordsTrackingAllowance) walk.Observe(eni, egress, accepted: false, reason: reason);
        return verdict;
    }

    // AWS documents nothing about hops inside its network; by default there are none.
    private Verdict? RouterExpires(Walk walk, int table, int route)
    {
        if (!settings.VpcRouterTakesTtl) return null;
        walk.PassGateway();
        if (walk.Packet.Ttl > walk.Hops) return null;
        walk.Generated++;
        return Verdict.Drop(DropReason.TtlExpired, ComponentKind.RouteTable, table, route, egress: true);
    }

    // AWS documents no record for a failed source/destination check.
    private Verdict Refused(Walk walk, DropReason reason, FabricInterface eni, bool egress)
    {
        if (settings.RecordsSourceDestCheck) walk.Observe(eni, egress, accepted: false);
        return Verdict.Drop(reason, ComponentKind.NetworkInterface, eni.Index, egress: egress);
    }

    private static Verdict TooBig(Walk walk, FabricInterface from)
    {
        walk.Observe(from, egress: true, accepted: true);
        walk.Generated++;
        return Verdict.Drop(DropReason.PacketTooBig, ComponentKind.NetworkInterface, from.Index, egress: true);
    }

    private static bool IsMulticast(in Passage packet) => packet.IsIPv6
        ? packet.Destination.High >> 56 == 0xFF
        : packet.Destination.IPv4Bits >> 28 == 0xE || packet.Destination.IPv4Bits == uint.MaxValue;
}
