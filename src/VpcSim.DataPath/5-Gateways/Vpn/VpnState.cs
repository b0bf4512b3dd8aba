using System.Collections.Immutable;
using VpcSim.Model.RouteTables;

namespace VpcSim.DataPath.Gateways.Vpn;

/// <summary>What is up at a moment, and what every virtual private gateway therefore knows. Holds until <see cref="UntilNs"/>.</summary>
internal sealed class VpnState
{
    private VpnState(VpnPlan plan, Func<VpnLink, LinkHealth> leaving, Func<VpnLink, LinkHealth> arriving, long untilNs)
    {
        Plan = plan;
        Leaving = [.. plan.Links.Select(leaving)];
        Arriving = [.. plan.Links.Select(arriving)];
        UntilNs = untilNs;
        Gateways = [.. plan.Gateways.Select(gateway => new VpnGatewayState(gateway, this))];
    }

    public VpnPlan Plan { get; }

    /// <summary>By link: what AWS knows of it.</summary>
    public ImmutableArray<LinkHealth> Leaving { get; }

    /// <summary>By link: what the customer's device knows of it.</summary>
    public ImmutableArray<LinkHealth> Arriving { get; }

    /// <summary>By virtual private gateway of the design.</summary>
    public ImmutableArray<VpnGatewayState> Gateways { get; }

    /// <summary>When the state changes next, in nanoseconds since 1970.</summary>
    public long UntilNs { get; }

    /// <summary>While everything is up.</summary>
    public static VpnState AllUp(VpnPlan plan) => new(plan, _ => LinkHealth.Up, _ => LinkHealth.Up, VpnLink.Never);

    /// <param name="plan">The design's links.</param>
    /// <param name="startNs">The run's first packet, in nanoseconds since 1970.</param>
    /// <param name="nowNs">The moment.</param>
    public static VpnState At(VpnPlan plan, long startNs, long nowNs) => new(
        plan, link => link.Leaving(startNs, nowNs), link => link.Arriving(startNs, nowNs), plan.Links.Min(link => link.NextChange(startNs, nowNs)));

    /// <summary>Whether a propagated route is not there now, because every session that would announce it is down.</summary>
    /// <param name="route">A propagated route.</param>
    /// <param name="gateway">Its gateway's place in the design; −1 where the design does not hold it.</param>
    public bool IsWithdrawn(Route route, int gateway) => gateway >= 0 && route.Destination is { } prefix && Gateways[gateway].IsWithdrawn(prefix);
}
