using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>Which route tables a gateway takes, and which routes they may have. (VPC guide, "Gateway route tables", rules and considerations)</summary>
internal static class GatewayRouteTableChecks
{
    public static void Check(Draft draft)
    {
        var tableOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (RouteTable table in draft.Tables)
        {
            if (table.GatewayIds.IsEmpty || RegionalNatChecks.IsOwn(draft, table)) continue;
            foreach (string gateway in table.GatewayIds)
            {
                CheckGateway(draft, table, gateway);
                if (!tableOf.TryAdd(gateway, table.Name))
                    draft.Refuse("Resource.AlreadyAssociated", $"The gateway {gateway} is associated with {tableOf[gateway]} already: one route table for "
                        + "each gateway.", table.Name);
            }
            CheckTable(draft, table);
            if (draft.Vpcs.Find(table.VpcId) is { } vpc) CheckRoutes(draft, table, vpc);
        }
    }

    private static void CheckGateway(Draft draft, RouteTable table, string gateway)
    {
        bool known = draft.InternetGateways.Find(gateway) is not null || draft.VpnGateways.Find(gateway) is not null;
        string? vpc = draft.InternetGateways.Find(gateway)?.VpcId ?? draft.VpnGateways.Find(gateway)?.VpcId;
        if (!known)
            draft.RefuseMissing("InvalidGatewayID.NotFound", $"The gateway ID '{gateway}' does not exist.", table.Name);
        else if (vpc is null)
            draft.Refuse("Gateway.NotAttached", $"The gateway {gateway} is attached to no VPC; attach it to the route table's.", table.Name);
        else if (vpc != table.VpcId)
            draft.Refuse("InvalidParameterValue", $"route table {table.Id} and network gateway {gateway} belong to different networks.", table.Name);
    }

    private static void CheckTable(Draft draft, RouteTable table)
    {
        if (table.IsMain)
            draft.Refuse("InvalidParameterValue", "A main route table cannot be associated with a gateway; use a table of its own.", table.Name);
        if (!table.PropagatingGatewayIds.IsEmpty)
            draft.Refuse("InvalidParameterValue", "A route table with route propagation cannot be associated with a gateway; turn propagation off.", table.Name);
    }

    private static void CheckRoutes(Draft draft, RouteTable table, Vpc vpc)
    {
        foreach (Route route in table.Routes)
        {
            if (route.TargetKind == RouteTargetKind.Local || route.Origin == RouteOrigin.EnableVgwRoutePropagation) continue;
            string resource = route.Name ?? table.Name;
            if (route.Destination is not { } destination)
            {
                draft.Refuse("InvalidParameterValue", $"The destination {route.DestinationPrefixListId} is a prefix list, which a gateway route table does not take.",
                    resource);
                continue;
            }
            bool inside = vpc.AllCidrBlocks.Any(block => block.Contains(destination));
            if (inside && route.TargetKind is not (RouteTargetKind.NetworkInterface or RouteTargetKind.GatewayLoadBalancerEndpoint or RouteTargetKind.NatGateway))
                continue; // what no table takes, RouteChecks refuses
            if (route.TargetKind is not (RouteTargetKind.NetworkInterface or RouteTargetKind.GatewayLoadBalancerEndpoint))
                draft.Refuse("InvalidParameterValue", "Route target is not supported. This route only supports interface, Gateway Load Balancer endpoint and "
                    + "local targets: its table is associated with a gateway.", resource);
            else if (!inside)
                draft.Refuse("InvalidParameterValue", $"The destination {destination} lies outside the VPC's {string.Join(", ", vpc.AllCidrBlocks)}: a gateway "
                    + "route table steers what enters the VPC. Use the VPC's or a subnet's whole block.", resource);
            else CheckReturn(draft, table, route, destination);
        }
    }

    // VPC guide, "Gateway route tables": asymmetric routing is not supported. The subnets behind the appliance must lead their answers back to it.
    private static void CheckReturn(Draft draft, RouteTable table, Route route, Cidr destination)
    {
        foreach (Subnet subnet in draft.Subnets)
        {
            Cidr? block = destination.IsIPv4 ? subnet.CidrBlock : subnet.Ipv6CidrBlock;
            if (subnet.VpcId != table.VpcId || block is not { } own || !destination.Contains(own) || Holds(draft, route, subnet)) continue;
            RouteTable? back = draft.Tables.Find(subnet.RouteTableId);
            if (back is null || back.Routes.Any(other => other.TargetId == route.TargetId)) continue;
            draft.Findings.Add(new Finding("asymmetric-route", $"What enters for {subnet.Name} goes through {route.TargetId}, and no route of {back.Name} "
                + "leads its answers back there: AWS does not support asymmetric routing through an appliance.", route.Name ?? table.Name));
        }
    }

    // The appliance's own subnet sends on by another table than the subnets that it guards.
    private static bool Holds(Draft draft, Route route, Subnet subnet) =>
        draft.Interfaces.Find(route.TargetId)?.SubnetId == subnet.Id || draft.Endpoints.Find(route.TargetId)?.SubnetIds.Contains(subnet.Id) == true;
}
