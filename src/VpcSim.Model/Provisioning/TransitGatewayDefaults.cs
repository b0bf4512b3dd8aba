using VpcSim.Model.Naming;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// What a transit gateway has when its design names nothing else: a default route table, an attachment for each VPN connection that ends at it, and
/// for each attachment the default association and propagation. (Transit Gateway guide, "Route tables")
/// </summary>
internal static class TransitGatewayDefaults
{
    public static void Apply(Draft draft)
    {
        for (int i = 0; i < draft.TransitGateways.Count; i++) AddDefaultTable(draft, i);
        foreach (VpnConnection connection in draft.AsWritten.VpnConnections) AttachVpn(draft, connection);
        foreach (TransitGatewayAttachment attachment in draft.TransitAttachments)
        {
            Associate(draft, draft.TransitGateways.Find(attachment.TransitGatewayId), attachment);
            if (attachment.Kind == TransitAttachmentKind.Peering) Associate(draft, draft.TransitGateways.Find(attachment.ResourceId), attachment);
            else Propagate(draft, draft.TransitGateways.Find(attachment.TransitGatewayId), attachment);
        }
    }

    /// <summary>The gateway's table that an attachment is associated with, or null.</summary>
    public static TransitGatewayAssociation? AssociationOf(Draft draft, string gatewayId, string attachmentId)
    {
        foreach (TransitGatewayAssociation association in draft.TransitAssociations)
        {
            if (association.AttachmentId == attachmentId && draft.TransitTables.Find(association.RouteTableId)?.TransitGatewayId == gatewayId)
                return association;
        }
        return null;
    }

    // One table serves as both defaults; with both switched off there is none.
    private static void AddDefaultTable(Draft draft, int position)
    {
        TransitGateway gateway = draft.TransitGateways[position];
        string? association = gateway.AssociationDefaultRouteTableId, propagation = gateway.PropagationDefaultRouteTableId;
        bool needsAssociation = gateway.DefaultRouteTableAssociation && association is null;
        bool needsPropagation = gateway.DefaultRouteTablePropagation && propagation is null;
        if (!needsAssociation && !needsPropagation) return;
        string name = $"{gateway.Name}/default-route-table";
        string id = association ?? propagation ?? AwsIds.Derive("tgw-rtb", gateway.AccountId, gateway.Region, name);
        if (draft.TransitTables.Find(id) is null)
            draft.TransitTables.Add(new TransitGatewayRouteTable { Name = name, Id = id, TransitGatewayId = gateway.Id });
        draft.TransitGateways[position] = gateway with
        {
            AssociationDefaultRouteTableId = needsAssociation ? id : association,
            PropagationDefaultRouteTableId = needsPropagation ? id : propagation,
        };
    }

    private static void AttachVpn(Draft draft, VpnConnection connection)
    {
        if (draft.TransitGateways.Find(connection.TransitGatewayId) is not { } gateway) return;
        foreach (TransitGatewayAttachment attachment in draft.TransitAttachments)
            if (attachment.Kind == TransitAttachmentKind.Vpn && attachment.ResourceId == connection.Id) return;
        string name = $"{connection.Name}/attachment";
        draft.TransitAttachments.Add(new TransitGatewayAttachment
        {
            Name = name,
            Id = AwsIds.Derive("tgw-attach", gateway.AccountId, gateway.Region, name),
            TransitGatewayId = gateway.Id,
            Kind = TransitAttachmentKind.Vpn,
            ResourceId = connection.Id,
        });
    }

    private static void Associate(Draft draft, TransitGateway? gateway, TransitGatewayAttachment attachment)
    {
        if (!attachment.DefaultRouteTableAssociation || gateway is not { DefaultRouteTableAssociation: true, AssociationDefaultRouteTableId: { } table }) return;
        if (AssociationOf(draft, gateway.Id, attachment.Id) is null)
            draft.TransitAssociations.Add(new TransitGatewayAssociation(table, attachment.Id, attachment.Name));
    }

    private static void Propagate(Draft draft, TransitGateway? gateway, TransitGatewayAttachment attachment)
    {
        if (!attachment.DefaultRouteTablePropagation || gateway is not { DefaultRouteTablePropagation: true, PropagationDefaultRouteTableId: { } table }) return;
        foreach (TransitGatewayPropagation propagation in draft.TransitPropagations)
            if (propagation.RouteTableId == table && propagation.AttachmentId == attachment.Id) return;
        draft.TransitPropagations.Add(new TransitGatewayPropagation(table, attachment.Id, attachment.Name));
    }
}
