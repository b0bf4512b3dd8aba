using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Vpn;

namespace VpcSim.DataPath.Gateways.Vpn;

/// <summary>All that a virtual private gateway may know and use, whatever is up.</summary>
internal sealed class VpnGatewayPlan
{
    private readonly HashSet<Cidr> _prefixes;

    /// <param name="routes">What it may learn.</param>
    /// <param name="links">Its links by place in the plan, in its own order of preference.</param>
    /// <param name="linkOfRoute">By route: its link's place in the plan.</param>
    /// <param name="ingressTunnels">By link of <paramref name="links"/>: the tunnel that the customer's device prefers; 0 for no say.</param>
    /// <param name="believes">Whether it is believed to know what routes send to it: the design does not say all that BGP brings.</param>
    public VpnGatewayPlan(
        ImmutableArray<LearnedRoute> routes, ImmutableArray<int> links, ImmutableArray<int> linkOfRoute, ImmutableArray<int> ingressTunnels, bool believes)
    {
        Routes = routes;
        Links = links;
        LinkOfRoute = linkOfRoute;
        IngressTunnels = ingressTunnels;
        Believes = believes;
        _prefixes = [.. routes.Select(route => route.Prefix)];
    }

    public ImmutableArray<LearnedRoute> Routes { get; }

    public ImmutableArray<int> Links { get; }

    public ImmutableArray<int> LinkOfRoute { get; }

    public ImmutableArray<int> IngressTunnels { get; }

    public bool Believes { get; }

    public bool MayLearn(Cidr prefix) => _prefixes.Contains(prefix);

    public int RankOf(int route) => Links.IndexOf(LinkOfRoute[route]);
}
