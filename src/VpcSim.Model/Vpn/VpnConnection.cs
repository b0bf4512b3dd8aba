using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Vpn;

/// <summary>A Site-to-Site VPN connection of two tunnels. (Site-to-Site VPN guide)</summary>
public sealed record VpnConnection
{
    public required string Name { get; init; }

    /// <summary><c>vpn-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The virtual private gateway; null when a transit gateway terminates it.</summary>
    public string? VpnGatewayId { get; init; }

    public string? TransitGatewayId { get; init; }

    public required string CustomerGatewayId { get; init; }

    /// <summary>True for static routing, false for BGP, whose prefixes a design does not say.</summary>
    public bool StaticRoutesOnly { get; init; }

    /// <summary>The prefixes behind the customer gateway: static routes, or what its BGP session advertises.</summary>
    public ImmutableArray<Cidr> Routes { get; init; } = [];
}
