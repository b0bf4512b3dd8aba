using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Transit;

/// <summary>An attachment of a transit gateway: where packets enter and leave it. (Transit Gateway guide, "Resource attachments")</summary>
public sealed record TransitGatewayAttachment
{
    public required string Name { get; init; }

    /// <summary><c>tgw-attach-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The gateway; of a peering the one that asked for it.</summary>
    public required string TransitGatewayId { get; init; }

    public TransitAttachmentKind Kind { get; init; }

    /// <summary>The VPC, VPN connection, Direct Connect gateway, or peer transit gateway, which the design may not hold.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The subnets of a VPC attachment, one in each zone that it serves.</summary>
    public ImmutableArray<string> SubnetIds { get; init; } = [];

    /// <summary>The interfaces of a VPC attachment, one in each of its subnets; filled by provisioning.</summary>
    public ImmutableArray<string> NetworkInterfaceIds { get; init; } = [];

    /// <summary>Whether a flow keeps to one zone of this VPC for its life, both ways. (Transit Gateway guide, "Appliance in a shared services VPC")</summary>
    public bool ApplianceModeSupport { get; init; }

    public bool DnsSupport { get; init; } = true;

    public bool Ipv6Support { get; init; }

    /// <summary>Takes effect where the transit gateway supports it too.</summary>
    public bool SecurityGroupReferencingSupport { get; init; } = true;

    /// <summary>Whether it takes the gateway's default association, where that is on. Whoever creates an attachment may take it out of the table again.</summary>
    public bool DefaultRouteTableAssociation { get; init; } = true;

    /// <summary>Likewise the default propagation.</summary>
    public bool DefaultRouteTablePropagation { get; init; } = true;

    /// <summary>The region of a peer that the design does not hold.</summary>
    public string? PeerRegion { get; init; }

    /// <summary>What a Direct Connect gateway's customer announces; a VPN's prefixes stand at its connection.</summary>
    public ImmutableArray<Cidr> Prefixes { get; init; } = [];

    /// <summary>Whether it was accepted where another account or region had to; routes to any other are blackholes.</summary>
    public bool IsAvailable { get; init; } = true;
}
