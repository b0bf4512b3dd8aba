using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways;
using VpcSim.Model.Enis;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath.Enis;

/// <summary>Middlebox appliances: instances whose interface, its source/destination check off, receives what is not for it. (VPC guide, "Middlebox routing wizard")</summary>
internal static class Appliances
{
    /// <summary>Whether an interface that received the packet sends it on unchanged.</summary>
    /// <remarks>
    /// Only what the network could carry on as it is. Where the appliance's own route leads back to it, the destination lies behind it (a container,
    /// a tunnel); where the next hop is an internet gateway that would not take the packet, the appliance translates (a NAT instance) or tunnels. What
    /// comes out there, no design says: the packet ends at the appliance.
    /// </remarks>
    public static bool SendsOn(Walk walk, Fabric fabric, FabricInterface to, DataPathSettings settings)
    {
        if (to.ChecksSourceAndDestination || to.Kind != InterfaceKind.Interface || settings.Appliances != ApplianceMode.Forward) return false;
        return !to.Owns(walk.Packet.Destination) && !LiesBehind(in walk.Packet, fabric, to);
    }

    private static bool LiesBehind(in Passage packet, Fabric fabric, FabricInterface appliance)
    {
        if (fabric.Subnets[appliance.Subnet].Noun.Contains(packet.Destination)) return false;
        Route? route = fabric.FindRoute(appliance.Subnet, packet.Destination, packet.IsIPv6, out int table, out int place);
        return route?.TargetKind switch
        {
            RouteTargetKind.NetworkInterface => fabric.Targets[table][place] == appliance.Index,
            RouteTargetKind.InternetGateway => InternetGateways.RefusalOut(in packet, fabric.PublicSourceOf(appliance, packet.Source)) != Trace.DropReason.None,
            _ => false,
        };
    }
}
