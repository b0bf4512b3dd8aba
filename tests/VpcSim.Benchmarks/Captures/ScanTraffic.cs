using VpcSim.Engine.Chance;

namespace VpcSim.Benchmarks.Captures;

/// <summary>
/// A scan of port 443 by one host whose subnet leads to the NAT gateway, each flow to an address of its own. Of a hundred SYNs fifteen are answered; three of the
/// answers are reset by the host; five SYNs come again a second later.
/// </summary>
public sealed class ScanTraffic : ITraffic
{
    private const int BehindNat = 6; // the first client there
    private const int PacketsOfHundred = 100 + 15 + 3 + 5;
    private const long RoundTripUs = 40_000, AnswerUs = 150, PatienceUs = 1_000_000;

    public TrafficPlan Plan(TrafficRequest request)
    {
        var chance = new SeededChance(request.Seed);
        var plan = new TrafficPlan(request);
        var destinations = new SpoofedSources((uint)chance.NextUInt64());
        long flows = Math.Max(1, request.Packets * 100L / PacketsOfHundred);
        for (long i = 0; !plan.IsFull; i++)
        {
            var flow = new Conversation(Addresses.Client(BehindNat), destinations.Next(), (ushort)(1024 + chance.Below(64_512)), 443, Conversation.Tcp);
            long timeUs = (long)((double)request.SpanUs * i / flows);
            int conversation = plan.Open(flow);
            int fate = chance.Below(100);
            plan.Send(timeUs, conversation, back: false, 0, TcpFlags.Syn);
            if (fate < 15) plan.Send(timeUs + RoundTripUs, conversation, back: true, 0, TcpFlags.Syn | TcpFlags.Ack);
            if (fate < 3) plan.Send(timeUs + RoundTripUs + AnswerUs, conversation, back: false, 0, TcpFlags.Rst);
            if (fate >= 95) plan.Send(timeUs + PatienceUs, conversation, back: false, 0, TcpFlags.Syn);
        }
        return plan.InOrder();
    }
}
