using VpcSim.Engine.Chance;

namespace VpcSim.Benchmarks.Captures;

/// <summary>
/// W2, the worst case: every packet is the first of its flow, in frames of 60 bytes. TCP and UDP by turns; half to the internet,
/// half to the servers of the VPC.
/// </summary>
public sealed class NewFlowTraffic : ITraffic
{
    private const int FirstPort = 1024;
    private const int PortsPerClient = 60_000;

    /// <exception cref="ArgumentException">There are not enough clients to give every packet a flow of its own.</exception>
    public TrafficPlan Plan(TrafficRequest request)
    {
        if (request.Packets > (long)request.Hosts * PortsPerClient)
            throw new ArgumentException($"w2 makes at most {PortsPerClient} packets for each host");

        var chance = new SeededChance(request.Seed);
        var plan = new TrafficPlan(request);
        for (int i = 0; i < request.Packets; i++)
        {
            bool tcp = i % 2 == 0;
            bool leaves = i % 4 < 2;
            var flow = new Conversation(
                Addresses.Client(i / PortsPerClient),
                leaves ? Addresses.Public(chance) : Addresses.Server(chance.Below(request.Hosts)),
                (ushort)(FirstPort + (i % PortsPerClient)),
                (ushort)(tcp ? 443 : 53),
                tcp ? Conversation.Tcp : Conversation.Udp);
            long timeUs = (long)((double)request.SpanUs * i / request.Packets);
            plan.Send(timeUs, plan.Open(flow), back: false, 0, tcp ? TcpFlags.Syn : TcpFlags.None);
        }

        return plan;
    }
}
