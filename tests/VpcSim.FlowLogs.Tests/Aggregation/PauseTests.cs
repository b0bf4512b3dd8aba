using VpcSim.FlowLogs.Aggregation;

namespace VpcSim.FlowLogs.Tests.Aggregation;

/// <summary>A meter that is told of pauses reports the same windows as one that is not, only sooner.</summary>
public class PauseTests
{
    private const long SecondNs = 1_000_000_000;

    [Fact]
    public void A_window_that_is_over_is_reported_in_the_pause_and_not_before()
    {
        var told = new Told();
        WindowMeter meter = MeterOf(told);
        int handle = meter.Open(Samples.Flow("10.0.0.1", "10.0.1.1", 1, 2));
        meter.Count(handle, 30 * SecondNs, 1, 1, 100, 0);

        meter.Pause(60 * SecondNs - 1);
        Assert.Empty(told.Lines);
        meter.Pause(60 * SecondNs);
        Assert.Equal(["begin 60 True False", "flow 1", "end"], told.Lines);
        meter.Pause(3000 * SecondNs);
        Assert.Equal(3, told.Lines.Count);
    }

    [Fact]
    public void Pauses_change_no_window()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            Told plain = new(), paused = new();
            WindowMeter one = MeterOf(plain), other = MeterOf(paused);
            int first = one.Open(Samples.Flow("10.0.0.1", "10.0.1.1", 1, 2)), second = other.Open(Samples.Flow("10.0.0.1", "10.0.1.1", 1, 2));
            long time = 0, last = 0;
            for (int packet = 1; packet <= 40; packet++)
            {
                time += random.Next(4) * random.Next(1, 400) * SecondNs / 3;
                last = time;
                one.Count(first, time, packet, 1, 100, 0);
                other.Count(second, time, packet, 1, 100, 0);
                for (int pauses = random.Next(3); pauses > 0; pauses--) other.Pause(time += random.Next(3) * random.Next(1, 200) * SecondNs / 2);
            }

            long end = random.Next(2) == 0 ? last : time;
            one.Finish(end);
            other.Finish(end);
            Assert.Equal(plain.Lines, paused.Lines);
        }
    }

    private static WindowMeter MeterOf(Told told)
    {
        var plan = new WindowPlan(Samples.Design().NetworkInterfaces);
        plan.Require(Samples.Eni, 60);
        plan.Require(Samples.Eni, 600);
        return new WindowMeter(plan, told);
    }

    private sealed class Told : IWindowSink
    {
        public List<string> Lines { get; } = [];

        public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds) => Lines.Add($"begin {endSeconds} {shortEnds} {longEnds}");

        public void Flow(in FlowAggregate aggregate) => Lines.Add($"flow {aggregate.Packets}");

        public void EndWindow() => Lines.Add("end");

        public void IdleWindows(long afterSeconds, long lastEndSeconds) => Lines.Add($"idle {afterSeconds} {lastEndSeconds}");
    }
}
