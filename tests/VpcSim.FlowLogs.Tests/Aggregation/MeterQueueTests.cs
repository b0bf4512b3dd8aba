using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Aggregation;

public class MeterQueueTests
{
    private const long Minute = 60_000_000_000;

    [Fact]
    public void What_the_counting_thread_cannot_do_is_thrown_at_the_latest_when_it_is_drained()
    {
        using var queue = new MeterQueue(MeterInto(new FullDisk()));
        int handle = queue.Open(Flow(1));
        queue.Count(handle, 0, 1, 1, 40, 0);
        queue.Count(handle, Minute, 2, 1, 40, 0); // ends the first window

        Assert.Equal("the disk is full", Assert.Throws<IOException>(queue.Drain).Message);
    }

    [Fact]
    public void A_failure_reaches_a_caller_who_goes_on_counting()
    {
        using var queue = new MeterQueue(MeterInto(new FullDisk()));
        int handle = queue.Open(Flow(1));

        void CountOn()
        {
            for (long number = 0; number < 1_000_000; number++) queue.Count(handle, number * Minute, number, 1, 40, 0);
        }

        Assert.Throws<IOException>(CountOn);
    }

    [Fact]
    public void A_queue_that_is_given_up_ends_without_being_drained()
    {
        var sink = new FullDisk();
        var queue = new MeterQueue(MeterInto(sink));
        queue.Count(queue.Open(Flow(1)), 0, 1, 1, 40, 0);
        queue.Dispose();

        Assert.Equal(0, sink.Windows);
    }

    [Fact]
    public void A_pause_wakes_the_counting_thread_though_little_waits_for_it()
    {
        using var told = new ManualResetEventSlim();
        using var queue = new MeterQueue(MeterInto(new Signal(told)));
        int handle = queue.Open(Flow(1));
        queue.Settle();
        Thread.Sleep(100); // now it sleeps
        queue.Count(handle, 0, 1, 1, 40, 0);
        queue.Pause(Minute);

        Assert.True(told.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_handle_that_was_given_back_counts_for_its_next_owner_alone()
    {
        var sink = new Totals();
        WindowMeter meter = MeterInto(sink);
        using var queue = new MeterQueue(meter);
        int first = queue.Open(Flow(1));
        queue.Count(first, 0, 1, 1, 100, 0);
        queue.Release(first);
        int second = queue.Open(Flow(2));
        queue.Count(second, 0, 2, 1, 7, 0);
        queue.Drain();
        meter.Finish(0);

        Assert.Equal(first, second);
        Assert.Equal([(1, 100), (2, 7)], sink.BytesByPort);
    }

    [Fact]
    public void Counting_allocates_nothing_once_batches_go_round()
    {
        WindowMeter meter = MeterInto(new Totals());
        using var queue = new MeterQueue(meter);
        int handle = queue.Open(Flow(1));
        for (int i = 0; i < 200 * MeterBatch.Size; i++) queue.Count(handle, 0, i, 1, 40, 0); // more than can be on the way

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int i = 0; i < MeterBatch.Size; i++) queue.Count(handle, 0, i, 1, 40, 0);
        }));
    }

    private static Observation Flow(int port) => Samples.Flow("10.0.0.1", "10.0.0.2", port, 443, networkInterface: 0);

    private static WindowMeter MeterInto(IWindowSink sink)
    {
        var plan = new WindowPlan(Samples.Interfaces(1));
        plan.Require(0, 60);
        return new WindowMeter(plan, sink);
    }

    private sealed class FullDisk : IWindowSink
    {
        public int Windows { get; private set; }

        public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds)
        {
            Windows++;
            throw new IOException("the disk is full");
        }

        public void Flow(in FlowAggregate aggregate)
        {
        }

        public void EndWindow()
        {
        }

        public void IdleWindows(long afterSeconds, long lastEndSeconds)
        {
        }
    }

    private sealed class Signal(ManualResetEventSlim told) : IWindowSink
    {
        public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds) => told.Set();

        public void Flow(in FlowAggregate aggregate)
        {
        }

        public void EndWindow()
        {
        }

        public void IdleWindows(long afterSeconds, long lastEndSeconds)
        {
        }
    }

    private sealed class Totals : IWindowSink
    {
        public List<(int Port, long Bytes)> BytesByPort { get; } = [];

        public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds)
        {
        }

        public void Flow(in FlowAggregate aggregate) => BytesByPort.Add((aggregate.Observation.SourcePort, aggregate.Bytes));

        public void EndWindow()
        {
        }

        public void IdleWindows(long afterSeconds, long lastEndSeconds)
        {
        }
    }
}
