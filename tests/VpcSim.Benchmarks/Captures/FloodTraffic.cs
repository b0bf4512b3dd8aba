using VpcSim.Engine.Chance;

namespace VpcSim.Benchmarks.Captures;

/// <summary>
/// A SYN flood at port 443 of a few hosts of the VPC, each flow from an address of its own that is not its sender's. Of a hundred SYNs fifteen are answered;
/// three of the answers reach a host that really has the address, which resets; five SYNs come again a second later.
/// </summary>
public sealed class FloodTraffic : ITraffic
{
    /// <summary>Hosts under attack: the first ones, in subnets that the internet reaches.</summary>
    private const int Targets = 4;

    private const int PacketsOfHundred = 100 + 15 + 3 + 5;
    private const long AnswerUs = 150, RoundTripUs = 40_000, PatienceUs = 1_000_000;

    public TrafficPlan Plan(TrafficRequest request)
    {
        var chance = new SeededChance(request.Seed);
        var plan = new TrafficPlan(request);
        var sources = new SpoofedSources((uint)chance.NextUInt64());
        long flows = Math.Max(1, request.Packets * 100L / PacketsOfHundred);
        for (long i = 0; !plan.IsFull; i++)
        {
            var flow = new Conversation(sources.Next(), Addresses.Client(chance.Below(Targets)), (ushort)(1024 + chance.Below(64_512)), 443, Conversation.Tcp);
            long timeUs = (long)((double)request.SpanUs * i / flows);
            int conversation = plan.Open(flow);
            int fate = chance.Below(100);
            plan.Send(timeUs, conversation, back: false, 0, TcpFlags.Syn);
            if (fate < 15) plan.Send(timeUs + AnswerUs, conversation, back: true, 0, TcpFlags.Syn | TcpFlags.Ack);
            if (fate < 3) plan.Send(timeUs + RoundTripUs, conversation, back: false, 0, TcpFlags.Rst);
            if (fate >= 95) plan.Send(timeUs + PatienceUs, conversation, back: false, 0, TcpFlags.Syn);
        }
        return plan.InOrder();
    }
}
