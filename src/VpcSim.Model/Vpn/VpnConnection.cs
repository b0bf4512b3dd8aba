using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Vpn;

/// <summary>A Site-to-Site VPN connection of two tunnels. (Site-to-Site VPN guide)</summary>
public sealed record VpnConnection
{
    public required string Name { get; init; }

    /// <summary><c>vpn-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is, whose quotas it counts against; null for the design's region.</summary>
    public string? Region { get; init; }

    /// <summary>Whose it is; null for the design's account.</summary>
    public string? AccountId { get; init; }

    /// <summary>The virtual private gateway; null when a transit gateway terminates it.</summary>
    public string? VpnGatewayId { get; init; }

    public string? TransitGatewayId { get; init; }

    public required string CustomerGatewayId { get; init; }

    /// <summary>True for static routing, false for BGP.</summary>
    public bool StaticRoutesOnly { get; init; }

    /// <summary>The prefixes behind the customer gateway: static routes, or what its BGP session is seen to advertise.</summary>
    public ImmutableArray<Cidr> Routes { get; init; } = [];

    /// <summary>What the customer's device announces by BGP; null where nobody says.</summary>
    public ImmutableArray<Announcement>? Announces { get; init; }

    /// <summary>Its two tunnels.</summary>
    public ImmutableArray<VpnTunnel> Tunnels { get; init; } = [VpnTunnel.Default, VpnTunnel.Default];

    /// <summary>Whether it enters AWS's global network at the nearest edge location; for transit gateways only.</summary>
    public bool IsAccelerated { get; init; }

    /// <summary>Whether its outside addresses are private ones, reached over Direct Connect; for transit gateways only. (Site-to-Site VPN guide, "Private IP VPN")</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether its tunnels carry IPv6, and no IPv4; for transit gateways only. (Site-to-Site VPN guide, "IPv4 and IPv6 traffic")</summary>
    public bool CarriesIPv6 { get; init; }

    /// <summary>Whether the customer's device is behind NAT, so that ESP travels in UDP (NAT traversal).</summary>
    public bool IsBehindNat { get; init; }

    /// <summary>Addresses on premises that the tunnels carry (<c>LocalIpv4NetworkCidr</c>).</summary>
    public Cidr CustomerBlock { get; init; } = Cidr.AnyIPv4;

    /// <summary>Addresses on AWS's side that the tunnels carry (<c>RemoteIpv4NetworkCidr</c>).</summary>
    public Cidr AmazonBlock { get; init; } = Cidr.AnyIPv4;

    /// <summary>The tunnel, 1 or 2, that AWS chose for what leaves; null for no say. A connection with a say comes before one without.</summary>
    public int? EgressTunnel { get; init; }

    /// <summary>The tunnel, 1 or 2, that the customer's device sends by; null for the one that the answers come by.</summary>
    public int? IngressTunnel { get; init; }

    /// <summary>Whether its routes are known: static ones always, those of BGP where somebody says them.</summary>
    public bool KnowsRoutes => StaticRoutesOnly || Announces is not null || !Routes.IsEmpty;
}
