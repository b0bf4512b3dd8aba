using VpcSim.FlowLogs.Aggregation;

namespace VpcSim.FlowLogs.Tests.Aggregation;

public sealed class RelayedWindowsTests
{
    private const int Flows = 20_000; // more than can be on the way

    [Fact]
    public void What_is_relayed_arrives_in_the_order_in_which_it_is_told()
    {
        var (plain, relayed) = (new Heard(), new Heard());
        Tell(plain);
        using var relay = new RelayedWindows(relayed);
        relay.Begin();
        Tell(relay);
        relay.Finish();

        Assert.Equal(plain.Told, relayed.Told);
        Assert.NotEqual(Environment.CurrentManagedThreadId, Assert.Single(relayed.Threads));
    }

    [Fact]
    public void Before_it_begins_and_after_it_has_finished_the_caller_itself_hands_on()
    {
        var heard = new Heard();
        using var relay = new RelayedWindows(heard);
        Tell(relay);
        int before = heard.Told.Count;
        Assert.Equal([Environment.CurrentManagedThreadId], heard.Threads);

        relay.Begin();
        relay.Finish();
        Tell(relay);

        Assert.Equal(2 * before, heard.Told.Count);
        Assert.Equal([Environment.CurrentManagedThreadId], heard.Threads);
    }

    [Fact]
    public void A_full_disk_is_told_to_the_caller()
    {
        using var relay = new RelayedWindows(new Heard { FullAfter = 3_000 });
        relay.Begin();

        var told = Assert.Throws<IOException>(() =>
        {
            Tell(relay);
            relay.Finish();
        });
        Assert.Equal("the disk is full", told.Message);
    }

    private static void Tell(IWindowSink sink)
    {
        sink.IdleWindows(0, 120);
        sink.BeginPart(180, WindowPart.SinceChange);
        sink.EndWindow();
        sink.BeginWindow(180, shortEnds: true, longEnds: false);
        for (int i = 0; i < Flows; i++) sink.Flow(Flow(i));
        sink.EndWindow();
        sink.BeginWindow(600, shortEnds: true, longEnds: true);
        sink.Flow(Flow(Flows));
        sink.EndWindow();
    }

    private static FlowAggregate Flow(int number) => new()
    {
        Observation = Samples.Flow("10.0.0.1", "10.0.0.2", 1024 + (number % 50_000), 443, networkInterface: 0),
        IntervalSeconds = 60,
        WindowEndSeconds = 180,
        Packets = number,
        Bytes = 40L * number,
        FirstSeconds = 121,
        LastSeconds = 122,
        TcpFlags = 2,
        FirstPacket = number,
    };

    private sealed class Heard : IWindowSink
    {
        public List<string> Told { get; } = [];

        public HashSet<int> Threads { get; } = [];

        public int FullAfter { get; init; } = int.MaxValue;

        public void BeginWindow(long endSeconds, bool shortEnds, bool longEnds) => Hear($"begin {endSeconds} {shortEnds} {longEnds}");

        public void BeginPart(long endSeconds, WindowPart part) => Hear($"part {endSeconds} {part}");

        public void Flow(in FlowAggregate aggregate) => Hear($"flow {aggregate}");

        public void EndWindow() => Hear("end");

        public void IdleWindows(long afterSeconds, long lastEndSeconds) => Hear($"idle {afterSeconds} {lastEndSeconds}");

        private void Hear(string told)
        {
            if (Told.Count >= FullAfter) throw new IOException("the disk is full");
            Told.Add(told);
            Threads.Add(Environment.CurrentManagedThreadId);
        }
    }
}
