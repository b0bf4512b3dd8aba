using VpcSim.Model.Addressing;
using VpcSim.Model.Transit;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>Route tables of transit gateways, their associations, propagations and static routes.</summary>
internal static class TransitRoutingResources
{
    public static readonly ResourceKind Table = new("AWS::EC2::TransitGatewayRouteTable", "tgw-rtb", ReadTable, "TransitGatewayId Tags");

    public static readonly ResourceKind Association = new("AWS::EC2::TransitGatewayRouteTableAssociation", "tgw-rtb-assoc", ReadAssociation,
        "TransitGatewayAttachmentId TransitGatewayRouteTableId");

    public static readonly ResourceKind Propagation = new("AWS::EC2::TransitGatewayRouteTablePropagation", "tgw-rtb-prop", ReadPropagation,
        "TransitGatewayAttachmentId TransitGatewayRouteTableId");

    public static readonly ResourceKind Route = new("AWS::EC2::TransitGatewayRoute", "tgw-route", ReadRoute,
        "DestinationCidrBlock TransitGatewayAttachmentId TransitGatewayRouteTableId Blackhole");

    private static void ReadTable(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("TransitGatewayId", "tgw", out string? gatewayId)) return;
        draft.TransitGatewayRouteTables.Add(r.Id, new TransitGatewayRouteTable { Name = r.Name, Id = r.Id, TransitGatewayId = gatewayId });
    }

    private static void ReadAssociation(ResourceReader r, DesignDraft draft)
    {
        if (TryPair(r, out string? table, out string? attachment)) draft.TransitGatewayAssociations.Add(new TransitGatewayAssociation(table!, attachment!, r.Name));
    }

    private static void ReadPropagation(ResourceReader r, DesignDraft draft)
    {
        if (TryPair(r, out string? table, out string? attachment)) draft.TransitGatewayPropagations.Add(new TransitGatewayPropagation(table!, attachment!, r.Name));
    }

    private static bool TryPair(ResourceReader r, out string? table, out string? attachment)
    {
        bool known = r.TryId("TransitGatewayRouteTableId", "tgw-rtb", out table);
        return known & r.TryId("TransitGatewayAttachmentId", "tgw-attach", out attachment);
    }

    private static void ReadRoute(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("TransitGatewayRouteTableId", "tgw-rtb", out string? tableId) & r.TryCidr("DestinationCidrBlock", out Cidr destination))) return;
        bool blackhole = r.Boolean("Blackhole") ?? false, named = r.Has("TransitGatewayAttachmentId");
        string? attachment = r.OptionalId("TransitGatewayAttachmentId", "tgw-attach");
        if (blackhole && named)
            r.Error("InvalidParameterCombination", "a route is a blackhole or leads to an attachment, this one says both; keep one", r.Place);
        else if (!blackhole && !named)
            r.Error("MissingParameter", "a route has a TransitGatewayAttachmentId or is a Blackhole, this one has neither", r.Place);
        if (r.IsLeftOut) return;
        if (draft.TransitGatewayRouteTables.TryGetValue(tableId!, out TransitGatewayRouteTable? table))
            draft.TransitGatewayRouteTables[tableId!] = table with { Routes = table.Routes.Add(RouteOf(r, destination, attachment)) };
    }

    private static TransitGatewayRoute RouteOf(ResourceReader r, Cidr destination, string? attachment) =>
        new() { Destination = destination, AttachmentId = attachment, Name = r.Name };
}
