using VpcSim.Model.RouteTables;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::RouteTable</c>, <c>AWS::EC2::GatewayRouteTableAssociation</c> and <c>AWS::EC2::VPNGatewayRoutePropagation</c>.</summary>
internal static class RouteTableResources
{
    public static readonly ResourceKind Table = new("AWS::EC2::RouteTable", "rtb", ReadTable, "VpcId Tags", simulator: "Main");

    public static readonly ResourceKind GatewayAssociation = new("AWS::EC2::GatewayRouteTableAssociation", "rtbassoc", ReadGatewayAssociation, "GatewayId RouteTableId");

    public static readonly ResourceKind Propagation = new("AWS::EC2::VPNGatewayRoutePropagation", "rtbprop", ReadPropagation, "RouteTableIds VpnGatewayId");

    // CloudFormation cannot make a table the main one (EC2 API, "ReplaceRouteTableAssociation"): a template says so to the simulator.
    private static void ReadTable(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("VpcId", "vpc", out string? vpcId)) return;
        RouteTable table = new() { Name = r.Name, Id = r.Id, VpcId = vpcId, IsMain = r.Simulator.Boolean("Main") ?? false };
        draft.RouteTables.Add(r.Id, new RouteTableDraft(table, [], []));
    }

    private static void ReadGatewayAssociation(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryText("GatewayId", out string? gatewayId)) return;
        string prefix = gatewayId.StartsWith("vgw-", StringComparison.Ordinal) ? "vgw" : "igw";
        if (!(r.TryId("GatewayId", prefix, out _) & r.TryId("RouteTableId", "rtb", out string? tableId))) return;
        if (!draft.TryRouteTable(r, tableId!, out RouteTableDraft? table)) return;
        if (!table.Table.GatewayIds.Contains(gatewayId))
            draft.RouteTables[tableId!] = table with { Table = table.Table with { GatewayIds = table.Table.GatewayIds.Add(gatewayId) } };
    }

    private static void ReadPropagation(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("VpnGatewayId", "vgw", out string? gatewayId)) return;
        foreach (string tableId in r.Ids("RouteTableIds", "rtb"))
        {
            if (draft.TryRouteTable(r, tableId, out RouteTableDraft? table) && !table.PropagatingGatewayIds.Contains(gatewayId))
                table.PropagatingGatewayIds.Add(gatewayId);
        }
    }
}
