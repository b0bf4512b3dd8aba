using VpcSim.Engine.Chance;

namespace VpcSim.Benchmarks.Captures;

/// <summary>Requests with an answer each: DNS to the VPC's resolver, IPsec over UDP (port 4500) and pings to the internet.</summary>
internal sealed class DatagramExchanges(TrafficPlan plan, SeededChance chance, TrafficRequest request)
{
    private const long AnswerUs = 900;
    private const int IpsecNatTraversal = 4500;

    public void Add()
    {
        long startUs = (long)(chance.Unit() * request.SpanUs * 0.99);
        uint host = Addresses.Client(chance.Below(request.Hosts));
        var port = (ushort)(1024 + chance.Below(64_000));
        switch (chance.Below(100))
        {
            case < 2:
                Exchange(startUs, new Conversation(host, Addresses.Public(chance), port, 0, Conversation.Icmp), rounds: 1 + chance.Below(4));
                break;
            case < 80:
                Exchange(startUs, new Conversation(host, Addresses.Dns, port, 53, Conversation.Udp), rounds: 1);
                break;
            default:
                var tunnel = new Conversation(host, Addresses.Public(chance), port, IpsecNatTraversal, Conversation.Udp);
                Exchange(startUs, tunnel, rounds: 1 + chance.Below(16));
                break;
        }
    }

    private void Exchange(long startUs, Conversation ends, int rounds)
    {
        int conversation = plan.Open(ends);
        long timeUs = startUs;
        for (int round = 0; round < rounds; round++)
        {
            int question = 12 + chance.Below(60);
            plan.Send(timeUs, conversation, back: false, question);
            plan.Send(timeUs + AnswerUs, conversation, back: true, ends.Protocol == Conversation.Icmp ? question : AnswerSize(ends));
            timeUs += 20_000 + chance.Below(400_000);
        }
    }

    private int AnswerSize(Conversation ends) =>
        ends.DestinationPort == 53 ? 90 + chance.Below(300) : MixedTraffic.PayloadSize(chance);
}
