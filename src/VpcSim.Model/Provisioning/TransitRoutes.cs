using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// The routes that attachments propagate, recomputed at every provisioning, after the written ones. Of routes to one destination a written one keeps the
/// others out; else they stand in AWS's order, and the first decides. (Transit Gateway guide, "Route propagation" and "Route evaluation order")
/// </summary>
internal sealed class TransitRoutes
{
    private readonly Draft _draft;
    private readonly Dictionary<string, VpnConnection> _connections = new(StringComparer.Ordinal);
    private readonly HashSet<string> _overlapping = new(StringComparer.Ordinal);

    private TransitRoutes(Draft draft)
    {
        _draft = draft;
        foreach (VpnConnection connection in draft.AsWritten.VpnConnections) _connections.TryAdd(connection.Id, connection);
        NoteOverlaps();
    }

    public static void Apply(Draft draft)
    {
        if (draft.TransitTables.Count == 0) return;
        var routes = new TransitRoutes(draft);
        for (int i = 0; i < draft.TransitTables.Count; i++)
        {
            TransitGatewayRouteTable table = draft.TransitTables[i];
            ImmutableArray<TransitGatewayRoute> derived = routes.RoutesOf(table);
            if (!table.Routes.AsSpan().SequenceEqual(derived.AsSpan())) draft.TransitTables[i] = table with { Routes = derived };
        }
    }

    private ImmutableArray<TransitGatewayRoute> RoutesOf(TransitGatewayRouteTable table)
    {
        var routes = new List<TransitGatewayRoute>();
        var written = new HashSet<Cidr>();
        foreach (TransitGatewayRoute route in table.Routes)
        {
            if (route.Origin != TransitRouteOrigin.Static) continue;
            written.Add(route.Destination);
            routes.Add(route with { State = StateOf(route) });
        }
        var propagated = new List<TransitGatewayRoute>();
        foreach (TransitGatewayPropagation propagation in _draft.TransitPropagations)
        {
            if (propagation.RouteTableId != table.Id || _draft.TransitAttachments.Find(propagation.AttachmentId) is not { } attachment) continue;
            foreach ((Cidr prefix, TransitRouteOrigin origin) in AnnouncedBy(attachment))
            {
                if (written.Contains(prefix)) continue;
                propagated.Add(new TransitGatewayRoute { Destination = prefix, AttachmentId = attachment.Id, Origin = origin, State = StateOf(attachment) });
            }
        }
        routes.AddRange(propagated.OrderBy(route => route.Origin).DistinctBy(route => (route.Destination, route.AttachmentId)));
        return [.. routes];
    }

    private IEnumerable<(Cidr Prefix, TransitRouteOrigin Origin)> AnnouncedBy(TransitGatewayAttachment attachment)
    {
        switch (attachment.Kind)
        {
            case TransitAttachmentKind.Vpc when _draft.Vpcs.Find(attachment.ResourceId) is { } vpc && !_overlapping.Contains(attachment.Id):
                return vpc.AllCidrBlocks.Where(block => block.IsIPv4 || attachment.Ipv6Support).Select(block => (block, TransitRouteOrigin.PropagatedVpc));
            case TransitAttachmentKind.Vpn when _connections.TryGetValue(attachment.ResourceId, out VpnConnection? connection):
                TransitRouteOrigin origin = connection.StaticRoutesOnly ? TransitRouteOrigin.StaticVpn
                    : connection.IsPrivate ? TransitRouteOrigin.PropagatedPrivateVpn : TransitRouteOrigin.PropagatedVpn;
                return LearnedRoutes.Of(_draft.AsWritten, attachment).Select(route => route.Prefix).Distinct().Select(prefix => (prefix, origin));
            case TransitAttachmentKind.DirectConnectGateway:
                return attachment.Prefixes.Concat(LearnedRoutes.Of(_draft.AsWritten, attachment).Select(route => route.Prefix)).Distinct()
                    .Select(prefix => (prefix, TransitRouteOrigin.PropagatedDirectConnect));
            default:
                return [];
        }
    }

    private RouteState StateOf(TransitGatewayRoute route) => route.AttachmentId is { } id
        ? StateOf(_draft.TransitAttachments.Find(id)) : RouteState.Blackhole;

    private static RouteState StateOf(TransitGatewayAttachment? attachment) =>
        attachment is { IsAvailable: true } ? RouteState.Active : RouteState.Blackhole;

    // Transit Gateway guide, "VPC attachments": a VPC that overlaps one that is attached already is attached too, and its routes are not propagated.
    private void NoteOverlaps()
    {
        var attached = new Dictionary<string, List<(Vpc Vpc, TransitGatewayAttachment Attachment)>>(StringComparer.Ordinal);
        foreach (TransitGatewayAttachment attachment in _draft.TransitAttachments)
        {
            if (attachment.Kind != TransitAttachmentKind.Vpc || _draft.Vpcs.Find(attachment.ResourceId) is not { } vpc) continue;
            if (!attached.TryGetValue(attachment.TransitGatewayId, out List<(Vpc, TransitGatewayAttachment)>? earlier))
                attached[attachment.TransitGatewayId] = earlier = [];
            foreach ((Vpc other, _) in earlier)
            {
                if (other.Id == vpc.Id || !Overlap(vpc, other)) continue;
                _overlapping.Add(attachment.Id);
                _draft.Findings.Add(new Finding("not-propagated",
                    $"The VPC {vpc.Name} overlaps {other.Name}, which is attached to the same transit gateway already: AWS does not propagate its routes.", attachment.Name));
                break;
            }
            earlier.Add((vpc, attachment));
        }
    }

    private static bool Overlap(Vpc left, Vpc right) =>
        left.AllCidrBlocks.Any(block => right.AllCidrBlocks.Any(other => block.Overlaps(other)));
}
