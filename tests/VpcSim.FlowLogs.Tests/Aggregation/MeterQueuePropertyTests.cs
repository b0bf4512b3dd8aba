using CsCheck;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;

namespace VpcSim.FlowLogs.Tests.Aggregation;

public class MeterQueuePropertyTests
{
    private const long Second = 1_000_000_000;
    private const int Observations = 12;

    private enum Order
    {
        AsOpened,
        Backwards,
        FirstIsLeftOut,
        LastIsReleasedBefore,
    }

    [Fact]
    public void A_queue_reports_what_its_meter_does_without_it()
    {
        Gen<Order> order = Gen.Int[0, 7].Select(roll => roll < 5 ? Order.AsOpened : (Order)(roll - 4));
        Gen<Sent> packet = Gen.Select(Gen.Int[0, Observations - 1].Array[0, 4], order, Gen.Int[0, 40], Gen.Int[0, 8], Gen.Bool, (seen, counted, seconds, path, keeps) => new Sent(seen, counted, seconds, path, keeps));
        packet.Array[0, 900].Sample(
            packets =>
            {
                var direct = new Told();
                WindowMeter meter = MeterInto(direct);
                Tell(meter, packets);
                meter.Finish(LastNs(packets));

                var queued = new Told();
                WindowMeter inner = MeterInto(queued);
                using var queue = new MeterQueue(inner);
                Tell(queue, packets);
                queue.Drain();
                inner.Finish(LastNs(packets));

                Assert.Equal(direct.Lines, queued.Lines);
            }, iter: 150);
    }

    private static void Tell(IFlowMeter meter, Sent[] packets)
    {
        var held = new Queue<int>();
        long timeNs = 0, number = 0;
        foreach (Sent packet in packets)
        {
            timeNs += packet.Seconds * Second / 4;
            number++;
            int[] handles = [.. packet.Seen.Select(which => meter.Open(ObservationOf(which, packet.TrafficPath)))];
            if (packet.Order == Order.LastIsReleasedBefore && held.TryDequeue(out int over)) meter.Release(over);
            int[] counted = packet.Order switch
            {
                Order.Backwards => [.. handles.Reverse()],
                Order.FirstIsLeftOut => [.. handles.Skip(1)],
                _ => handles,
            };
            foreach (int handle in counted) meter.Count(handle, timeNs, number, 1, 40 + number, 16);
            foreach (int handle in handles)
            {
                if (packet.Keeps) held.Enqueue(handle);
                else meter.Release(handle);
            }
        }
    }

    private static long LastNs(Sent[] packets) => packets.Sum(packet => packet.Seconds * Second / 4);

    // Some are of IPv6, of some the packet is another inside.
    private static Observation ObservationOf(int which, int trafficPath)
    {
        Observation flow = which % 3 == 0 ? Samples.Flow("2001:db8::1", "2001:db8::2", which, 443) : Samples.Flow("10.0.0.1", "10.0.0.2", which, 443);
        return flow with { Interface = which % 2, PacketSource = which % 3 == 1 ? flow.Source + 7 : flow.Source, TrafficPath = (byte)trafficPath };
    }

    private static WindowMeter MeterInto(IWindowSink sink)
    {
        var plan = new WindowPlan(Samples.Interfaces(2));
        plan.Require(0, 60);
        plan.Require(1, 60);
        plan.Require(1, 600);
        return new WindowMeter(plan, sink);
    }

    private sealed record Sent(int[] Seen, Order Order, int Seconds, int TrafficPath, bool Keeps);

    private sealed class Told : IWindowSink
    {
        public List<string> Lines { get; } = [];

        public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds) => Lines.Add($"{endSeconds} {shortEnds} {longEnds}");

        public void Flow(in FlowAggregate aggregate) => Lines.Add(aggregate.ToString());

        public void EndWindow()
        {
        }

        public void IdleWindows(long afterSeconds, long lastEndSeconds) => Lines.Add($"{afterSeconds} to {lastEndSeconds}");
    }
}
