using System.Collections.Immutable;
using VpcSim.Model.Vpn;

namespace VpcSim.DataPath.Gateways.Vpn;

/// <summary>Which of several ways to one prefix a gateway takes. (Site-to-Site VPN guide, "Route tables and VPN route priority")</summary>
internal static class WaySelection
{
    /// <summary>Direct Connect before static before BGP, then the shortest AS path, then the lowest MED among those of one first AS, then the
    /// gateway's own choice of tunnel.</summary>
    /// <param name="routes">All that the gateway learned.</param>
    /// <param name="candidates">Places of those to choose from: at least one.</param>
    /// <param name="rankOf">The gateway's own order of its links, by place of route; the lowest first.</param>
    public static int Best(ImmutableArray<LearnedRoute> routes, IReadOnlyCollection<int> candidates, Func<int, int> rankOf)
    {
        LearnedRouteKind kind = candidates.Min(place => routes[place].Kind);
        int[] left = [.. candidates.Where(place => routes[place].Kind == kind)];
        int shortest = left.Min(place => routes[place].AsPath.Length);
        left = [.. left.Where(place => routes[place].AsPath.Length == shortest)];
        left = [.. left.Where(place => !left.Any(other => FirstAs(routes[other]) == FirstAs(routes[place]) && routes[other].Med < routes[place].Med))];
        return left.MinBy(rankOf);
    }

    private static long FirstAs(LearnedRoute route) => route.AsPath.IsEmpty ? -1 : route.AsPath[0];
}
