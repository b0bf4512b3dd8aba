using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Transit;

/// <summary>A transit gateway: a region's router between VPCs, VPN connections and other transit gateways. (Transit Gateway guide, "How transit gateways work")</summary>
public sealed record TransitGateway
{
    public required string Name { get; init; }

    /// <summary><c>tgw-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public string Region { get; init; } = "us-east-1";

    public string AccountId { get; init; } = "123456789012";

    public long AmazonSideAsn { get; init; } = 64512;

    /// <summary>Whether new attachments are associated with the default association route table.</summary>
    public bool DefaultRouteTableAssociation { get; init; } = true;

    /// <summary>Whether new attachments propagate their routes to the default propagation route table.</summary>
    public bool DefaultRouteTablePropagation { get; init; } = true;

    /// <summary>Whether attachments of other accounts need no acceptance; otherwise a pending one carries nothing.</summary>
    public bool AutoAcceptSharedAttachments { get; init; }

    public bool DnsSupport { get; init; } = true;

    /// <summary>Whether equal routes of several VPN connections share the traffic.</summary>
    public bool VpnEcmpSupport { get; init; } = true;

    /// <summary>Whether inbound rules may name groups of other attached VPCs. (Transit Gateway guide, "VPC attachments")</summary>
    public bool SecurityGroupReferencingSupport { get; init; }

    /// <summary>Multicast domains are not modelled.</summary>
    public bool MulticastSupport { get; init; }

    /// <summary>Addresses of the gateway itself, for Connect peers; at most five blocks.</summary>
    public ImmutableArray<Cidr> CidrBlocks { get; init; } = [];

    /// <summary>The default association route table; null as written where provisioning makes it.</summary>
    public string? AssociationDefaultRouteTableId { get; init; }

    /// <summary>The default propagation route table; null as written where provisioning makes it.</summary>
    public string? PropagationDefaultRouteTableId { get; init; }
}
