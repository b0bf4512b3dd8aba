using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Timing;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Changes;

/// <summary>A tunnel of a VPN connection, or a virtual interface of Direct Connect, falls silent or comes back. (Site-to-Site VPN guide, "VPN tunnel options")</summary>
/// <param name="Link">The connection's or virtual interface's name.</param>
/// <param name="Tunnel">1 or 2; 0 for both.</param>
/// <param name="GoesUp">Whether it comes back.</param>
public sealed record LinkChange(string Link, int Tunnel, bool GoesUp) : DesignChange
{
    public override string Action => GoesUp ? "tunnel-up" : "tunnel-down";

    internal override Design Change(Design design, long timeNs)
    {
        var now = new Moment(timeNs, IsRelative: false);
        if (Links.FindConnection(design, Link, Tunnel) is { } place)
        {
            VpnConnection connection = design.VpnConnections[place];
            ImmutableArray<VpnTunnel>.Builder tunnels = connection.Tunnels.ToBuilder();
            for (int i = 0; i < tunnels.Count; i++)
                if (Tunnel == 0 || Tunnel == i + 1) tunnels[i] = tunnels[i] with { Outages = Changed(tunnels[i].Outages, now) };
            return design with { VpnConnections = design.VpnConnections.SetItem(place, connection with { Tunnels = tunnels.ToImmutable() }) };
        }
        int at = Links.FindVirtualInterface(design, Link);
        PrivateVirtualInterface link = design.PrivateVirtualInterfaces[at];
        return design with { PrivateVirtualInterfaces = design.PrivateVirtualInterfaces.SetItem(at, link with { Outages = Changed(link.Outages, now) }) };
    }

    // An outage without an end is the one of now; one that the design has said for later stays.
    private ImmutableArray<Outage> Changed(ImmutableArray<Outage> outages, Moment now)
    {
        int open = -1;
        for (int i = 0; i < outages.Length; i++)
            if (outages[i].To is null) open = i;
        if (!GoesUp) return open >= 0 ? outages : outages.Add(new Outage(now));
        return open < 0 ? outages : outages.SetItem(open, outages[open] with { To = now });
    }
}
