using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// The IPv4 prefixes that a virtual private gateway knows enter exactly the tables that name it; a static route to the same destination
/// takes their place. (Site-to-Site VPN guide, "Route tables and VPN route priority")
/// </summary>
/// <remarks>What a BGP session advertises a design says in its metadata or not at all. A table that shows propagated routes (<c>describe-*</c>
/// output) is believed for a gateway whose prefixes are not all known.</remarks>
internal sealed class RoutePropagation
{
    private readonly Draft _draft;
    private readonly Dictionary<string, SortedSet<Cidr>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Name, string Message)>> _unknown = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seenInTables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withLinks = new(StringComparer.Ordinal);

    public RoutePropagation(Draft draft)
    {
        _draft = draft;
        foreach (VpnGateway gateway in draft.AsWritten.VpnGateways)
            _known[gateway.Id] = [.. LearnedRoutes.Of(draft.AsWritten, gateway).Select(route => route.Prefix)];
        foreach (VpnConnection connection in draft.AsWritten.VpnConnections)
        {
            if (connection.VpnGatewayId is not { } gateway) continue;
            _withLinks.Add(gateway);
            if (!connection.KnowsRoutes)
            {
                NoteUnknown(gateway, connection.Name,
                    "The connection routes by BGP, and the design does not say which prefixes the customer gateway advertises (Metadata: VpcSim: Announces): none is propagated.");
            }
        }
        foreach (VpnGateway gateway in draft.AsWritten.VpnGateways)
        {
            foreach (PrivateVirtualInterface link in VirtualInterfaces.Of(draft.AsWritten, gateway.Id))
            {
                _withLinks.Add(gateway.Id);
                if (link.Announces is null)
                    NoteUnknown(gateway.Id, link.Name, "The design does not say which prefixes come over the virtual interface (Metadata: VpcSim: Announces): none is propagated.");
            }
        }
    }

    public void AddTo(RouteTable table, ImmutableArray<Route>.Builder routes)
    {
        if (table.PropagatingGatewayIds.IsEmpty) return;
        var written = new HashSet<Cidr>();
        foreach (Route route in routes)
            if (route.Destination is { } destination) written.Add(destination);
        foreach (string gateway in table.PropagatingGatewayIds)
        {
            var prefixes = new SortedSet<Cidr>();
            if (_known.TryGetValue(gateway, out SortedSet<Cidr>? known)) prefixes.UnionWith(known);
            if (_unknown.ContainsKey(gateway) || !_withLinks.Contains(gateway)) AddSeen(table, gateway, prefixes);
            foreach (Cidr prefix in prefixes)
                if (written.Add(prefix)) routes.Add(Propagated(prefix, gateway));
        }
    }

    /// <summary>One finding for each BGP session whose prefixes neither the design nor a table says.</summary>
    public void ReportUnknown()
    {
        foreach (VpnGateway gateway in _draft.AsWritten.VpnGateways)
        {
            if (_seenInTables.Contains(gateway.Id)) continue;
            foreach ((string name, string message) in _unknown.GetValueOrDefault(gateway.Id) ?? [])
                _draft.Findings.Add(new Finding("bgp-prefixes-unknown", message, name));
        }
    }

    private void NoteUnknown(string gateway, string name, string message)
    {
        if (!_unknown.TryGetValue(gateway, out List<(string, string)>? links)) _unknown[gateway] = links = [];
        links.Add((name, message));
    }

    private void AddSeen(RouteTable table, string gateway, SortedSet<Cidr> prefixes)
    {
        foreach (Route route in table.Routes)
        {
            if (route.Origin != RouteOrigin.EnableVgwRoutePropagation || route.TargetId != gateway) continue;
            if (route.Destination is not { IsIPv4: true } destination) continue;
            prefixes.Add(destination);
            _seenInTables.Add(gateway);
        }
    }

    private static Route Propagated(Cidr prefix, string gateway) => new()
    {
        Destination = prefix,
        TargetKind = RouteTargetKind.VpnGateway,
        TargetId = gateway,
        Origin = RouteOrigin.EnableVgwRoutePropagation,
    };
}
