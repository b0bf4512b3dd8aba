using VpcSim.Model.Provisioning;
using VpcSim.Model.Transit;

namespace VpcSim.Model.Validation;

/// <summary>How many transit gateways, and how much of each. (Transit Gateway guide, "Quotas")</summary>
internal static class TransitQuotaChecks
{
    public static void Check(Draft draft)
    {
        if (draft.TransitGateways.Count == 0) return;
        var gateways = new Tally(QuotaNames.TransitGatewaysPerRegion, "Too many transit gateways in");
        foreach (TransitGateway gateway in draft.TransitGateways)
        {
            gateways.Count(gateway.Region, gateway.Name);
            draft.Limit(QuotaNames.CidrBlocksPerTransitGateway, gateway.CidrBlocks.Length,
                "The transit gateway has too many CIDR blocks", gateway.Name);
        }
        gateways.Report(draft);
        CheckAttachments(draft);
        CheckTables(draft);
    }

    private static void CheckAttachments(Draft draft)
    {
        var ofVpc = new Tally(QuotaNames.TransitGatewaysPerVpc, "Too many transit gateways of the VPC");
        var ofGateway = new Tally(QuotaNames.AttachmentsPerTransitGateway, "Too many attachments of");
        var peerings = new Tally(QuotaNames.PeeringAttachmentsPerTransitGateway, "Too many peering attachments of");
        var direct = new Tally(QuotaNames.DirectConnectGatewaysPerTransitGateway, "Too many Direct Connect gateways of");
        foreach (TransitGatewayAttachment attachment in draft.TransitAttachments)
        {
            ofGateway.Count(attachment.TransitGatewayId, attachment.Name);
            switch (attachment.Kind)
            {
                case TransitAttachmentKind.Vpc:
                    ofVpc.Count(draft.Vpcs.Find(attachment.ResourceId)?.Name ?? attachment.ResourceId, attachment.Name);
                    break;
                case TransitAttachmentKind.Peering:
                    ofGateway.Count(attachment.ResourceId, attachment.Name);
                    peerings.Count(attachment.TransitGatewayId, attachment.Name);
                    peerings.Count(attachment.ResourceId, attachment.Name);
                    break;
                case TransitAttachmentKind.DirectConnectGateway:
                    direct.Count(attachment.TransitGatewayId, attachment.Name);
                    break;
            }
        }
        ofVpc.Report(draft);
        ofGateway.Report(draft);
        peerings.Report(draft);
        direct.Report(draft);
    }

    private static void CheckTables(Draft draft)
    {
        var tables = new Tally(QuotaNames.RouteTablesPerTransitGateway, "Too many route tables of");
        var routes = new Tally(QuotaNames.RoutesPerTransitGateway, "Too many routes in the tables of");
        foreach (TransitGatewayRouteTable table in draft.TransitTables)
        {
            tables.Count(table.TransitGatewayId, table.Name);
            foreach (TransitGatewayRoute route in table.Routes) routes.Count(table.TransitGatewayId, route.Name ?? table.Name);
        }
        tables.Report(draft);
        routes.Report(draft);
    }
}
