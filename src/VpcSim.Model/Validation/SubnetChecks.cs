using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>A subnet lies inside one block of its VPC and overlaps no other. (VPC guide, "Subnet CIDR blocks")</summary>
internal static class SubnetChecks
{
    public static void Check(Draft draft)
    {
        foreach (Subnet subnet in draft.Subnets)
        {
            if (draft.Vpcs.Find(subnet.VpcId) is not { } vpc)
            {
                draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{subnet.VpcId}' does not exist.", subnet.Name);
                continue;
            }
            if (subnet.CidrBlock is { } ipv4)
                CheckRange(draft, subnet, vpc, ipv4, ipv4.IsIPv4 && ipv4.PrefixLength is >= 16 and <= 28, "/16 to /28");
            if (subnet.Ipv6CidrBlock is { } ipv6)
            {
                bool sized = !ipv6.IsIPv4 && ipv6.PrefixLength is >= 44 and <= 64 && ipv6.PrefixLength % 4 == 0;
                CheckRange(draft, subnet, vpc, ipv6, sized, "/44 to /64 in steps of four, /64 as a rule");
            }
            if (subnet.CidrBlock is null && subnet.Ipv6CidrBlock is null)
                draft.Refuse("MissingParameter", "A subnet needs an IPv4 or an IPv6 block.", subnet.Name);
            CheckAssociations(draft, subnet, vpc);
        }
        CheckOverlaps(draft, static subnet => subnet.CidrBlock);
        CheckOverlaps(draft, static subnet => subnet.Ipv6CidrBlock);
    }

    private static void CheckRange(Draft draft, Subnet subnet, Vpc vpc, Cidr block, bool sized, string sizes)
    {
        if (!sized)
        {
            draft.Refuse("InvalidSubnet.Range", $"The CIDR '{block}' is invalid: a subnet's block is {sizes}.", subnet.Name);
            return;
        }
        foreach (Cidr outer in vpc.AllCidrBlocks)
            if (outer.Contains(block)) return;
        draft.Refuse("InvalidSubnet.Range",
            $"The CIDR '{block}' is invalid: it lies outside the VPC's {string.Join(", ", vpc.AllCidrBlocks)}.", subnet.Name);
    }

    private static void CheckAssociations(Draft draft, Subnet subnet, Vpc vpc)
    {
        RouteTable? table = draft.Tables.Find(subnet.RouteTableId);
        if (table is null)
            draft.RefuseMissing("InvalidRouteTableID.NotFound", $"The routeTable ID '{subnet.RouteTableId}' does not exist.", subnet.Name);
        else if (table.VpcId != vpc.Id)
            draft.Refuse("InvalidParameterValue", $"The route table {table.Name} and the subnet belong to different networks.",
                subnet.Name);
        NetworkAcl? acl = draft.Acls.Find(subnet.NetworkAclId);
        if (acl is null)
            draft.RefuseMissing("InvalidNetworkAclID.NotFound", $"The networkAcl ID '{subnet.NetworkAclId}' does not exist.", subnet.Name);
        else if (acl.VpcId != vpc.Id)
            draft.Refuse("InvalidParameterValue", $"The network ACL {acl.Name} and the subnet belong to different networks.", subnet.Name);
    }

    // Sorted by VPC and block, an overlap is always with the widest block begun before.
    private static void CheckOverlaps(Draft draft, Func<Subnet, Cidr?> blockOf)
    {
        var sorted = new List<(Subnet Subnet, Cidr Block)>();
        foreach (Subnet subnet in draft.Subnets)
            if (blockOf(subnet) is { } block) sorted.Add((subnet, block));
        sorted.Sort(static (left, right) =>
        {
            int byVpc = string.CompareOrdinal(left.Subnet.VpcId, right.Subnet.VpcId);
            if (byVpc != 0) return byVpc;
            int byBlock = left.Block.CompareTo(right.Block);
            return byBlock != 0 ? byBlock : string.CompareOrdinal(left.Subnet.Name, right.Subnet.Name);
        });
        for (int i = 1, widest = 0; i < sorted.Count; i++)
        {
            (Subnet subnet, Cidr block) = sorted[i];
            (Subnet outer, Cidr outerBlock) = sorted[widest];
            bool overlaps = subnet.VpcId == outer.VpcId && outerBlock.Contains(block);
            if (!overlaps)
            {
                widest = i;
                continue;
            }
            (Subnet first, Subnet later) = string.CompareOrdinal(outer.Name, subnet.Name) < 0 ? (outer, subnet) : (subnet, outer);
            draft.Refuse("InvalidSubnet.Conflict",
                $"The CIDR '{blockOf(later)}' conflicts with another subnet, {first.Name} ({blockOf(first)}).", later.Name);
        }
    }
}
