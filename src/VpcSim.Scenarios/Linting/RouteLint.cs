using VpcSim.Model.RouteTables;
using VpcSim.Model.Transit;

namespace VpcSim.Scenarios.Linting;

/// <summary>Routes that lead nowhere, and tables that nobody asks.</summary>
internal static class RouteLint
{
    public static void Check(Lint lint)
    {
        foreach (RouteTable table in lint.Design.RouteTables)
        {
            foreach (Route route in table.Routes)
            {
                if (route.State != RouteState.Blackhole) continue;
                string target = lint.Lookup.NameOf(route.TargetId);
                lint.Report(LintRules.BlackholeRoute, route.Name ?? table.Name, $"The route {route.Destination?.ToString() ?? route.DestinationPrefixListId} of {table.Name} is a blackhole: its target {target} "
                    + "is not there, not attached to this VPC, or not active", $"Attach or accept {target}, or remove the route", within: table.Name);
            }
            if (lint.KnowsRoutes && !table.IsMain && table.GatewayIds.IsEmpty && !lint.Lookup.SubnetsOfTable.Contains(table.Id))
                lint.Report(LintRules.RouteTableUnused, table.Name, $"No subnet and no gateway is associated with the route table {table.Name}", "Associate it with the subnets that it is for, or remove it");
        }
        foreach (TransitGatewayRouteTable table in lint.Design.TransitGatewayRouteTables)
        {
            foreach (TransitGatewayRoute route in table.Routes)
            {
                if (route is not { State: RouteState.Blackhole, AttachmentId: { } attachment }) continue;
                lint.Report(LintRules.BlackholeRoute, route.Name ?? table.Name, $"The route {route.Destination} of {table.Name} is a blackhole: its attachment {lint.Lookup.NameOf(attachment)} is not available",
                    "Accept the attachment, or remove the route", within: table.Name);
            }
        }
    }
}
