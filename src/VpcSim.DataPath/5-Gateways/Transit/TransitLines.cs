using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Gateways.Vpn;
using VpcSim.Model.Addressing;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpn;

namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>
/// What stands in a transit gateway's route table while the state of the tunnels lasts: the most specific route first, then AWS's order of origins, then the
/// shortest AS path and the lowest MED. (Transit Gateway guide, "Route evaluation order")
/// </summary>
internal static class TransitLines
{
    /// <param name="table">The table, with its propagated routes.</param>
    /// <param name="targets">By route: the attachment's place in <paramref name="attachments"/>; −1 for a blackhole.</param>
    /// <param name="attachments">The design's attachments.</param>
    /// <param name="vpn">The tunnels and virtual interfaces.</param>
    public static IEnumerable<TransitLine> Of(TransitGatewayRouteTable table, int[] targets, FabricTransitAttachment[] attachments, VpnState vpn)
    {
        var groups = Enumerable.Range(0, table.Routes.Length).GroupBy(place => (table.Routes[place].Destination, table.Routes[place].Origin));
        var lines = new List<(TransitLine Line, TransitRouteOrigin Origin, int Place)>();
        foreach (var group in groups)
        {
            Candidate[] candidates = [.. group.SelectMany(place => CandidatesOf(table.Routes[place], place, targets[place], attachments))];
            if (LineOf(group.Key.Destination, group.Key.Origin, candidates, vpn) is { } line) lines.Add((line, group.Key.Origin, group.First()));
        }
        return lines.OrderBy(item => item.Line.IsUsable ? 0 : 1).ThenByDescending(item => item.Line.Block.PrefixLength)
            .ThenBy(item => item.Origin).ThenBy(item => item.Place).Select(item => item.Line);
    }

    private static IEnumerable<Candidate> CandidatesOf(TransitGatewayRoute route, int place, int target, FabricTransitAttachment[] attachments)
    {
        TransitReach? reach = target < 0 ? null : attachments[target].Reach;
        if (reach is null || route.State != RouteState.Active) return [new Candidate(new TransitWay(place, -1, -1), reach, null)];
        // Transit Gateway guide, "VPN attachments": what a written route sends to a VPN connection is not filtered by what its sessions announce.
        if (route.Origin == TransitRouteOrigin.Static) return reach.Links.Select(link => new Candidate(new TransitWay(place, link, -1), reach, null));
        return Enumerable.Range(0, reach.Routes.Length).Where(learned => reach.Routes[learned].Prefix == route.Destination)
            .OrderBy(learned => reach.Links.IndexOf(reach.LinkOfRoute[learned]))
            .Select(learned => new Candidate(new TransitWay(place, reach.LinkOfRoute[learned], learned), reach, reach.Routes[learned]));
    }

    // Routes by BGP are withdrawn with their last session; static ones stay.
    private static TransitLine? LineOf(Cidr block, TransitRouteOrigin origin, Candidate[] candidates, VpnState vpn)
    {
        Candidate[] usable = [.. candidates.Where(item => item.Way.Link < 0 || vpn.Leaving[item.Way.Link] != LinkHealth.Down)];
        bool announced = origin is not (TransitRouteOrigin.Static or TransitRouteOrigin.StaticVpn);
        if (usable.Length == 0) return announced || candidates.Length == 0 ? null : new TransitLine(block, [candidates[0].Way], IsUsable: origin == TransitRouteOrigin.Static);
        if (usable.All(item => item.Learned is not null)) usable = WaySelection.Equal(usable, item => item.Learned!);
        usable = [.. usable.OrderBy(item => item.Reach is { IsChosen: true } ? 0 : 1)];
        bool shares = usable.All(item => item is { Way.Link: >= 0, Reach.Shares: true });
        return new TransitLine(block, shares ? [.. usable.Select(item => item.Way)] : [usable[0].Way], IsUsable: true);
    }

    private sealed record Candidate(TransitWay Way, TransitReach? Reach, LearnedRoute? Learned);
}
