using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Vpn;

/// <summary>One way to a prefix that a virtual private gateway knows: by a tunnel of a VPN connection or by a virtual interface.</summary>
public sealed record LearnedRoute
{
    public required Cidr Prefix { get; init; }

    public required LearnedRouteKind Kind { get; init; }

    /// <summary>The VPN connection's or virtual interface's id.</summary>
    public required string LinkId { get; init; }

    /// <summary>Its name.</summary>
    public required string LinkName { get; init; }

    /// <summary>The tunnel, 1 or 2; 0 for a virtual interface.</summary>
    public required int Tunnel { get; init; }

    /// <summary>The ASN of the customer's side; tells sites apart.</summary>
    public required long CustomerAsn { get; init; }

    /// <summary>Nearest AS first; empty for a static route.</summary>
    public ImmutableArray<long> AsPath { get; init; } = [];

    public long Med { get; init; }

    /// <summary>As <c>192.168.0.0/16 by Paris tunnel 2 (BGP, AS path 65001 65001, MED 50)</c>.</summary>
    public override string ToString() => Kind switch
    {
        LearnedRouteKind.StaticVpn => $"{Prefix} by {LinkName} tunnel {Tunnel} (static)",
        LearnedRouteKind.DirectConnect => $"{Prefix} by {LinkName} (Direct Connect, AS path {string.Join(' ', AsPath)}, MED {Med})",
        _ => $"{Prefix} by {LinkName} tunnel {Tunnel} (BGP, AS path {string.Join(' ', AsPath)}, MED {Med})",
    };
}
