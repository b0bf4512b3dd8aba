using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Changes;

/// <summary>A BGP session is closed or opened again by the customer's device: what it announced is withdrawn at once, while the tunnel stays up.</summary>
/// <param name="Link">The VPN connection's or virtual interface's name.</param>
/// <param name="Tunnel">1 or 2; 0 for both.</param>
/// <param name="GoesUp">Whether it is opened again.</param>
public sealed record SessionChange(string Link, int Tunnel, bool GoesUp) : DesignChange
{
    public override string Action => GoesUp ? "bgp-up" : "bgp-down";

    internal override Design Change(Design design, long timeNs)
    {
        if (Links.FindConnection(design, Link, Tunnel) is { } place)
        {
            VpnConnection connection = design.VpnConnections[place];
            if (connection.StaticRoutesOnly) throw new ChangeRefusedException("InvalidParameterValue", $"The VPN connection {connection.Name} routes statically and has no BGP session.");
            ImmutableArray<VpnTunnel>.Builder tunnels = connection.Tunnels.ToBuilder();
            for (int i = 0; i < tunnels.Count; i++)
                if (Tunnel == 0 || Tunnel == i + 1) tunnels[i] = tunnels[i] with { SessionClosed = !GoesUp };
            return design with { VpnConnections = design.VpnConnections.SetItem(place, connection with { Tunnels = tunnels.ToImmutable() }) };
        }
        int at = Links.FindVirtualInterface(design, Link);
        PrivateVirtualInterface link = design.PrivateVirtualInterfaces[at];
        return design with { PrivateVirtualInterfaces = design.PrivateVirtualInterfaces.SetItem(at, link with { SessionClosed = !GoesUp }) };
    }
}
