using VpcSim.Model.Designs;

namespace VpcSim.Model.DirectConnect;

/// <summary>Which private virtual interfaces lead to a virtual private gateway, directly or over a Direct Connect gateway.</summary>
public static class VirtualInterfaces
{
    /// <summary>In the order of the design.</summary>
    public static IEnumerable<PrivateVirtualInterface> Of(Design design, string vpnGatewayId)
    {
        foreach (PrivateVirtualInterface link in design.PrivateVirtualInterfaces)
        {
            bool joined = link.VpnGatewayId == vpnGatewayId || (link.DirectConnectGatewayId is { } gateway &&
                design.DirectConnectGatewayAssociations.Any(item => item.DirectConnectGatewayId == gateway && item.GatewayId == vpnGatewayId));
            if (joined) yield return link;
        }
    }
}
