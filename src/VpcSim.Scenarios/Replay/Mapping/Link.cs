namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>An answered exchange with an end that is to be placed.</summary>
/// <param name="Exchange">As captured.</param>
/// <param name="Client">The client's number among the hosts to place; −1 where it stays as it is.</param>
/// <param name="Server">The server's.</param>
/// <param name="ClientInterface">The interface that owns the client's address already, by its place in the design; −1 for none.</param>
/// <param name="ServerInterface">The same of the server.</param>
/// <param name="Weight">How much it counts: many outsiders that use one service count together as one.</param>
internal readonly record struct Link(Exchange Exchange, int Client, int Server, int ClientInterface, int ServerInterface, int Weight)
{
    public int Other(int host) => Client == host ? Server : Client;
}
