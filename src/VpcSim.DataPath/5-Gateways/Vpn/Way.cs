namespace VpcSim.DataPath.Gateways.Vpn;

/// <summary>The way that a gateway takes for a packet.</summary>
/// <param name="Route">The deciding route's place in <see cref="Model.Vpn.LearnedRoutes"/>; −1 for a gateway that is believed to know one.</param>
/// <param name="Link">The link's place in the plan; −1 where the design has none.</param>
/// <param name="IsKnown">Whether the gateway has a route at all.</param>
/// <param name="IsUp">Whether the link carries packets.</param>
internal readonly record struct Way(int Route, int Link, bool IsKnown, bool IsUp)
{
    public static Way Unknown { get; } = new(-1, -1, IsKnown: false, IsUp: false);
}
