using VpcSim.Engine.Chance;

namespace VpcSim.Benchmarks.Captures;

/// <summary>Connections with handshake, data and end; a few are never answered, a few end by RST, a few do not end.</summary>
internal sealed class TcpConnections(TrafficPlan plan, SeededChance chance, TrafficRequest request)
{
    private const int MostSegments = 40_000;
    private const double TailExponent = 1.5;
    private const double LeastSegments = 9.6; // a Pareto distribution with this exponent and minimum has the mean 28.8
    private const double LongestUs = 90_000_000;

    private static readonly ushort[] Ports = [443, 443, 443, 80, 22, 5432, 3306, 6379, 8080, 9092];

    private readonly List<PlannedPacket> _data = [];

    public void Add()
    {
        bool crossesBorder = chance.Below(100) < 45;
        int connection = plan.Open(Ends(crossesBorder));
        long startUs = (long)(chance.Unit() * request.SpanUs * 0.98);
        long roundTripUs = 200 + chance.Below(crossesBorder ? 40_000 : 2_000);

        plan.Send(startUs, connection, back: false, 0, TcpFlags.Syn);
        if (chance.Below(100) < 4)
            return; // never answered

        plan.Send(startUs + roundTripUs, connection, back: true, 0, TcpFlags.Syn | TcpFlags.Ack);
        plan.Send(startUs + roundTripUs + 50, connection, back: false, 0, TcpFlags.Ack);
        long lastUs = Talk(connection, startUs + roundTripUs + 60);
        End(connection, lastUs);
    }

    /// <summary>Repeats data segments that are there already, within 90 µs and so before the connection ends, until the plan is full.</summary>
    public void FillUp()
    {
        if (_data.Count == 0)
            _data.Add(new PlannedPacket(0, 0, plan.Open(Ends(crossesBorder: false)), 0, TcpFlags.Ack | TcpFlags.Psh, Back: false));
        while (!plan.IsFull)
        {
            PlannedPacket like = _data[chance.Below(_data.Count)];
            long timeUs = like.TimeUs + 1 + chance.Below(90);
            plan.Send(timeUs, like.Conversation, like.Back, 1 + MixedTraffic.PayloadSize(chance), like.Flags);
        }
    }

    private Conversation Ends(bool crossesBorder)
    {
        int client = chance.Below(request.Hosts);
        int neighbour = (client + 1 + chance.Below(request.Hosts - 1)) % request.Hosts;
        uint inside = Addresses.Client(client);
        uint other = crossesBorder ? Addresses.Public(chance) : Addresses.Client(neighbour);
        bool comesIn = crossesBorder && chance.Below(2) == 0;
        var port = (ushort)(1024 + chance.Below(64_000));
        ushort service = Ports[chance.Below(Ports.Length)];
        return comesIn
            ? new Conversation(other, inside, port, service, Conversation.Tcp)
            : new Conversation(inside, other, port, service, Conversation.Tcp);
    }

    private long Talk(int connection, long startUs)
    {
        int segments = (int)Math.Min(MostSegments, LeastSegments * Math.Pow(1 - chance.Unit(), -1 / TailExponent));
        double meanPauseUs = Math.Min((request.SpanUs - startUs) * 0.9, chance.Unit() * LongestUs) / (segments + 1);
        long timeUs = startUs;
        for (int segment = 0; segment < segments; segment++)
        {
            timeUs += (long)(meanPauseUs * 2 * chance.Unit());
            int payload = MixedTraffic.PayloadSize(chance);
            bool back = chance.Below(3) > 0;
            TcpFlags flags = payload > 0 ? TcpFlags.Ack | TcpFlags.Psh : TcpFlags.Ack;
            plan.Send(timeUs, connection, back, payload, flags);
            if (payload > 0)
                _data.Add(new PlannedPacket(timeUs, 0, connection, (ushort)payload, flags, back));
            if (segment % 2 == 1)
            {
                plan.Send(timeUs + 30, connection, !back, 0, TcpFlags.Ack);
                segment++; // acknowledgements count as well
            }
        }

        return timeUs;
    }

    private void End(int connection, long lastUs)
    {
        switch (chance.Below(100))
        {
            case < 10:
                plan.Send(lastUs + 100, connection, back: true, 0, TcpFlags.Rst | TcpFlags.Ack);
                break;
            case < 90:
                plan.Send(lastUs + 100, connection, back: false, 0, TcpFlags.Fin | TcpFlags.Ack);
                plan.Send(lastUs + 200, connection, back: true, 0, TcpFlags.Fin | TcpFlags.Ack);
                plan.Send(lastUs + 300, connection, back: false, 0, TcpFlags.Ack);
                break;
            default:
                break; // stays open
        }
    }
}
