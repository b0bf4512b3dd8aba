using System.Collections.Immutable;
using VpcSim.DataPath.Gateways.Vpn;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpn;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>How an attachment of a transit gateway reaches a network on premises: by the tunnels of a VPN connection or by transit virtual interfaces.</summary>
internal sealed class TransitReach
{
    private TransitReach(ImmutableArray<LearnedRoute> routes, ImmutableArray<int> links, VpnPlan plan)
    {
        Routes = routes;
        Links = links;
        LinkOfRoute = [.. routes.Select(route => plan.PlaceOf(route.LinkId, route.Tunnel))];
    }

    /// <summary>What its links bring.</summary>
    public ImmutableArray<LearnedRoute> Routes { get; }

    /// <summary>By route: its link's place in the plan.</summary>
    public ImmutableArray<int> LinkOfRoute { get; }

    /// <summary>Its links by place in the plan, the one that AWS prefers first; at least one.</summary>
    public ImmutableArray<int> Links { get; }

    /// <summary>The tunnel that the customer's device sends by; −1 for no say.</summary>
    public int IngressLink { get; private init; } = -1;

    /// <summary>Whether its links may share the flows to one prefix. (Transit Gateway guide, "Equal Cost Multipath routing")</summary>
    public bool Shares { get; private init; }

    /// <summary>Whether the design says which tunnel AWS chose for what leaves.</summary>
    public bool IsChosen { get; private init; }

    /// <summary>Null for an attachment of another kind, or of something that the design does not hold.</summary>
    /// <param name="design">The design.</param>
    /// <param name="attachment">One of its attachments.</param>
    /// <param name="plan">Its links.</param>
    /// <param name="sharesVpn">Whether the gateway has VPN ECMP support.</param>
    public static TransitReach? Of(Design design, TransitGatewayAttachment attachment, VpnPlan plan, bool sharesVpn) => attachment.Kind switch
    {
        TransitAttachmentKind.Vpn when design.VpnConnections.FirstOrDefault(item => item.Id == attachment.ResourceId) is { Tunnels.IsEmpty: false } connection =>
            Of(LearnedRoutes.Of(design, attachment), connection, plan, sharesVpn),
        TransitAttachmentKind.DirectConnectGateway when VirtualInterfaces.OfTransit(design, attachment.ResourceId).ToArray() is { Length: > 0 } interfaces =>
            new TransitReach(LearnedRoutes.Of(design, attachment), [.. interfaces.Select(item => plan.PlaceOf(item.Id, 0))], plan) { Shares = true },
        _ => null,
    };

    private static TransitReach Of(ImmutableArray<LearnedRoute> routes, VpnConnection connection, VpnPlan plan, bool sharesVpn)
    {
        int first = connection.EgressTunnel ?? 1;
        int[] links = [.. Enumerable.Range(1, connection.Tunnels.Length).OrderBy(tunnel => tunnel == first ? 0 : 1).Select(tunnel => plan.PlaceOf(connection.Id, tunnel))];
        return new TransitReach(routes, [.. links], plan)
        {
            IngressLink = connection.IngressTunnel is { } ingress ? plan.PlaceOf(connection.Id, ingress) : -1,
            Shares = sharesVpn && !connection.StaticRoutesOnly,
            IsChosen = connection.EgressTunnel is not null,
        };
    }
}
