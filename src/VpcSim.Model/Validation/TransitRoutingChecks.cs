using VpcSim.Model.Addressing;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Transit;

namespace VpcSim.Model.Validation;

/// <summary>An attachment asks one route table of its gateway, and a table has one route to a destination. (EC2 API, AssociateTransitGatewayRouteTable and CreateTransitGatewayRoute)</summary>
internal static class TransitRoutingChecks
{
    public static void Check(Draft draft)
    {
        CheckAssociations(draft);
        CheckPropagations(draft);
        foreach (TransitGatewayRouteTable table in draft.TransitTables)
        {
            if (draft.TransitGateways.Find(table.TransitGatewayId) is null)
                draft.RefuseMissing("InvalidTransitGatewayID.NotFound", $"Transit Gateway {table.TransitGatewayId} was deleted or does not exist.", table.Name);
            CheckRoutes(draft, table);
        }
    }

    private static void CheckAssociations(Draft draft)
    {
        var associated = new HashSet<(string, string)>();
        foreach (TransitGatewayAssociation association in draft.TransitAssociations)
        {
            if (Find(draft, association.RouteTableId, association.AttachmentId, association.Name) is not var (table, attachment)) continue;
            bool beside = attachment.DefaultRouteTableAssociation && IsDefaultElsewhere(draft, table);
            if (associated.Add((table.TransitGatewayId, attachment.Id)) && !beside) continue;
            string remedy = beside ? "; the gateway associates new attachments with its default table, so set DefaultRouteTableAssociation to disable" : "";
            draft.Refuse("Resource.AlreadyAssociated", $"Transit Gateway Attachment {attachment.Id} is already associated to a route table{remedy}.", association.Name);
        }
    }

    // A deployment makes the attachment first, and with it the default association. What already runs was associated anew since.
    private static bool IsDefaultElsewhere(Draft draft, TransitGatewayRouteTable table) =>
        !draft.Options.AlreadyRuns && draft.TransitGateways.Find(table.TransitGatewayId) is { DefaultRouteTableAssociation: true } gateway
        && gateway.AssociationDefaultRouteTableId != table.Id;

    private static void CheckPropagations(Draft draft)
    {
        var propagated = new HashSet<(string, string)>();
        foreach (TransitGatewayPropagation propagation in draft.TransitPropagations)
        {
            if (Find(draft, propagation.RouteTableId, propagation.AttachmentId, propagation.Name) is not var (table, attachment)) continue;
            if (attachment.Kind == TransitAttachmentKind.Peering)
                draft.Refuse("OperationNotPermitted", $"{attachment.Id} is a peering attachment, which propagates no routes; write static routes.", propagation.Name);
            else if (!propagated.Add((table.Id, attachment.Id)))
                draft.Refuse("TransitGatewayRouteTablePropagation.Duplicate", $"{attachment.Id} propagates to {table.Id} already.", propagation.Name);
        }
    }

    private static (TransitGatewayRouteTable Table, TransitGatewayAttachment Attachment)? Find(Draft draft, string tableId, string attachmentId, string name)
    {
        TransitGatewayRouteTable? table = draft.TransitTables.Find(tableId);
        TransitGatewayAttachment? attachment = draft.TransitAttachments.Find(attachmentId);
        if (table is null)
            draft.RefuseMissing("InvalidRouteTableID.NotFound", $"The transit gateway route table '{tableId}' does not exist.", name);
        if (attachment is null)
            draft.RefuseMissing("InvalidTransitGatewayAttachmentID.NotFound", $"Transit Gateway Attachment {attachmentId} was deleted or does not exist.", name);
        if (table is null || attachment is null) return null;
        if (BelongsTo(attachment, table.TransitGatewayId)) return (table, attachment);
        draft.Refuse("InvalidTransitGatewayAttachmentID.NotFound", $"{attachment.Name} is not attached to the transit gateway of the route table {table.Name}.", name);
        return null;
    }

    private static bool BelongsTo(TransitGatewayAttachment attachment, string gatewayId) =>
        attachment.TransitGatewayId == gatewayId || (attachment.Kind == TransitAttachmentKind.Peering && attachment.ResourceId == gatewayId);

    private static void CheckRoutes(Draft draft, TransitGatewayRouteTable table)
    {
        var destinations = new HashSet<Cidr>();
        foreach (TransitGatewayRoute route in table.Routes)
        {
            if (route.Origin != TransitRouteOrigin.Static) continue;
            string resource = route.Name ?? table.Name;
            if (!destinations.Add(route.Destination))
                draft.Refuse("RouteAlreadyExists", $"The route identified by {route.Destination} already exists in {table.Name}.", resource);
            if (route.AttachmentId is not { } id) continue;
            if (draft.TransitAttachments.Find(id) is not { } attachment)
                draft.RefuseMissing("InvalidTransitGatewayAttachmentID.NotFound", $"Transit Gateway Attachment {id} was deleted or does not exist.", resource);
            else if (!BelongsTo(attachment, table.TransitGatewayId))
                draft.Refuse("InvalidTransitGatewayAttachmentID.NotFound",
                    $"{attachment.Name} is not attached to the transit gateway of the route table {table.Name}.", resource);
        }
    }
}
