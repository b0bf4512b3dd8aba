using System.Collections.Immutable;
using VpcSim.Model.Endpoints;
using VpcSim.Model.RouteTables;

namespace VpcSim.Model.Provisioning;

/// <summary>The routes of gateway endpoints, prefix list to endpoint, in each table chosen. (AWS PrivateLink guide, "Gateway endpoints")</summary>
internal static class GatewayEndpointRoutes
{
    public static Dictionary<string, List<Route>> ByTable(Draft draft)
    {
        var byTable = new Dictionary<string, List<Route>>(StringComparer.Ordinal);
        foreach (VpcEndpoint endpoint in draft.Endpoints)
        {
            if (endpoint.Type != EndpointType.Gateway || draft.Vpcs.Find(endpoint.VpcId) is not { } vpc) continue;
            ImmutableArray<PrefixList> lists = ManagedPrefixLists.Of(draft, endpoint, vpc.Region);
            foreach (string tableId in endpoint.RouteTableIds)
            {
                if (!byTable.TryGetValue(tableId, out List<Route>? routes)) byTable[tableId] = routes = [];
                foreach (PrefixList list in lists) Add(draft, endpoint, tableId, list, routes);
            }
        }
        foreach (List<Route> routes in byTable.Values)
            routes.Sort(static (left, right) => string.CompareOrdinal(left.DestinationPrefixListId, right.DestinationPrefixListId));
        return byTable;
    }

    private static void Add(Draft draft, VpcEndpoint endpoint, string tableId, PrefixList list, List<Route> routes)
    {
        foreach (Route other in routes)
        {
            if (other.DestinationPrefixListId != list.Id) continue;
            string table = draft.Tables.Find(tableId)?.Name ?? tableId;
            draft.Refuse("RouteAlreadyExists", $"The route table {table} already has a route with destination-prefix-list-id {list.Id}: one "
                + "gateway endpoint of a service for each table.", endpoint.Name);
            return;
        }
        routes.Add(new Route
        {
            DestinationPrefixListId = list.Id,
            TargetKind = RouteTargetKind.GatewayEndpoint,
            TargetId = endpoint.Id,
            Origin = RouteOrigin.GatewayEndpoint,
        });
    }
}
