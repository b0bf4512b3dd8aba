using System.Collections.Immutable;
using VpcSim.DataPath.Gateways.Vpn;
using VpcSim.Model.Designs;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpn;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>The VPN connection behind an attachment of a transit gateway.</summary>
internal sealed class TransitVpn
{
    private TransitVpn(VpnConnection connection, ImmutableArray<LearnedRoute> routes, VpnPlan plan)
    {
        Routes = routes;
        LinkOfRoute = [.. routes.Select(route => plan.PlaceOf(route.LinkId, route.Tunnel))];
        int first = connection.EgressTunnel ?? 1;
        Links = [.. Enumerable.Range(1, connection.Tunnels.Length).OrderBy(tunnel => tunnel == first ? 0 : 1).Select(tunnel => plan.PlaceOf(connection.Id, tunnel))];
        IngressLink = connection.IngressTunnel is { } ingress ? plan.PlaceOf(connection.Id, ingress) : -1;
        IsStatic = connection.StaticRoutesOnly;
        IsChosen = connection.EgressTunnel is not null;
    }

    /// <summary>What its tunnels bring.</summary>
    public ImmutableArray<LearnedRoute> Routes { get; }

    /// <summary>By route: its tunnel's place in the plan.</summary>
    public ImmutableArray<int> LinkOfRoute { get; }

    /// <summary>Its tunnels by place in the plan, the one that AWS prefers first.</summary>
    public ImmutableArray<int> Links { get; }

    /// <summary>The tunnel that the customer's device sends by; −1 for no say.</summary>
    public int IngressLink { get; }

    public bool IsStatic { get; }

    /// <summary>Whether the design says which tunnel AWS chose for what leaves.</summary>
    public bool IsChosen { get; }

    /// <summary>Null for an attachment of another kind, or of a connection that the design does not hold.</summary>
    public static TransitVpn? Of(Design design, TransitGatewayAttachment attachment, VpnPlan plan)
    {
        if (attachment.Kind != TransitAttachmentKind.Vpn) return null;
        VpnConnection? connection = design.VpnConnections.FirstOrDefault(item => item.Id == attachment.ResourceId);
        return connection is null || connection.Tunnels.IsEmpty ? null : new TransitVpn(connection, LearnedRoutes.Of(design, attachment), plan);
    }
}
