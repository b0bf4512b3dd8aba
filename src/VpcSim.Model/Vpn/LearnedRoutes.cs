using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Transit;

namespace VpcSim.Model.Vpn;

/// <summary>Every way to every prefix that a gateway may learn while all is well, in a fixed order: propagation, the data path and its explanations share it.</summary>
/// <remarks>A tunnel carries one family; that of a virtual private gateway is IPv4. (Site-to-Site VPN guide, "IPv4 and IPv6 traffic")</remarks>
public static class LearnedRoutes
{
    /// <summary>Prefixes that one BGP session may announce; one more ends it. (Site-to-Site VPN guide, "Quotas"; Direct Connect guide, "Quotas")</summary>
    public const int MostPrefixesPerSession = 100;

    /// <summary>The same of a session that ends at a transit gateway. (Site-to-Site VPN guide, "Quotas")</summary>
    public const int MostPrefixesPerTransitSession = 1_000;

    /// <summary>The ways that a virtual private gateway may learn: those of its VPN connections, then those of its virtual interfaces.</summary>
    public static ImmutableArray<LearnedRoute> Of(Design design, VpnGateway gateway)
    {
        var routes = ImmutableArray.CreateBuilder<LearnedRoute>();
        foreach (VpnConnection connection in design.VpnConnections)
            if (connection.VpnGatewayId == gateway.Id) AddOf(connection, CustomerAsn(design, connection), gateway.AmazonSideAsn, routes);
        foreach (PrivateVirtualInterface virtualInterface in VirtualInterfaces.Of(design, gateway.Id))
            AddOf(virtualInterface, gateway.AmazonSideAsn, routes);
        return routes.ToImmutable();
    }

    /// <summary>The ways that one VPN connection offers, whatever gateway ends it.</summary>
    /// <param name="design">The design.</param>
    /// <param name="connection">One of its VPN connections.</param>
    /// <param name="amazonSideAsn">The gateway's ASN: it takes no route that has been there.</param>
    public static ImmutableArray<LearnedRoute> Of(Design design, VpnConnection connection, long amazonSideAsn)
    {
        var routes = ImmutableArray.CreateBuilder<LearnedRoute>();
        AddOf(connection, CustomerAsn(design, connection), amazonSideAsn, routes);
        return routes.ToImmutable();
    }

    /// <summary>The ways that an attachment of a transit gateway offers by the tunnels of its VPN connection or the virtual interfaces of its Direct
    /// Connect gateway; none for other attachments.</summary>
    public static ImmutableArray<LearnedRoute> Of(Design design, TransitGatewayAttachment attachment)
    {
        if (design.TransitGateways.FirstOrDefault(item => item.Id == attachment.TransitGatewayId) is not { } gateway) return [];
        var routes = ImmutableArray.CreateBuilder<LearnedRoute>();
        if (attachment.Kind == TransitAttachmentKind.Vpn && design.VpnConnections.FirstOrDefault(item => item.Id == attachment.ResourceId) is { } connection)
            AddOf(connection, CustomerAsn(design, connection), gateway.AmazonSideAsn, routes);
        if (attachment.Kind == TransitAttachmentKind.DirectConnectGateway)
            foreach (PrivateVirtualInterface link in VirtualInterfaces.OfTransit(design, attachment.ResourceId)) AddOf(link, gateway.AmazonSideAsn, routes);
        return routes.ToImmutable();
    }

    /// <summary>How many prefixes a BGP session of a VPN connection may announce.</summary>
    public static int MostPrefixesOf(VpnConnection connection) =>
        connection.TransitGatewayId is null ? MostPrefixesPerSession : MostPrefixesPerTransitSession;

    /// <summary>How many prefixes a BGP session of a connection announces.</summary>
    /// <param name="announcements">What the customer's device announces.</param>
    /// <param name="tunnel">1 or 2; 0 for a virtual interface.</param>
    public static int PrefixesIn(ImmutableArray<Announcement> announcements, int tunnel) =>
        announcements.Where(item => IsIn(item, tunnel)).Select(item => item.Prefix).Distinct().Count();

    private static long CustomerAsn(Design design, VpnConnection connection) =>
        design.CustomerGateways.FirstOrDefault(gateway => gateway.Id == connection.CustomerGatewayId)?.BgpAsn ?? CustomerGateway.DefaultAsn;

    private static void AddOf(VpnConnection connection, long customerAsn, long amazonSideAsn, ImmutableArray<LearnedRoute>.Builder routes)
    {
        ImmutableArray<Announcement> announced = connection.StaticRoutesOnly ? [] : AnnouncedBy(connection);
        for (int tunnel = 1; tunnel <= connection.Tunnels.Length; tunnel++)
        {
            if (connection.StaticRoutesOnly)
            {
                foreach (Cidr prefix in connection.Routes)
                    if (prefix.IsIPv4 != connection.CarriesIPv6) routes.Add(Way(prefix, LearnedRouteKind.StaticVpn, connection.Id, connection.Name, tunnel, customerAsn));
                continue;
            }
            if (connection.Tunnels[tunnel - 1].SessionClosed || PrefixesIn(announced, tunnel) > MostPrefixesOf(connection)) continue;
            foreach (Announcement item in announced)
                if (IsIn(item, tunnel) && Accepted(item, amazonSideAsn, connection.CarriesIPv6))
                    routes.Add(Announced(Way(item.Prefix, LearnedRouteKind.BgpVpn, connection.Id, connection.Name, tunnel, customerAsn), item));
        }
    }

    private static void AddOf(PrivateVirtualInterface link, long amazonSideAsn, ImmutableArray<LearnedRoute>.Builder routes)
    {
        ImmutableArray<Announcement> announced = link.Announces ?? [];
        if (link.SessionClosed || PrefixesIn(announced, tunnel: 0) > MostPrefixesPerSession) return;
        foreach (Announcement item in announced)
            if (Accepted(item, amazonSideAsn, ipv6: link.IsTransit && !item.Prefix.IsIPv4))
                routes.Add(Announced(Way(item.Prefix, LearnedRouteKind.DirectConnect, link.Id, link.Name, tunnel: 0, link.CustomerAsn), item));
    }

    private static ImmutableArray<Announcement> AnnouncedBy(VpnConnection connection) =>
        connection.Announces ?? [.. connection.Routes.Select(prefix => new Announcement { Prefix = prefix })];

    private static bool IsIn(Announcement item, int tunnel) => item.Tunnel is null || item.Tunnel == tunnel;

    // RFC 4271 section 9: a path that holds the receiver's own AS is a loop.
    private static bool Accepted(Announcement item, long amazonSideAsn, bool ipv6) => item.Prefix.IsIPv4 != ipv6 && !item.AsPath.Contains(amazonSideAsn);

    private static LearnedRoute Way(Cidr prefix, LearnedRouteKind kind, string id, string name, int tunnel, long customerAsn) =>
        new() { Prefix = prefix, Kind = kind, LinkId = id, LinkName = name, Tunnel = tunnel, CustomerAsn = customerAsn };

    private static LearnedRoute Announced(LearnedRoute way, Announcement item) =>
        way with { AsPath = item.AsPath.IsEmpty ? [way.CustomerAsn] : item.AsPath, Med = item.Med };
}
