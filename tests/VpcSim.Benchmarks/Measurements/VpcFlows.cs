using VpcSim.Benchmarks.Captures;
using VpcSim.Wire;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>TCP connections to port 443 between hosts of the VPC that lie in two subnets, as decoded packets.</summary>
internal static class VpcFlows
{
    private const int FirstPort = 1024;
    private const int PortsPerHost = 60_000;

    /// <summary>The SYN of each connection.</summary>
    public static PacketHeader[] Syns(int connections, int hosts) => Of(connections, hosts, (plan, connection, timeUs) =>
        plan.Send(timeUs, connection, back: false, 0, TcpFlags.Syn), packetsEach: 1);

    /// <summary>Handshakes and one request and answer of each: what it takes until both directions are remembered.</summary>
    public static PacketHeader[] Established(int connections, int hosts) => Of(connections, hosts, (plan, connection, timeUs) =>
    {
        plan.Send(timeUs, connection, back: false, 0, TcpFlags.Syn);
        plan.Send(timeUs, connection, back: true, 0, TcpFlags.Syn | TcpFlags.Ack);
        plan.Send(timeUs, connection, back: false, 0, TcpFlags.Ack);
        plan.Send(timeUs, connection, back: false, 540, TcpFlags.Ack | TcpFlags.Psh);
        plan.Send(timeUs, connection, back: true, 1460, TcpFlags.Ack | TcpFlags.Psh);
    }, packetsEach: 5);

    private static PacketHeader[] Of(int connections, int hosts, Action<TrafficPlan, int, long> send, int packetsEach)
    {
        var plan = new TrafficPlan(new TrafficRequest(connections * packetsEach, SpanUs: 1_000_000, Seed: 1, hosts));
        for (int i = 0; i < connections; i++)
        {
            int client = i / PortsPerHost % hosts;
            var port = (ushort)(FirstPort + (i % PortsPerHost));
            int opened = plan.Open(new Conversation(Addresses.Client(client), Addresses.Server(i % hosts), port, 443, Conversation.Tcp));
            send(plan, opened, i);
        }
        return new CapturedTraffic(plan).Decode();
    }
}
