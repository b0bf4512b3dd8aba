using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Vpn;

namespace VpcSim.DataPath.Gateways.Vpn;

/// <summary>What a virtual private gateway knows while the state of its links lasts.</summary>
internal sealed class VpnGatewayState
{
    private readonly VpnGatewayPlan _plan;
    private readonly VpnState _state;
    private readonly Line[] _lines;
    private readonly HashSet<Cidr> _known;

    public VpnGatewayState(VpnGatewayPlan plan, VpnState state)
    {
        _plan = plan;
        _state = state;
        _lines = LinesOf(plan.Routes);
        _known = [];
        foreach (Line line in _lines)
            if (line.IsUsable || plan.Routes[line.Route].Kind == LearnedRouteKind.StaticVpn) _known.Add(line.Prefix);
    }

    /// <summary>The way to an address on premises. A link that is given up is taken only where nothing else leads there.</summary>
    public Way WayTo(IpAddress destination)
    {
        foreach (Line line in _lines)
        {
            if (!line.Prefix.Contains(destination)) continue;
            int link = _plan.LinkOfRoute[line.Route];
            return new Way(line.Route, link, IsKnown: true, IsUp: _state.Leaving[link] == LinkHealth.Up);
        }
        return _plan.Believes ? Believed(_state.Leaving) : Way.Unknown;
    }

    /// <summary>The way that a packet from an address on premises comes by: over the connection that leads there, by the tunnel that the
    /// customer's device sends by, else its other one.</summary>
    public Way WayFrom(IpAddress source)
    {
        Way back = WayTo(source);
        if (back.Route < 0) return Believed(_state.Arriving);
        LearnedRoute route = _plan.Routes[back.Route];
        int first = FirstOf(route, back.Link), second = OtherOf(first);
        int link = _state.Arriving[first] == LinkHealth.Down && second >= 0 ? second : first;
        return back with { Link = link, IsUp = _state.Arriving[link] == LinkHealth.Up };
    }

    /// <summary>Whether two addresses lie at sites that the gateway joins: both by BGP, with ASNs of their own. (Site-to-Site VPN guide, "VPN CloudHub")</summary>
    public bool Joins(IpAddress source, IpAddress destination)
    {
        Way from = WayTo(source), to = WayTo(destination);
        if (from.Route < 0 || to.Route < 0) return false;
        return _state.Plan.Links[from.Link].JoinsSites && _state.Plan.Links[to.Link].JoinsSites
            && _plan.Routes[from.Route].CustomerAsn != _plan.Routes[to.Route].CustomerAsn;
    }

    public bool IsWithdrawn(Cidr prefix)
    {
        if (_plan.MayLearn(prefix)) return !_known.Contains(prefix);
        return _plan.Links.Length > 0 && _plan.Links.All(link => _state.Leaving[link] == LinkHealth.Down);
    }

    // Usable ones first, then the longer prefix.
    private Line[] LinesOf(ImmutableArray<LearnedRoute> routes)
    {
        int[] places = new int[routes.Length];
        for (int place = 0; place < places.Length; place++) places[place] = place;
        Array.Sort(places, (left, right) => routes[left].Prefix.CompareTo(routes[right].Prefix) is not 0 and int order ? order : left - right);
        List<Line> lines = [];
        for (int first = 0, behind; first < places.Length; first = behind)
        {
            for (behind = first + 1; behind < places.Length && routes[places[behind]].Prefix == routes[places[first]].Prefix;) behind++;
            lines.Add(LineOf(places[first..behind]));
        }
        Line[] ordered = [.. lines];
        Array.Sort(ordered);
        return ordered;
    }

    private Line LineOf(int[] places)
    {
        int[] usable = Array.FindAll(places, place => _state.Leaving[_plan.LinkOfRoute[place]] != LinkHealth.Down);
        int[] isStatic = Array.FindAll(places, place => _plan.Routes[place].Kind == LearnedRouteKind.StaticVpn);
        int[] candidates = usable.Length > 0 ? usable : isStatic.Length > 0 ? isStatic : places;
        return new Line(_plan.Routes[places[0]].Prefix, WaySelection.Best(_plan.Routes, candidates, _plan.RankOf), usable.Length > 0);
    }

    // Nothing says by which connection: the first one that is not given up.
    private Way Believed(ImmutableArray<LinkHealth> healths)
    {
        if (_plan.Links.IsEmpty) return new Way(-1, -1, IsKnown: true, IsUp: true);
        foreach (int link in _plan.Links)
            if (healths[link] != LinkHealth.Down) return new Way(-1, link, IsKnown: true, IsUp: healths[link] == LinkHealth.Up);
        return new Way(-1, _plan.Links[0], IsKnown: true, IsUp: false);
    }

    private int FirstOf(LearnedRoute route, int back)
    {
        int chosen = _plan.IngressTunnels[_plan.Links.IndexOf(back)];
        return chosen > 0 && _state.Plan.PlaceOf(route.LinkId, chosen) is >= 0 and int link ? link : back;
    }

    private int OtherOf(int link) => _state.Plan.Links[link] is { Tunnel: > 0 } tunnel ? _state.Plan.PlaceOf(tunnel.Id, 3 - tunnel.Tunnel) : -1;

    /// <param name="Prefix">The prefix.</param>
    /// <param name="Route">The way that was chosen for it.</param>
    /// <param name="IsUsable">False where every link to it is given up.</param>
    private readonly record struct Line(Cidr Prefix, int Route, bool IsUsable) : IComparable<Line>
    {
        public int CompareTo(Line other)
        {
            if (IsUsable != other.IsUsable) return IsUsable ? -1 : 1;
            int byLength = other.Prefix.PrefixLength - Prefix.PrefixLength;
            return byLength != 0 ? byLength : Prefix.CompareTo(other.Prefix);
        }
    }
}
