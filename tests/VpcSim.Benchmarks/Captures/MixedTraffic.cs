using VpcSim.Engine.Chance;

namespace VpcSim.Benchmarks.Captures;

/// <summary>
/// W1, a day at the office: a TCP connection for every 40 packets, a UDP exchange (DNS, now and then IPsec over UDP) or ping for
/// every 100; few connections carry most of the data; 45 % of the connections cross the VPC's border, either way.
/// </summary>
public sealed class MixedTraffic : ITraffic
{
    private const int PacketsPerConnection = 40;
    private const int PacketsPerExchange = 100;

    public TrafficPlan Plan(TrafficRequest request)
    {
        var chance = new SeededChance(request.Seed);
        var plan = new TrafficPlan(request);
        var exchanges = new DatagramExchanges(plan, chance, request);
        for (int i = 0; i < request.Packets / PacketsPerExchange; i++)
            exchanges.Add();

        var connections = new TcpConnections(plan, chance, request);
        for (int i = 0; i < request.Packets / PacketsPerConnection; i++)
            connections.Add();
        connections.FillUp();

        return plan.InOrder();
    }

    /// <summary>A payload's size as the internet has it: small (0 to 19 bytes) 7 times of 12, 540 bytes 4 times, 1460 bytes once.</summary>
    internal static int PayloadSize(SeededChance chance) => chance.Below(12) switch
    {
        < 7 => chance.Below(20),
        < 11 => 540,
        _ => 1460,
    };
}
