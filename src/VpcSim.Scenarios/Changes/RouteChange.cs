using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;

namespace VpcSim.Scenarios.Changes;

/// <summary>Creates, replaces or deletes a route. (EC2 API, CreateRoute, ReplaceRoute, DeleteRoute)</summary>
/// <param name="Table">The route table's name.</param>
/// <param name="Destination">The destination's block; null where a prefix list is named.</param>
/// <param name="PrefixList">The name of the destination's prefix list; null where a block is given.</param>
/// <param name="Target">The name of what the route leads to, <c>local</c> for the VPC; empty for a route to delete.</param>
/// <param name="Edit">What is done.</param>
public sealed record RouteChange(string Table, Cidr? Destination, string? PrefixList, string Target, EntryEdit Edit) : DesignChange
{
    public override string Action => Edit switch
    {
        EntryEdit.Create => "create-route",
        EntryEdit.Replace => "replace-route",
        _ => "delete-route",
    };

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Table(design, Table);
        RouteTable table = design.RouteTables[place];
        string? list = PrefixList is null ? null : design.PrefixLists[Nouns.PrefixList(design, PrefixList)].Id;
        int present = PlaceOf(table, list);
        ImmutableArray<Route> routes = Edit switch
        {
            EntryEdit.Create => Create(design, table, list, present),
            EntryEdit.Replace => Replace(design, table, list, present),
            _ => Delete(table, present),
        };
        return design with { RouteTables = design.RouteTables.SetItem(place, table with { Routes = routes }) };
    }

    // EC2 API, CreateRoute: the destination must not be there already. A propagated route yields to a static one.
    private ImmutableArray<Route> Create(Design design, RouteTable table, string? list, int present)
    {
        if (present >= 0 && table.Routes[present].Origin != RouteOrigin.EnableVgwRoutePropagation)
            throw new ChangeRefusedException("RouteAlreadyExists", $"The route identified by {DestinationText} already exists in the route table {table.Name}; use replace-route.");
        return table.Routes.Add(Written(design, table, list));
    }

    private ImmutableArray<Route> Replace(Design design, RouteTable table, string? list, int present)
    {
        if (present < 0)
            throw new ChangeRefusedException("InvalidParameterValue", $"There is no route defined for '{DestinationText}' in the route table {table.Name}. Use create-route instead; {RoutesOf(table)}.");
        RequireWritten(table, present, "replace");
        return table.Routes.SetItem(present, Written(design, table, list));
    }

    private ImmutableArray<Route> Delete(RouteTable table, int present)
    {
        if (present < 0)
            throw new ChangeRefusedException("InvalidRoute.NotFound", $"no route with destination {DestinationText} in the route table {table.Name}: {RoutesOf(table)}.");
        if (table.Routes[present].TargetKind == RouteTargetKind.Local)
            throw new ChangeRefusedException("InvalidParameterValue", $"cannot remove local route {DestinationText} in the route table {table.Name}.");
        RequireWritten(table, present, "remove");
        return table.Routes.RemoveAt(present);
    }

    private void RequireWritten(RouteTable table, int present, string verb)
    {
        string? made = table.Routes[present].Origin switch
        {
            RouteOrigin.EnableVgwRoutePropagation => "propagated route; use disable-vgw-route-propagation, or create-route to override it",
            RouteOrigin.GatewayEndpoint => "route of a gateway endpoint; use modify-vpc-endpoint",
            _ => null,
        };
        if (made is not null) throw new ChangeRefusedException("InvalidParameterValue", $"cannot {verb} {DestinationText} in the route table {table.Name}: it is a {made}.");
    }

    private Route Written(Design design, RouteTable table, string? list)
    {
        (RouteTargetKind kind, string id) = RouteTargets.Find(design, table, Target);
        return new Route
        {
            Destination = Destination,
            DestinationPrefixListId = list,
            TargetKind = kind,
            TargetId = id,
            Origin = kind == RouteTargetKind.Local ? RouteOrigin.CreateRouteTable : RouteOrigin.CreateRoute,
        };
    }

    private int PlaceOf(RouteTable table, string? list)
    {
        for (int i = 0; i < table.Routes.Length; i++)
            if (table.Routes[i].Destination == Destination && table.Routes[i].DestinationPrefixListId == list) return i;
        return -1;
    }

    private string? DestinationText => Destination?.ToString() ?? PrefixList;

    private static string RoutesOf(RouteTable table) => $"its routes are {string.Join("; ", table.Routes)}";
}
