using VpcSim.DataPath.SecurityGroups;
using VpcSim.Model.Addressing;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>How well an exchange fits the security groups of the interfaces at its ends, in points.</summary>
/// <remarks>
/// The server's interface: 2 where its groups let the client in, 4 more where the rule names ports, 2 more where it names who may come (a group, a block);
/// 3 where a rule opens the port to others only, since what design and traffic differ in is what a replay is to find; −2 where the port is closed to all.
/// Ping is 1 or nothing: many hosts answer it. What nobody answered tells nothing of who serves. The client's interface: 1 where a rule that names ports or
/// peers lets it ask, −2 where none does.
/// </remarks>
internal sealed class GroupFit(GroupRules rules)
{
    private readonly Dictionary<(int Server, byte Protocol, ushort Port, IpAddress Client), int> _serving = [];
    private readonly Dictionary<(int Client, byte Protocol, ushort Port, IpAddress Server), int> _asking = [];

    /// <summary>The points at the server's interface.</summary>
    /// <param name="server">Its place in the design.</param>
    /// <param name="exchange">An answered exchange.</param>
    /// <param name="client">The client's address in the design.</param>
    public int Serving(int server, in Exchange exchange, IpAddress client)
    {
        (int, byte, ushort, IpAddress) key = (server, exchange.Protocol, exchange.Port, client);
        if (!_serving.TryGetValue(key, out int points)) _serving[key] = points = PointsOfServer(server, exchange, client);
        return points;
    }

    /// <summary>The points at the client's interface.</summary>
    /// <param name="client">Its place in the design.</param>
    /// <param name="exchange">An answered exchange.</param>
    /// <param name="server">The server's address in the design.</param>
    public int Asking(int client, in Exchange exchange, IpAddress server)
    {
        (int, byte, ushort, IpAddress) key = (client, exchange.Protocol, exchange.Port, server);
        if (!_asking.TryGetValue(key, out int points)) _asking[key] = points = PointsOfClient(client, exchange, server);
        return points;
    }

    /// <summary>Whether the interface's groups open the service to anybody.</summary>
    public bool Opens(int server, in Exchange exchange) => rules.FindOpening(server, exchange.Protocol, exchange.Port) is not null;

    private int PointsOfServer(int server, in Exchange exchange, IpAddress client)
    {
        if (rules.Find(server, egress: false, exchange.Protocol, exchange.Port, client) is { } allowing)
            return exchange.IsIcmp ? 1 : 2 + (NamesPorts(allowing) ? 4 : 0) + (NamesPeer(allowing) ? 2 : 0);
        if (exchange.IsIcmp) return 0;
        return rules.FindOpening(server, exchange.Protocol, exchange.Port) is not { } opening ? -2 : NamesPorts(opening) ? 3 : 0;
    }

    private int PointsOfClient(int client, in Exchange exchange, IpAddress server)
    {
        if (exchange.IsIcmp) return 0;
        if (rules.Find(client, egress: true, exchange.Protocol, exchange.Port, server) is not { } allowing) return -2;
        return NamesPorts(allowing) || NamesPeer(allowing) ? 1 : 0;
    }

    private static bool NamesPorts(SecurityGroupRule rule) =>
        rule.Protocol is IpProtocol.Tcp or IpProtocol.Udp && !(rule.FromPort <= 0 && rule.ToPort is -1 or 65535);

    private static bool NamesPeer(SecurityGroupRule rule) => rule.Cidr is not { IsAny: true };
}
