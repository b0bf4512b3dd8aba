using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;

namespace VpcSim.DataPath.RouteTables;

/// <summary>What the VPC's router does beside looking up a route.</summary>
internal static class VpcRouter
{
    /// <summary>A NAT gateway or an appliance of the same subnet is a neighbour: what goes there does not cross the subnet's border.</summary>
    /// <param name="fabric">The design.</param>
    /// <param name="from">The interface that it leaves.</param>
    /// <param name="table">The route table of its subnet.</param>
    /// <param name="place">The deciding route's place in it; −1 for none.</param>
    public static bool StaysInSubnet(Fabric fabric, FabricInterface from, int table, int place) =>
        place >= 0 && fabric.NextHops[table][place] is >= 0 and int hop && fabric.Interfaces[hop].Subnet == from.Subnet;

    /// <summary>AWS documents nothing about hops inside its network; by default there are none.</summary>
    public static Verdict? Expires(Walk walk, DataPathSettings settings, int table, int route)
    {
        if (!settings.VpcRouterTakesTtl) return null;
        walk.PassGateway();
        if (walk.Packet.Ttl > walk.Hops) return null;
        walk.Generated++;
        return Verdict.Drop(DropReason.TtlExpired, ComponentKind.RouteTable, table, route, egress: true);
    }

    /// <summary>Multicast and broadcast, which no VPC carries.</summary>
    public static bool IsMulticast(in Passage packet) => packet.IsIPv6
        ? packet.Destination.High >> 56 == 0xFF
        : packet.Destination.IPv4Bits >> 28 == 0xE || packet.Destination.IPv4Bits == uint.MaxValue;
}
