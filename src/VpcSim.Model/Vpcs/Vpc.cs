using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Vpcs;

/// <summary>A virtual private cloud. (VPC guide, "VPC basics" and "VPC CIDR blocks")</summary>
public sealed record Vpc
{
    public required string Name { get; init; }

    /// <summary><c>vpc-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The primary IPv4 block, /16 to /28; the Amazon DNS server is its base plus two.</summary>
    public required Cidr CidrBlock { get; init; }

    public ImmutableArray<Cidr> SecondaryCidrBlocks { get; init; } = [];

    public ImmutableArray<Cidr> Ipv6CidrBlocks { get; init; } = [];

    public string Region { get; init; } = "us-east-1";

    public string AccountId { get; init; } = "123456789012";

    /// <summary>Whether the Amazon DNS server answers. (VPC guide, "DNS attributes for your VPC")</summary>
    public bool EnableDnsSupport { get; init; } = true;

    public bool EnableDnsHostnames { get; init; }

    /// <summary>The DHCP option set; null stands for the default one (AmazonProvidedDNS).</summary>
    public string? DhcpOptionsId { get; init; }

    /// <summary>Filled by provisioning when the design does not name it.</summary>
    public string? MainRouteTableId { get; init; }

    /// <summary>Filled by provisioning when the design does not name it.</summary>
    public string? DefaultNetworkAclId { get; init; }

    /// <summary>Filled by provisioning when the design does not name it.</summary>
    public string? DefaultSecurityGroupId { get; init; }

    /// <summary>Every block of the VPC, primary first.</summary>
    public IEnumerable<Cidr> AllCidrBlocks => [CidrBlock, .. SecondaryCidrBlocks, .. Ipv6CidrBlocks];

    public bool Contains(IpAddress address)
    {
        if (CidrBlock.Contains(address)) return true;
        foreach (Cidr block in SecondaryCidrBlocks)
            if (block.Contains(address)) return true;
        foreach (Cidr block in Ipv6CidrBlocks)
            if (block.Contains(address)) return true;
        return false;
    }
}
