namespace VpcSim.DataPath.Gateways.Transit;

/// <summary>What a transit gateway's route table says of a destination.</summary>
/// <param name="Route">The deciding route's place in the table's list; −1 for none.</param>
/// <param name="Link">The tunnel's place in the plan of tunnels; −1 where the route leads to no VPN connection of the design.</param>
/// <param name="Learned">What the tunnel brought: a place in <see cref="Model.Vpn.LearnedRoutes"/> of the attachment; −1 where a written route says so.</param>
internal readonly record struct TransitWay(int Route, int Link, int Learned)
{
    public static TransitWay None { get; } = new(-1, -1, -1);
}
