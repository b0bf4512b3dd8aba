namespace VpcSim.Model.Transit;

/// <summary>How a route of a transit gateway came to be, the preferred one of equal routes first. (Transit Gateway guide, "Route evaluation order")</summary>
public enum TransitRouteOrigin
{
    /// <summary>Written into the table.</summary>
    Static,

    /// <summary>A static route of a VPN connection; as good as a written one.</summary>
    StaticVpn,

    /// <summary>A block of an attached VPC.</summary>
    PropagatedVpc,

    /// <summary>Announced over a Direct Connect gateway.</summary>
    PropagatedDirectConnect,

    /// <summary>Announced over a VPN connection between private addresses.</summary>
    PropagatedPrivateVpn,

    /// <summary>Announced over a VPN connection through the internet.</summary>
    PropagatedVpn,
}
