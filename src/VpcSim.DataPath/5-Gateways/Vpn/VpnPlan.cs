using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Vpn;

namespace VpcSim.DataPath.Gateways.Vpn;

/// <summary>Every tunnel and virtual interface of a design, and what its virtual private gateways may do with them; the state of a moment comes from it.</summary>
internal sealed class VpnPlan
{
    private const long Second = 1_000_000_000;
    private readonly Dictionary<(string Id, int Tunnel), int> _places = [];

    public VpnPlan(Design design, DataPathSettings settings)
    {
        var links = new List<VpnLink>();
        foreach (VpnConnection connection in design.VpnConnections)
            for (int tunnel = 1; tunnel <= connection.Tunnels.Length; tunnel++) links.Add(LinkOf(connection, tunnel, settings));
        foreach (PrivateVirtualInterface virtualInterface in design.PrivateVirtualInterfaces) links.Add(LinkOf(virtualInterface, settings));
        Links = [.. links];
        for (int place = 0; place < Links.Length; place++) _places.TryAdd((Links[place].Id, Links[place].Tunnel), place);
        Gateways = [.. design.VpnGateways.Select(gateway => PlanOf(design, gateway))];
        IsSteady = Links.All(link => link.Outages.IsEmpty);
        Whole = VpnState.AllUp(this);
    }

    /// <summary>Tunnels by connection, then virtual interfaces.</summary>
    public ImmutableArray<VpnLink> Links { get; }

    /// <summary>By virtual private gateway of the design.</summary>
    public ImmutableArray<VpnGatewayPlan> Gateways { get; }

    /// <summary>Whether nothing ever goes down.</summary>
    public bool IsSteady { get; }

    /// <summary>The state while everything is up.</summary>
    public VpnState Whole { get; }

    /// <summary>The place of a link; −1 for none.</summary>
    /// <param name="id">A VPN connection's or virtual interface's id.</param>
    /// <param name="tunnel">1 or 2; 0 for a virtual interface.</param>
    public int PlaceOf(string id, int tunnel) => _places.GetValueOrDefault((id, tunnel), -1);

    private static VpnLink LinkOf(VpnConnection connection, int tunnel, DataPathSettings settings)
    {
        VpnTunnel options = connection.Tunnels[tunnel - 1];
        long dpdNs = options.DpdTimeoutSeconds * Second, holdNs = settings.VpnBgpHoldSeconds * Second;
        long dpdActsNs = options.DpdAction == DpdAction.None ? VpnLink.Never : dpdNs;
        return new VpnLink
        {
            Id = connection.Id,
            Tunnel = tunnel,
            CustomerBlock = connection.CustomerBlock,
            AmazonBlock = connection.AmazonBlock,
            TakesIPv4 = !connection.CarriesIPv6,
            TakesIPv6 = connection.CarriesIPv6,
            Mtu = TunnelMtu.Of(options, connection.IsBehindNat),
            DiscoversMtu = false,
            ByBgp = !connection.StaticRoutesOnly,
            JoinsSites = !connection.StaticRoutesOnly,
            AwsNoticesNs = connection.StaticRoutesOnly ? dpdActsNs : Math.Min(dpdActsNs, holdNs),
            CustomerNoticesNs = connection.StaticRoutesOnly ? dpdNs : Math.Min(dpdNs, holdNs),
            Outages = options.Outages,
        };
    }

    private static VpnLink LinkOf(PrivateVirtualInterface virtualInterface, DataPathSettings settings) => new()
    {
        Id = virtualInterface.Id,
        Tunnel = 0,
        TakesIPv6 = virtualInterface.IsTransit,
        Mtu = virtualInterface.Mtu,
        DiscoversMtu = true,
        ByBgp = true,
        JoinsSites = virtualInterface.VpnGatewayId is not null,
        AwsNoticesNs = settings.DirectConnectBgpHoldSeconds * Second,
        CustomerNoticesNs = settings.DirectConnectBgpHoldSeconds * Second,
        Outages = virtualInterface.Outages,
    };

    private VpnGatewayPlan PlanOf(Design design, VpnGateway gateway)
    {
        VpnConnection[] connections = [.. design.VpnConnections.Where(connection => connection.VpnGatewayId == gateway.Id)];
        PrivateVirtualInterface[] interfaces = [.. VirtualInterfaces.Of(design, gateway.Id)];
        var links = new List<(int Place, int IngressTunnel)>();
        foreach (VpnConnection connection in connections.OrderBy(connection => connection.EgressTunnel is null ? 1 : 0))
        {
            int first = connection.EgressTunnel ?? 1;
            foreach (int tunnel in Enumerable.Range(1, connection.Tunnels.Length).OrderBy(tunnel => tunnel == first ? 0 : 1))
                links.Add((PlaceOf(connection.Id, tunnel), connection.IngressTunnel ?? 0));
        }
        foreach (PrivateVirtualInterface virtualInterface in interfaces) links.Add((PlaceOf(virtualInterface.Id, 0), 0));
        ImmutableArray<LearnedRoute> routes = LearnedRoutes.Of(design, gateway);
        bool knowsAll = links.Count > 0 && connections.All(connection => connection.KnowsRoutes) && interfaces.All(link => link.Announces is not null);
        return new VpnGatewayPlan(
            routes, [.. links.Select(link => link.Place)], [.. routes.Select(route => PlaceOf(route.LinkId, route.Tunnel))],
            [.. links.Select(link => link.IngressTunnel)], believes: !knowsAll);
    }
}
