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
    public static int Best(ImmutableArray<LearnedRoute> routes, IReadOnlyCollection<int> candidates, Func<int, int> rankOf) =>
        Equal(candidates, place => routes[place]).MinBy(rankOf);

    /// <summary>Those of several ways to one prefix that their kinds and BGP attributes leave equally good.</summary>
    public static T[] Equal<T>(IReadOnlyCollection<T> candidates, Func<T, LearnedRoute> routeOf)
    {
        LearnedRouteKind kind = candidates.Min(item => routeOf(item).Kind);
        T[] left = [.. candidates.Where(item => routeOf(item).Kind == kind)];
        int shortest = left.Min(item => routeOf(item).AsPath.Length);
        left = [.. left.Where(item => routeOf(item).AsPath.Length == shortest)];
        return [.. left.Where(item => !left.Any(other => FirstAs(routeOf(other)) == FirstAs(routeOf(item)) && routeOf(other).Med < routeOf(item).Med))];
    }

    private static long FirstAs(LearnedRoute route) => route.AsPath.IsEmpty ? -1 : route.AsPath[0];
}
