using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways;

/// <summary>A virtual private gateway: forwards to prefixes it knows, IPv4 only. (Site-to-Site VPN guide, "Route tables and VPN route priority")</summary>
internal static class VpnGateways
{
    /// <summary>Largest MTU in bytes over a VPN connection. (Site-to-Site VPN guide, "Site-to-Site VPN quotas")</summary>
    public const int Mtu = 1446;

    /// <summary>Null to go on.</summary>
    public static Verdict? RefusesOut(Walk walk, Fabric fabric, int gateway)
    {
        DropReason reason = DropReason.None;
        if (walk.Packet.IsIPv6) reason = DropReason.VgwIpv6NotSupported;
        else if (!Knows(fabric, gateway, walk.Packet.Destination)) reason = DropReason.VgwPrefixUnknown;
        walk.Note(Stage.Gateway, ComponentKind.VpnGateway, gateway, -1, egress: true, reason == DropReason.None);
        return reason == DropReason.None ? null : Verdict.Drop(reason, ComponentKind.VpnGateway, gateway, egress: true);
    }

    /// <summary>Null to go on with the interface that owns the destination.</summary>
    public static Verdict? RefusesIn(Walk walk, Fabric fabric, int gateway, int vpc, out int to)
    {
        to = vpc < 0 || walk.Packet.IsIPv6 ? -1 : fabric.FindInterface(vpc, walk.Packet.Destination);
        walk.Note(Stage.Gateway, ComponentKind.VpnGateway, gateway, -1, egress: false, to >= 0);
        return to >= 0 ? null : Verdict.Drop(DropReason.VgwPrivateIpAssociationForIngress, ComponentKind.VpnGateway, gateway);
    }

    private static bool Knows(Fabric fabric, int gateway, IpAddress destination)
    {
        if (fabric.VpnPrefixes[gateway] is not { } prefixes) return true;
        var address = destination;
        foreach (Cidr prefix in prefixes)
            if (prefix.Contains(address)) return true;
        return false;
    }
}
