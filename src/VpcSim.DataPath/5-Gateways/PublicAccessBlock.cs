using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.DataPath.Gateways;

/// <summary>
/// VPC Block Public Access: between an interface and an internet gateway, judged by the interface's own subnet. What lies behind a NAT gateway or an
/// appliance is judged by theirs. (VPC guide, "Block public access to VPCs and subnets")
/// </summary>
internal static class PublicAccessBlock
{
    /// <summary>What holds for a subnet: the account's mode, or what an exclusion of the subnet or its VPC leaves of it.</summary>
    /// <remarks>An <c>allow-egress</c> exclusion lets pass what <c>block-ingress</c> does. (VPC guide, "VPC BPA advanced example", scenarios 5 and 6)</remarks>
    public static BlockPublicAccessMode ModeOf(Design design, Vpc vpc, Subnet subnet)
    {
        if (design.BlockPublicAccess == BlockPublicAccessMode.Off || vpc.Region != design.Region || vpc.AccountId != design.AccountId) return BlockPublicAccessMode.Off;
        BlockPublicAccessExclusion? exclusion = design.BlockPublicAccessExclusions.FirstOrDefault(excluded => excluded.SubnetId == subnet.Id)
            ?? design.BlockPublicAccessExclusions.FirstOrDefault(excluded => excluded.VpcId == vpc.Id);
        if (exclusion is null) return design.BlockPublicAccess;
        return exclusion.EgressOnly ? BlockPublicAccessMode.BlockIngress : BlockPublicAccessMode.Off;
    }

    /// <summary>On the way out, when the route is known.</summary>
    public static bool BlocksOut(Walk walk, Fabric fabric, FabricInterface from, Route? route, int target, out Verdict drop)
    {
        drop = default;
        bool egressOnly = route?.TargetKind == RouteTargetKind.EgressOnlyInternetGateway;
        if (target < 0 || (!egressOnly && route?.TargetKind != RouteTargetKind.InternetGateway)) return false;
        return Blocks(walk, fabric, from, egressOnly ? ComponentKind.EgressOnlyInternetGateway : ComponentKind.InternetGateway, target, egress: true, out drop);
    }

    /// <summary>On the way in, when the interface behind the public address is known.</summary>
    public static bool BlocksIn(Walk walk, Fabric fabric, FabricInterface to, ComponentKind gateway, int place, out Verdict drop) =>
        Blocks(walk, fabric, to, gateway, place, egress: false, out drop);

    private static bool Blocks(Walk walk, Fabric fabric, FabricInterface eni, ComponentKind gateway, int place, bool egress, out Verdict drop)
    {
        bool letsNobodyIn = gateway == ComponentKind.EgressOnlyInternetGateway || eni.NatGateway >= 0;
        bool blocks = fabric.Subnets[eni.Subnet].PublicAccessBlock switch
        {
            BlockPublicAccessMode.BlockBidirectional => true,
            BlockPublicAccessMode.BlockIngress => !letsNobodyIn,
            _ => false,
        };
        drop = blocks ? Verdict.Drop(DropReason.VpcBlockPublicAccessEnabled, gateway, place, egress: egress) : default;
        if (blocks) walk.Note(Stage.Gateway, gateway, place, -1, egress, passed: false);
        return blocks;
    }
}
