namespace VpcSim.Model.Vpn;

/// <summary>How a virtual private gateway came to know a prefix, the most preferred first. (Site-to-Site VPN guide, "Route tables and VPN route priority")</summary>
public enum LearnedRouteKind
{
    /// <summary>By BGP over Direct Connect.</summary>
    DirectConnect,

    /// <summary>A static route of a VPN connection.</summary>
    StaticVpn,

    /// <summary>By BGP over a VPN connection.</summary>
    BgpVpn,
}
