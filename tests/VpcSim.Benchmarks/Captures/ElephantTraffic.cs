using VpcSim.Engine.Chance;

namespace VpcSim.Benchmarks.Captures;

/// <summary>W3: eight TCP connections of full segments, an acknowledgement for every second one; half of them cross the VPC's border.</summary>
public sealed class ElephantTraffic : ITraffic
{
    private const int Connections = 8;
    private const int FullSegment = 1460;
    private const long HandshakeUs = 100;

    public TrafficPlan Plan(TrafficRequest request)
    {
        var chance = new SeededChance(request.Seed);
        var plan = new TrafficPlan(request);
        for (int connection = 0; connection < Connections; connection++)
        {
            uint far = connection % 2 == 0 ? Addresses.Public(chance) : Addresses.Server(chance.Below(request.Hosts));
            var ends = new Conversation(
                Addresses.Client(connection), far, (ushort)(40_000 + connection), 443, Conversation.Tcp);
            int opened = plan.Open(ends);
            plan.Send(connection, opened, back: false, 0, TcpFlags.Syn);
            plan.Send(connection + 20, opened, back: true, 0, TcpFlags.Syn | TcpFlags.Ack);
            plan.Send(connection + 40, opened, back: false, 0, TcpFlags.Ack);
        }

        // Every round has a segment of each connection, every second round an acknowledgement as well.
        double packetsPerSegment = 1.5;
        double stepUs = (request.SpanUs - (2 * HandshakeUs)) * packetsPerSegment / request.Packets;
        for (long segment = 0; !plan.IsFull; segment++)
        {
            int connection = (int)(segment % Connections);
            long timeUs = HandshakeUs + (long)(segment * stepUs);
            plan.Send(timeUs, connection, back: false, FullSegment, TcpFlags.Ack);
            if (segment / Connections % 2 == 1)
                plan.Send(timeUs, connection, back: true, 0, TcpFlags.Ack);
        }

        return plan.InOrder();
    }
}
