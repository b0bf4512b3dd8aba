namespace VpcSim.Model.RouteTables;

/// <summary>Whether a route's target is there. (EC2 API, Route.State)</summary>
public enum RouteState
{
    Active,

    /// <summary>The target is not available: packets that match are dropped.</summary>
    Blackhole,
}
