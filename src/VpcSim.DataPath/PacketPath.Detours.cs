using VpcSim.DataPath.Endpoints;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.NetworkAcls;
using VpcSim.DataPath.Trace;

namespace VpcSim.DataPath;

// What leaves an interface of the network's own and goes on: each of them is one more arrival and one more departure.
internal sealed partial class PacketPath
{
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
        walk.See(appliance);
        return groups.Passes(walk, appliance, egress: true, out Verdict denied) ? Emit(walk, appliance) : _drops.Denied(walk, appliance, egress: true, denied);
    }

    // The fleet behind a Gateway Load Balancer gives back what it was given, and the endpoint's subnet sends it on.
    private Verdict ToInspection(Walk walk, int endpoint, int fromSubnet)
    {
        int place = fabric.InterfaceOfEndpoint(endpoint);
        if (place < 0 || settings.Appliances == ApplianceMode.End) return Verdict.Delivered(ComponentKind.VpcEndpoint, endpoint);
        FabricInterface eni = fabric.Interfaces[place];
        if (eni.Subnet != fromSubnet && !NetworkAclStage.Passes(walk, fabric, eni.Subnet, egress: false, out Verdict denied))
            return _drops.Denied(walk, eni, egress: false, denied);
        if (EndpointStage.Exceeds(walk, endpoint, settings) is { } exceeded) return exceeded;
        walk.Observe(eni, egress: false, accepted: true);
        return PassOn(walk, eni);
    }

    private Verdict ToNatGateway(Walk walk, FabricInterface from, int gateway)
    {
        FabricInterface nat = fabric.InterfaceOfNatGateway(gateway, from.Subnet);
        if (from.Index == nat.Index) return LeadsBack(walk, gateway);
        if (walk.Hops >= MostHops) return Verdict.Drop(DropReason.TtlExpired, ComponentKind.NatGateway, gateway);
        if (nat.Subnet != from.Subnet && !NetworkAclStage.Passes(walk, fabric, nat.Subnet, egress: false, out Verdict denied))
            return _drops.Denied(walk, nat, egress: false, denied);
        walk.Observe(nat, egress: false, accepted: true);
        if (gateways.OutThroughNat(walk, from, nat) is { } refused) return refused;
        walk.Translated = true;
        return Depart(walk, nat);
    }

    // A NAT gateway has no way around the route table that it shares with the instances of its subnet.
    private static Verdict LeadsBack(Walk walk, int gateway)
    {
        walk.Note(Stage.Gateway, ComponentKind.NatGateway, gateway, -1, egress: true, passed: false);
        return Verdict.Drop(DropReason.NgwRouteLeadsBack, ComponentKind.NatGateway, gateway, egress: true);
    }

    // Into the gateway by its interface in the sender's zone, out into another VPC by one of that VPC's attachment, whose subnet routes it on.
    private Verdict ToTransitGateway(Walk walk, FabricInterface from, int gateway)
    {
        if (_transit.FindEntry(walk, from, gateway, out int place) is { } refused) return refused;
        FabricInterface entry = fabric.Interfaces[place];
        if (!NetworkAclStage.Passes(walk, fabric, entry.Subnet, egress: false, out Verdict denied)) return _drops.Denied(walk, entry, egress: false, denied);
        walk.Observe(entry, egress: false, accepted: true);
        return _transit.Carry(walk, entry, out int exit) ?? Depart(walk, fabric.Interfaces[exit]);
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
}
