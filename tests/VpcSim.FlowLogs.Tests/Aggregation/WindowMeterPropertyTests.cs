using CsCheck;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Tests.Aggregation;

/// <summary>The meter against a plain grouping of all packets.</summary>
public class WindowMeterPropertyTests
{
    private const int InterfaceCount = 5;
    private const byte Syn = 2;

    private static readonly Gen<Packet> Packets =
        from gap in Gen.Frequency((60, Gen.Long[0, 2_000_000_000]), (8, Gen.Long[0, 90_000_000_000]), (1, Gen.Long[0, 3_000_000_000_000]))
        from flow in Gen.Int[0, 24]
        from bytes in Gen.Long[20, 70_000]
        from packets in Gen.Int[1, 3]
        from flags in Gen.Byte
        from hold in Gen.Bool
        select new Packet(gap, flow, bytes, packets, flags, hold);

    [Theory]
    [InlineData(60)]
    [InlineData(600)]
    public void Windows_are_those_of_a_plain_grouping(int intervalSeconds)
    {
        Packets.Array[0, 200].Sample(
            packets => Assert.Equal(Expected(packets, [intervalSeconds]), Measured(packets, [intervalSeconds])), iter: 2000);
    }

    [Fact]
    public void Both_intervals_on_one_interface_are_those_of_a_plain_grouping()
    {
        Packets.Array[0, 200].Sample(packets => Assert.Equal(Expected(packets, [60, 600]), Measured(packets, [60, 600])), iter: 1000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void A_bound_on_cells_changes_nothing(int mostCells)
    {
        Packets.Array[0, 200].Sample(
            packets =>
            {
                var recorder = new Recorder();
                var meter = new WindowMeter(PlanOf([60, 600]), recorder);
                meter.Bound(mostCells, Path.GetTempPath());
                Play(meter, packets);
                meter.Finish(0);
                Assert.Equal(Expected(packets, [60, 600]), recorder.Flows);
                Assert.Equal(0, meter.LiveCells);
                meter.ForgetParts();
            },
            iter: 500);
    }

    [Fact] // a property over flows that never leave memory would say nothing
    public void Only_what_is_held_stays_in_memory()
    {
        var recorder = new Recorder();
        var meter = new WindowMeter(PlanOf([60, 600]), recorder);
        meter.Bound(10, Path.GetTempPath());
        int most = 0;
        for (int i = 0; i < 20_000; i++)
        {
            int handle = meter.Open(FlowOf(i % 25) with { SourcePort = (ushort)i });
            meter.Count(handle, i * 100_000_000L, i + 1, 1, 40, 2);
            meter.Release(handle);
            most = Math.Max(most, meter.LiveCells);
        }
        meter.Finish(0);
        meter.ForgetParts();

        Assert.InRange(most, 1, 11);
        Assert.Equal(20_000, recorder.Flows.Count(flow => flow.IntervalSeconds == 60));
        Assert.InRange(meter.Moved, 20_000, 20_000);
    }

    [Fact]
    public void Cells_are_given_back_when_nobody_holds_them_and_their_windows_are_reported()
    {
        Packets.Array[1, 200].Sample(
            packets =>
            {
                var meter = new WindowMeter(PlanOf([60, 600]), new Recorder());
                Play(meter, packets);
                meter.Finish(0);
                Assert.Equal(0, meter.LiveCells);
            },
            iter: 500);
    }

    [Fact]
    public void A_queue_before_the_meter_changes_nothing()
    {
        Packets.Array[0, 200].Sample(
            packets =>
            {
                var recorder = new Recorder();
                var meter = new WindowMeter(PlanOf([60, 600]), recorder);
                using var queue = new MeterQueue(meter);
                Play(queue, packets);
                queue.Drain();
                meter.Finish(0);
                Assert.Equal(Expected(packets, [60, 600]), recorder.Flows);
                Assert.Equal(0, meter.LiveCells);
            },
            iter: 300);
    }

    [Fact]
    public void Packets_of_a_window_told_together_are_counted_as_those_told_one_by_one()
    {
        Packets.Select(packet => packet with { Flags = (byte)(packet.Flags & ~Syn) }).Array[0, 200].Sample(
            packets =>
            {
                var recorder = new Recorder();
                var meter = new WindowMeter(PlanOf([60, 600]), recorder);
                using var queue = new MeterQueue(meter);
                PlayTogether(queue, packets);
                queue.Drain();
                meter.Finish(0);
                Assert.Equal(Expected(packets, [60, 600]), recorder.Flows);
            },
            iter: 500);
    }

    [Fact]
    public void A_meter_with_a_bound_is_told_each_packet_at_once()
    {
        var meter = new WindowMeter(PlanOf([60]), new Recorder());
        Assert.Equal(60_000_000_000, meter.TogetherUntilNs(59_999_999_999));
        Assert.Equal(120_000_000_000, meter.TogetherUntilNs(60_000_000_000));
        meter.Bound(10, Path.GetTempPath());
        Assert.Equal(60_000_000_000, meter.TogetherUntilNs(60_000_000_000));
        meter.ForgetParts();
    }

    [Fact]
    public void What_is_told_together_cannot_be_told_when_its_window_is_over()
    {
        var meter = new WindowMeter(PlanOf([60]), new Recorder());
        int handle = meter.Open(FlowOf(1)), other = meter.Open(FlowOf(2));
        meter.Count(handle, 0, 1, 1, 40, 0);
        Assert.Throws<InvalidOperationException>(() => meter.Add(other, 0, 1, 40, 0));
        meter.Count(other, 60_000_000_000, 2, 1, 40, 0);
        Assert.Throws<InvalidOperationException>(() => meter.Add(handle, 0, 1, 40, 0));
    }

    [Fact]
    public void Packet_numbers_that_go_back_still_give_records_in_their_order()
    {
        var recorder = new Recorder();
        var meter = new WindowMeter(PlanOf([60]), recorder);
        foreach (int number in new[] { 5, 9, 2, 7, 2 })
        {
            int handle = meter.Open(FlowOf(number + (number == 2 ? recorder.Flows.Count : 0)) with { Interface = 0, SourcePort = (ushort)number });
            meter.Count(handle, 1_000_000_000, number, 1, 40, 0);
        }
        meter.Finish(0);
        Assert.Equal([2L, 5, 7, 9], recorder.Flows.Select(flow => flow.FirstPacket));
    }

    private static List<FlowAggregate> Measured(Packet[] packets, int[] intervals)
    {
        var recorder = new Recorder();
        var meter = new WindowMeter(PlanOf(intervals), recorder);
        Play(meter, packets);
        meter.Finish(0);
        return recorder.Flows;
    }

    /// <summary>Holds overlap: every third flow is held on from packet to packet, others are opened and released around each.</summary>
    private static void Play(IFlowMeter meter, Packet[] packets)
    {
        var held = new Dictionary<int, int>();
        long time = 0, number = 0;
        foreach (Packet packet in packets)
        {
            time += packet.GapNs;
            int handle = held.TryGetValue(packet.Flow, out int kept) ? kept : meter.Open(FlowOf(packet.Flow));
            meter.Count(handle, time, ++number, packet.Packets, packet.Bytes, packet.Flags);
            if (packet.Hold)
            {
                held[packet.Flow] = handle;
                continue;
            }
            held.Remove(packet.Flow);
            meter.Release(handle);
        }
        foreach (int handle in held.OrderBy(entry => entry.Key).Select(entry => entry.Value)) meter.Release(handle);
    }

    /// <summary>A flow's first packet of a window is told at once, the others at its end, in whatever order.</summary>
    private static void PlayTogether(IFlowMeter meter, Packet[] packets)
    {
        var handles = new Dictionary<int, int>();
        var kept = new Dictionary<int, (long LastNs, int Packets, long Bytes, byte Flags)>();
        long time = 0, number = 0, until = long.MinValue;
        foreach (Packet packet in packets)
        {
            time += packet.GapNs;
            number++;
            if (time >= until) Tell();
            if (time >= until) until = meter.TogetherUntilNs(time);
            if (!handles.TryGetValue(packet.Flow, out int handle)) handles[packet.Flow] = handle = meter.Open(FlowOf(packet.Flow));
            if (kept.TryGetValue(packet.Flow, out (long LastNs, int Packets, long Bytes, byte Flags) sum))
            {
                kept[packet.Flow] = (time, sum.Packets + packet.Packets, sum.Bytes + packet.Bytes, (byte)(sum.Flags | packet.Flags));
                continue;
            }
            meter.Count(handle, time, number, packet.Packets, packet.Bytes, packet.Flags);
            if (packet.Hold) kept[packet.Flow] = default;
        }
        Tell();
        foreach (int handle in handles.Values) meter.Release(handle);

        void Tell()
        {
            foreach ((int flow, (long lastNs, int count, long bytes, byte flags)) in kept.OrderByDescending(entry => entry.Key))
                if (count > 0) meter.Add(handles[flow], lastNs, count, bytes, flags);
            kept.Clear();
        }
    }

    private static List<FlowAggregate> Expected(Packet[] packets, int[] intervals)
    {
        var timed = new List<(long TimeNs, long Number, Packet Packet)>();
        long time = 0;
        foreach (Packet packet in packets) timed.Add((time += packet.GapNs, timed.Count + 1, packet));
        WindowPlan plan = PlanOf(intervals);
        return
        [
            .. intervals
                .SelectMany(interval => timed
                    .GroupBy(entry => (Window: entry.TimeNs / 1_000_000_000 / interval, Flow: FlowOf(entry.Packet.Flow)))
                    .Select(group => new FlowAggregate
                    {
                        Observation = group.Key.Flow,
                        IntervalSeconds = interval,
                        WindowEndSeconds = (group.Key.Window + 1) * interval,
                        Packets = group.Sum(entry => (long)entry.Packet.Packets),
                        Bytes = group.Sum(entry => entry.Packet.Bytes),
                        FirstSeconds = group.Min(entry => entry.TimeNs) / 1_000_000_000,
                        LastSeconds = group.Max(entry => entry.TimeNs) / 1_000_000_000,
                        TcpFlags = group.Aggregate((byte)0, (flags, entry) => (byte)(flags | RecordedTcpFlags.Of(entry.Packet.Flags))),
                        FirstPacket = group.Min(entry => entry.Number),
                    }))
                .OrderBy(flow => flow.WindowEndSeconds)
                .ThenBy(flow => plan.RankOf(flow.Observation.Interface))
                .ThenBy(flow => flow.FirstPacket)
                .ThenBy(flow => flow.IntervalSeconds),
        ];
    }

    /// <summary>25 flows that differ in one thing each from another; a third of them IPv6.</summary>
    private static Observation FlowOf(int flow)
    {
        bool ipv6 = flow % 3 == 0;
        IpAddress prefix = ipv6 ? IpAddress.Parse("2001:db8::") : IpAddress.Parse("10.0.0.0");
        return new Observation
        {
            Interface = flow % InterfaceCount,
            Egress = flow % 2 == 0,
            Accepted = flow % 7 != 0,
            Source = prefix + (uint)(flow / 5),
            Destination = prefix + 7,
            PacketSource = prefix + (uint)(flow / 7),
            PacketDestination = prefix + 9,
            SourcePort = (ushort)(flow / 3),
            DestinationPort = 443,
            Protocol = 6,
            IPv6 = ipv6,
        };
    }

    private static WindowPlan PlanOf(int[] intervals)
    {
        var plan = new WindowPlan(Samples.Interfaces(InterfaceCount));
        for (int i = 0; i < InterfaceCount; i++)
            foreach (int interval in intervals) plan.Require(i, interval);
        return plan;
    }

    private sealed record Packet(long GapNs, int Flow, long Bytes, int Packets, byte Flags, bool Hold);

    private sealed class Recorder : IWindowSink
    {
        public List<FlowAggregate> Flows { get; } = [];

        public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds)
        {
        }

        public void Flow(in FlowAggregate aggregate) => Flows.Add(aggregate);

        public void EndWindow()
        {
        }

        public void IdleWindows(long afterSeconds, long lastEndSeconds)
        {
        }
    }
}
