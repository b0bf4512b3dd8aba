using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Vpn;

/// <summary>A virtual private gateway: forwards to prefixes it knows, IPv4 only. (Site-to-Site VPN guide, "Route tables and VPN route priority")</summary>
internal static class VpnGateways
{
    /// <summary>Largest MTU in bytes over a VPN connection. (Site-to-Site VPN guide, "Site-to-Site VPN quotas")</summary>
    public const int Mtu = 1446;

    /// <summary>Null to go on by <paramref name="way"/>.</summary>
    public static Verdict? RefusesOut(Walk walk, Fabric fabric, int gateway, out Way way)
    {
        way = walk.Packet.IsIPv6 ? Way.Unknown : fabric.Vpn.Gateways[gateway].WayTo(walk.Packet.Destination);
        DropReason reason = DropReason.None;
        if (walk.Packet.IsIPv6) reason = DropReason.VgwIpv6NotSupported;
        else if (!way.IsKnown) reason = DropReason.VgwPrefixUnknown;
        else if (!way.IsUp) reason = DropReason.BadStateVpn;
        else if (!Carries(fabric, way, customer: walk.Packet.Destination, amazon: walk.Packet.Source)) reason = DropReason.VpnTrafficSelectorMismatch;
        return Answer(walk, gateway, way.Route, reason, egress: true);
    }

    /// <summary>Null to go on with the interface that owns the destination.</summary>
    public static Verdict? RefusesIn(Walk walk, Fabric fabric, int gateway, int vpc, out int to)
    {
        to = vpc < 0 || walk.Packet.IsIPv6 ? -1 : fabric.FindInterface(vpc, walk.Packet.Destination);
        if (!walk.Packet.IsIPv6 && Comes(walk, fabric, gateway) is { } lost) return lost;
        return Answer(walk, gateway, -1, to >= 0 ? DropReason.None : DropReason.VgwPrivateIpAssociationForIngress, egress: false);
    }

    /// <summary>From site to site, the packet has come in and goes out by <paramref name="way"/>; null to go on.</summary>
    public static Verdict? RefusesBetweenSites(Walk walk, Fabric fabric, int gateway, out Way way)
    {
        way = Way.Unknown;
        return Comes(walk, fabric, gateway) ?? RefusesOut(walk, fabric, gateway, out way);
    }

    /// <summary>MTU in bytes of a way.</summary>
    public static int MtuOf(Fabric fabric, Way way) => way.Link < 0 ? Mtu : fabric.Vpn.Plan.Links[way.Link].Mtu;

    public static bool DiscoversMtu(Fabric fabric, Way way) => way.Link >= 0 && fabric.Vpn.Plan.Links[way.Link].DiscoversMtu;

    // A packet that the customer's device sent into a tunnel that is down is lost.
    private static Verdict? Comes(Walk walk, Fabric fabric, int gateway)
    {
        Way way = fabric.Vpn.Gateways[gateway].WayFrom(walk.Packet.Source);
        if (!way.IsUp) return Answer(walk, gateway, way.Route, DropReason.BadStateVpn, egress: false);
        if (!Carries(fabric, way, customer: walk.Packet.Source, amazon: walk.Packet.Destination))
            return Answer(walk, gateway, way.Route, DropReason.VpnTrafficSelectorMismatch, egress: false);
        return walk.TooBig(MtuOf(fabric, way)) ? Answer(walk, gateway, way.Route, DropReason.PacketTooBig, egress: false) : null;
    }

    private static bool Carries(Fabric fabric, Way way, IpAddress customer, IpAddress amazon) =>
        way.Link < 0 || fabric.Vpn.Plan.Links[way.Link].Carries(customer, amazon);

    private static Verdict? Answer(Walk walk, int gateway, int route, DropReason reason, bool egress)
    {
        walk.Note(Stage.Gateway, ComponentKind.VpnGateway, gateway, route, egress, reason == DropReason.None);
        return reason == DropReason.None ? null : Verdict.Drop(reason, ComponentKind.VpnGateway, gateway, route, egress);
    }
}
