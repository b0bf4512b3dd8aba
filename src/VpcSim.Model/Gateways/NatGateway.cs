using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Gateways;

/// <summary>A zonal NAT gateway: many private sources behind its own address. (VPC guide, "NAT gateways")</summary>
public sealed record NatGateway
{
    public required string Name { get; init; }

    /// <summary><c>nat-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string SubnetId { get; init; }

    /// <summary>True for connectivity type <c>public</c> (behind an internet gateway with an Elastic IP), false for <c>private</c>.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>The primary private address if the design pins it.</summary>
    public IpAddress? PrivateIpAddress { get; init; }

    public ImmutableArray<IpAddress> SecondaryPrivateIpAddresses { get; init; } = [];

    /// <summary>How many secondary private addresses provisioning is to draw; for private gateways.</summary>
    public int SecondaryPrivateAddressCount { get; init; }

    /// <summary>Elastic IPs, the primary address's first.</summary>
    public ImmutableArray<string> AllocationIds { get; init; } = [];

    /// <summary>The requester-managed interface, filled by provisioning when the design does not hold it.</summary>
    public string? NetworkInterfaceId { get; init; }

    /// <summary>Whether it has been deleted under way: it keeps its place in the list, and nothing leads to it.</summary>
    public bool IsDeleted { get; init; }
}
