using VpcSim.Model.Designs;

namespace VpcSim.Model.DirectConnect;

/// <summary>Which virtual interfaces lead where.</summary>
public static class VirtualInterfaces
{
    /// <summary>The private ones that lead to a virtual private gateway, directly or over a Direct Connect gateway, in the order of the design.</summary>
    public static IEnumerable<PrivateVirtualInterface> Of(Design design, string vpnGatewayId)
    {
        foreach (PrivateVirtualInterface link in design.PrivateVirtualInterfaces)
        {
            bool joined = link.VpnGatewayId == vpnGatewayId || (link.DirectConnectGatewayId is { } gateway &&
                design.DirectConnectGatewayAssociations.Any(item => item.DirectConnectGatewayId == gateway && item.GatewayId == vpnGatewayId));
            if (joined && !link.IsTransit) yield return link;
        }
    }

    /// <summary>The transit virtual interfaces of a Direct Connect gateway, in the order of the design.</summary>
    public static IEnumerable<PrivateVirtualInterface> OfTransit(Design design, string directConnectGatewayId) =>
        design.PrivateVirtualInterfaces.Where(link => link.IsTransit && link.DirectConnectGatewayId == directConnectGatewayId);
}
