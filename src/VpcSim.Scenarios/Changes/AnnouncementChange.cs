using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Changes;

/// <summary>The customer's device announces a prefix by BGP or withdraws it. (Site-to-Site VPN guide, "Route tables and VPN route priority")</summary>
/// <param name="Link">The VPN connection's or virtual interface's name.</param>
/// <param name="Tunnel">The tunnel whose session does so, 1 or 2; 0 for every session.</param>
/// <param name="Prefix">The prefix.</param>
/// <param name="Withdraws">Whether it is withdrawn.</param>
public sealed record AnnouncementChange(string Link, int Tunnel, Cidr Prefix, bool Withdraws) : DesignChange
{
    /// <summary>The AS path, nearest first; empty for the customer's own ASN once.</summary>
    public ImmutableArray<long> AsPath { get; init; } = [];

    public long Med { get; init; }

    public override string Action => Withdraws ? "withdraw-prefix" : "announce-prefix";

    internal override Design Change(Design design, long timeNs)
    {
        if (Links.FindConnection(design, Link, Tunnel) is { } place)
        {
            VpnConnection connection = design.VpnConnections[place];
            if (connection.StaticRoutesOnly) throw new ChangeRefusedException("InvalidParameterValue", $"The VPN connection {connection.Name} routes statically: nothing is announced to it.");
            ImmutableArray<Announcement> before = connection.Announces ?? [.. connection.Routes.Select(static prefix => new Announcement { Prefix = prefix })];
            return design with { VpnConnections = design.VpnConnections.SetItem(place, connection with { Announces = Changed(before, connection.Tunnels.Length) }) };
        }
        int at = Links.FindVirtualInterface(design, Link);
        PrivateVirtualInterface link = design.PrivateVirtualInterfaces[at];
        return design with { PrivateVirtualInterfaces = design.PrivateVirtualInterfaces.SetItem(at, link with { Announces = Changed(link.Announces ?? [], tunnels: 0) }) };
    }

    private ImmutableArray<Announcement> Changed(ImmutableArray<Announcement> before, int tunnels)
    {
        var after = ImmutableArray.CreateBuilder<Announcement>();
        bool found = false;
        foreach (Announcement item in before)
        {
            bool isIt = item.Prefix == Prefix && (Tunnel == 0 || item.Tunnel is null || item.Tunnel == Tunnel);
            found |= isIt;
            if (!isIt) after.Add(item);
            else if (Tunnel != 0 && item.Tunnel is null) after.AddRange(OtherTunnels(item, tunnels));
        }
        if (Withdraws && !found)
        {
            string known = before.IsEmpty ? "nothing" : string.Join(", ", before.Select(static item => item.Prefix).Distinct());
            throw new ChangeRefusedException("InvalidParameterValue", $"{Link} does not announce {Prefix}; it announces {known}.");
        }
        if (!Withdraws) after.Add(new Announcement { Prefix = Prefix, AsPath = AsPath, Med = Med, Tunnel = Tunnel == 0 ? null : Tunnel });
        return after.ToImmutable();
    }

    private IEnumerable<Announcement> OtherTunnels(Announcement item, int tunnels) =>
        Enumerable.Range(1, tunnels).Where(tunnel => tunnel != Tunnel).Select(tunnel => item with { Tunnel = tunnel });
}
