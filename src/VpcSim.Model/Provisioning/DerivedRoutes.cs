using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Endpoints;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// The routes that AWS writes itself, recomputed at every provisioning: local ones first, then the written ones in their order, then
/// those of gateway endpoints, then propagated ones. (VPC guide, "Route tables"; AWS PrivateLink guide, "Gateway endpoints")
/// </summary>
/// <remarks>Which of several matching routes a packet takes is the data path's question; a propagated route that overlaps the local one
/// stands in the table and never wins there.</remarks>
internal static class DerivedRoutes
{
    public static void Apply(Draft draft)
    {
        Dictionary<string, List<Route>> ofEndpoints = GatewayEndpointRoutes.ByTable(draft);
        var propagation = new RoutePropagation(draft);
        for (int i = 0; i < draft.Tables.Count; i++)
        {
            RouteTable table = draft.Tables[i];
            var routes = ImmutableArray.CreateBuilder<Route>();
            if (draft.Vpcs.Find(table.VpcId) is { } vpc) AddLocal(table, vpc, routes);
            foreach (Route route in table.Routes)
                if (!IsDerived(draft, route)) routes.Add(route);
            if (ofEndpoints.TryGetValue(table.Id, out List<Route>? added)) routes.AddRange(added);
            propagation.AddTo(table, routes);
            for (int j = 0; j < routes.Count; j++) routes[j] = RouteStates.Judge(draft, table, routes[j]);
            if (!table.Routes.AsSpan().SequenceEqual(routes.ToArray())) draft.Tables[i] = table with { Routes = routes.DrainToImmutable() };
        }
        propagation.ReportUnknown();
    }

    private static void AddLocal(RouteTable table, Vpc vpc, ImmutableArray<Route>.Builder routes)
    {
        foreach (Cidr block in vpc.AllCidrBlocks)
        {
            if (IsReplaced(table, block)) continue;
            routes.Add(new Route
            {
                Destination = block,
                TargetKind = RouteTargetKind.Local,
                TargetId = "local",
                Origin = RouteOrigin.CreateRouteTable,
            });
        }
    }

    private static bool IsReplaced(RouteTable table, Cidr block)
    {
        foreach (Route route in table.Routes)
        {
            bool isWritten = route.Origin is RouteOrigin.CreateRoute or RouteOrigin.CreateRouteTable;
            if (isWritten && route.TargetKind != RouteTargetKind.Local && route.Destination == block) return true;
        }
        return false;
    }

    private static bool IsDerived(Draft draft, Route route)
    {
        if (route.TargetKind == RouteTargetKind.Local || route.Origin == RouteOrigin.EnableVgwRoutePropagation) return true;
        return route.TargetKind == RouteTargetKind.GatewayEndpoint && draft.Endpoints.Find(route.TargetId) is { Type: EndpointType.Gateway };
    }
}
