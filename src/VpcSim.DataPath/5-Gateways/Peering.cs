using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;

namespace VpcSim.DataPath.Gateways;

/// <summary>A VPC peering connection: between addresses of its two VPCs, never further. (VPC peering guide)</summary>
internal static class Peering
{
    /// <summary>MTU in bytes between regions. (EC2 guide, "Network MTU")</summary>
    public const int InterRegionMtu = 8500;

    /// <summary>The VPC on the other side by its place in the design; −1 where the design does not hold it.</summary>
    public static int OtherSide(Fabric fabric, int connection, int vpc)
    {
        FabricPeering peering = fabric.Peerings[connection];
        return peering.Requester == vpc ? peering.Accepter : peering.Requester;
    }

    /// <summary>Whether the packet goes from one VPC's addresses to the other's; a VPC that the design does not hold is believed.</summary>
    public static Verdict? Refuses(Walk walk, Fabric fabric, int connection, int from, int to)
    {
        bool fits = fabric.Vpcs[from].Noun.Contains(walk.Packet.Source) &&
            (to < 0 || fabric.Vpcs[to].Noun.Contains(walk.Packet.Destination));
        walk.Note(Stage.Gateway, ComponentKind.PeeringConnection, connection, -1, egress: true, fits);
        return fits ? null : Verdict.Drop(DropReason.PcxRequiresAddressInVpcCidr, ComponentKind.PeeringConnection, connection);
    }
}
