using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Gateways;

/// <summary>
/// A NAT gateway: many private sources behind its own addresses. A zonal one lies in a subnet, a regional one in a VPC. (VPC guide, "NAT gateways" and
/// "Regional NAT gateways for automatic multi-AZ expansion")
/// </summary>
public sealed record NatGateway
{
    public required string Name { get; init; }

    /// <summary><c>nat-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where a zonal gateway lies; null for a regional one.</summary>
    public string? SubnetId { get; init; }

    /// <summary>The VPC; a zonal gateway's is its subnet's, which provisioning fills in.</summary>
    public string? VpcId { get; init; }

    /// <summary>Availability mode <c>regional</c>: one gateway for all zones of the VPC.</summary>
    public bool IsRegional => SubnetId is null;

    /// <summary>Where a regional gateway is: as written its zones in manual mode, or those that the output of a running one tells. Empty as written stands for
    /// automatic mode: the zones in which the VPC has subnets.</summary>
    public ImmutableArray<NatGatewayZone> Zones { get; init; } = [];

    /// <summary>Whether AWS manages the zones of a regional gateway (automatic mode). (EC2 API, NatGateway, AutoProvisionZones)</summary>
    public bool ProvisionsZones { get; init; }

    /// <summary>The route table that AWS makes for a regional gateway, filled by provisioning when the design does not hold it.</summary>
    public string? RouteTableId { get; init; }

    /// <summary>True for connectivity type <c>public</c> (behind an internet gateway with an Elastic IP), false for <c>private</c>.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>The primary private address if the design pins it.</summary>
    public IpAddress? PrivateIpAddress { get; init; }

    public ImmutableArray<IpAddress> SecondaryPrivateIpAddresses { get; init; } = [];

    /// <summary>How many secondary private addresses provisioning is to draw; for private gateways.</summary>
    public int SecondaryPrivateAddressCount { get; init; }

    /// <summary>Elastic IPs of a zonal gateway, the primary address's first; a regional one has its own in each of its <see cref="Zones"/>.</summary>
    public ImmutableArray<string> AllocationIds { get; init; } = [];

    /// <summary>The requester-managed interface of a zonal gateway, filled by provisioning when the design does not hold it.</summary>
    public string? NetworkInterfaceId { get; init; }

    /// <summary>Whether it has been deleted under way: it keeps its place in the list, and nothing leads to it.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The Elastic IPs that the design gives to the gateway, in whichever zone.</summary>
    public IEnumerable<string> ElasticIps => AllocationIds.Concat(Zones.SelectMany(static zone => zone.AllocationIds));
}
