using VpcSim.Model.Addressing;
using VpcSim.Model.Subnets;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>What resources of their own give a subnet: an IPv6 block, a route table, a network ACL.</summary>
internal static class SubnetAssociationResources
{
    public static readonly ResourceKind CidrBlock = new("AWS::EC2::SubnetCidrBlock", "subnet-cidr-assoc", ReadCidrBlock,
        "SubnetId Ipv6CidrBlock", "Ipv6IpamPoolId Ipv6NetmaskLength");

    public static readonly ResourceKind RouteTable = new("AWS::EC2::SubnetRouteTableAssociation", "rtbassoc", ReadRouteTable, "SubnetId RouteTableId");

    public static readonly ResourceKind NetworkAcl = new("AWS::EC2::SubnetNetworkAclAssociation", "aclassoc", ReadNetworkAcl, "SubnetId NetworkAclId");

    private static void ReadCidrBlock(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("SubnetId", "subnet", out string? subnetId) & r.TryCidr("Ipv6CidrBlock", out Cidr block))) return;
        Subnet subnet = draft.Subnets[subnetId!];
        if (subnet.Ipv6CidrBlock is { } first)
            r.Error("InvalidSubnet.Conflict", $"the subnet {subnet.Name} has the IPv6 block {first} already; a subnet has one, remove the other", r.Place);
        else
            draft.Subnets[subnetId!] = subnet with { Ipv6CidrBlock = block };
    }

    /// <summary>A subnet has one explicit association; a second one is refused. (EC2 API, "AssociateRouteTable"; "Error codes", Resource.AlreadyAssociated)</summary>
    private static void ReadRouteTable(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("SubnetId", "subnet", out string? subnetId) & r.TryId("RouteTableId", "rtb", out string? tableId))) return;
        Subnet subnet = draft.Subnets[subnetId!];
        if (subnet.RouteTableId is not null)
        {
            r.Error("Resource.AlreadyAssociated",
                $"the specified association for route table {tableId} conflicts with an existing association of the subnet {subnet.Name}; keep one", r.Place);
            return;
        }
        draft.Subnets[subnetId!] = subnet with { RouteTableId = tableId };
    }

    /// <summary>A subnet has one network ACL; a later association replaces the earlier. (EC2 API, "ReplaceNetworkAclAssociation")</summary>
    private static void ReadNetworkAcl(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("SubnetId", "subnet", out string? subnetId) & r.TryId("NetworkAclId", "acl", out string? aclId))) return;
        Subnet subnet = draft.Subnets[subnetId!];
        if (subnet.NetworkAclId is not null)
            r.Finding("replaced", $"the subnet {subnet.Name} is associated with more than one network ACL; the last in the file counts, AWS may order them otherwise", r.Place);
        draft.Subnets[subnetId!] = subnet with { NetworkAclId = aclId };
    }
}
