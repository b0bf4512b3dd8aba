using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Vpcs;

namespace VpcSim.DataPath.RouteTables;

/// <summary>A route table made ready to be asked: the most specific route wins, AWS's priorities break ties. (VPC guide, "Route priority")</summary>
internal sealed class CompiledRouteTable
{
    private readonly Line[] _ipv4;
    private readonly Line[] _ipv6;

    /// <param name="table">The table.</param>
    /// <param name="vpc">Its VPC: propagated routes within its blocks never win against local.</param>
    /// <param name="prefixesOf">The entries of a prefix list by id.</param>
    /// <param name="highestList">Whether of equal entries of two prefix lists that of the highest id decides, else of the lowest.</param>
    /// <param name="isWithdrawn">Whether a propagated route is not there now; null for none.</param>
    public CompiledRouteTable(
        RouteTable table, Vpc vpc, Func<string, ImmutableArray<Cidr>> prefixesOf, bool highestList = false, Func<Route, bool>? isWithdrawn = null)
    {
        var lines = new List<Line>();
        for (int i = 0; i < table.Routes.Length; i++)
        {
            Route route = table.Routes[i];
            if (route.Destination is { } destination)
            {
                bool propagated = route.Origin == RouteOrigin.EnableVgwRoutePropagation;
                if (propagated && vpc.AllCidrBlocks.Any(block => block.Contains(destination))) continue;
                if (propagated && isWithdrawn?.Invoke(route) == true) continue;
                lines.Add(new Line(destination, propagated ? Priority.Propagated : Priority.Static, route.DestinationPrefixListId, i));
            }
            else
            {
                foreach (Cidr prefix in prefixesOf(route.DestinationPrefixListId!))
                    lines.Add(new Line(prefix, Priority.PrefixList, route.DestinationPrefixListId, i));
            }
        }
        lines.Sort((a, b) => BySpecificityThenPriority(a, b, highestList));
        _ipv4 = [.. lines.Where(line => line.Block.IsIPv4)];
        _ipv6 = [.. lines.Where(line => !line.Block.IsIPv4)];
    }

    private enum Priority
    {
        Static,
        PrefixList,
        Propagated,
    }

    /// <summary>The place of the deciding route in the table's list, or −1.</summary>
    [MethodImpl(Hot.Path)]
    public int Find(IpAddress destination, bool ipv6)
    {
        var address = destination;
        foreach (Line line in ipv6 ? _ipv6 : _ipv4)
            if (line.Block.Contains(address)) return line.Place;
        return -1;
    }

    private static int BySpecificityThenPriority(Line a, Line b, bool highestList)
    {
        int order = b.Block.PrefixLength.CompareTo(a.Block.PrefixLength);
        if (order == 0) order = a.Priority.CompareTo(b.Priority);
        if (order == 0) order = highestList ? string.CompareOrdinal(b.PrefixList, a.PrefixList) : string.CompareOrdinal(a.PrefixList, b.PrefixList);
        return order != 0 ? order : a.Place.CompareTo(b.Place);
    }

    private sealed record Line(Cidr Block, Priority Priority, string? PrefixList, int Place);
}
