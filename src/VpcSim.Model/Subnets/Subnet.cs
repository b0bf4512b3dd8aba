using VpcSim.Model.Addressing;

namespace VpcSim.Model.Subnets;

/// <summary>A subnet: one availability zone, one route table, one network ACL. (VPC guide, "Subnets for your VPC")</summary>
public sealed record Subnet
{
    public required string Name { get; init; }

    /// <summary><c>subnet-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string VpcId { get; init; }

    /// <summary>/16 to /28; null for an IPv6-only subnet.</summary>
    public Cidr? CidrBlock { get; init; }

    public Cidr? Ipv6CidrBlock { get; init; }

    /// <summary>Such as <c>us-east-1a</c>.</summary>
    public required string AvailabilityZone { get; init; }

    /// <summary>Such as <c>use1-az1</c>; filled by provisioning when the design does not name it.</summary>
    public string? AvailabilityZoneId { get; init; }

    /// <summary>The Outpost that the subnet lies on, such as <c>arn:aws:outposts:us-east-1:123456789012:outpost/op-0123456789abcdef0</c>, if any.</summary>
    public string? OutpostArn { get; init; }

    public bool MapPublicIpOnLaunch { get; init; }

    public bool AssignIpv6AddressOnCreation { get; init; }

    /// <summary>The associated route table; null as written stands for the VPC's main one, which provisioning fills in.</summary>
    public string? RouteTableId { get; init; }

    /// <summary>The associated network ACL; null as written stands for the VPC's default one, which provisioning fills in.</summary>
    public string? NetworkAclId { get; init; }

    public bool Contains(IpAddress address) =>
        (CidrBlock is { } v4 && v4.Contains(address)) || (Ipv6CidrBlock is { } v6 && v6.Contains(address));
}
