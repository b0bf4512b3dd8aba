using System.Collections.Immutable;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.DirectConnect;

/// <summary>
/// A private virtual interface of Direct Connect: a VLAN to a virtual private gateway, or to a Direct Connect gateway; or a transit virtual interface, over
/// a Direct Connect gateway to transit gateways. (Direct Connect guide)
/// </summary>
public sealed record PrivateVirtualInterface
{
    public const int DefaultMtu = 1500;

    public required string Name { get; init; }

    /// <summary><c>dxvif-</c> and hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Exactly one of this and <see cref="DirectConnectGatewayId"/> is set.</summary>
    public string? VpnGatewayId { get; init; }

    public string? DirectConnectGatewayId { get; init; }

    /// <summary>Whether it leads to transit gateways.</summary>
    public bool IsTransit { get; init; }

    /// <summary>The ASN of the customer's router.</summary>
    public long CustomerAsn { get; init; } = CustomerGateway.DefaultAsn;

    /// <summary>1500 bytes, or 8500 (formerly 9001) with jumbo frames.</summary>
    public int Mtu { get; init; } = DefaultMtu;

    /// <summary>What the customer's router announces; null where nobody says.</summary>
    public ImmutableArray<Announcement>? Announces { get; init; }

    public ImmutableArray<Outage> Outages { get; init; } = [];

    /// <summary>Whether its BGP session has been closed: it announces nothing.</summary>
    public bool SessionClosed { get; init; }
}
