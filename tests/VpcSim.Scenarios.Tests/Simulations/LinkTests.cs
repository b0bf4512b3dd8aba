using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Simulations;

/// <summary>Latency, bandwidth, loss and jitter of hosts' links.</summary>
public class LinkTests
{
    private const long Millisecond = 1_000_000;

    private static DesignBuilder Design => DesignBuilder.OneSubnet.Eni("web", "10.0.1.10").Eni("db", "10.0.1.20");

    [Fact]
    public void Latency_is_added_each_way()
    {
        Living world = new Living(Design).Link("db", new LinkOptions { LatencyNs = 5 * Millisecond });
        Assert.Equal(0.010, Living.Took(world.Do(new Ping("web", "db"))));
    }

    [Fact]
    public void A_limited_link_takes_its_time_for_each_byte()
    {
        Living world = new Living(Design).Tcp("db", 5432, responseBytes: 1_250_000).Link("web", new LinkOptions { BitsPerSecond = 10_000_000, LatencyNs = Millisecond });
        ActionResult connect = world.Do(new Connect("web", "db", 5432) { SendBytes = 1 });
        Assert.Equal((ActionOutcome.Connected, 1_250_000L), (connect.Outcome, connect.BytesReceived));
        Assert.InRange(Living.Took(connect), 1.0, 1.1); // 10 Mbit, and headers
    }

    [Theory] // RFC 6298, RFC 5681: what is lost is sent again
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_a_link_loses_is_sent_again(ulong seed)
    {
        Living world = new Living(Design) { Options = new SimulationOptions { Seed = seed } }
            .Tcp("db", 5432, responseBytes: 2_000_000).Link("web", new LinkOptions { Loss = 0.02, LatencyNs = Millisecond });
        ActionResult connect = world.Do(new Connect("web", "db", 5432) { SendBytes = 100_000 });
        Assert.Equal((ActionOutcome.Connected, 100_000L, 2_000_000L), (connect.Outcome, connect.BytesSent, connect.BytesReceived));
        Assert.True(world.Simulation.Lost > 0);
        Assert.Equal(0, connect.Dropped); // links lose, the network drops nothing
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_request_is_answered_once_however_it_arrives(ulong seed)
    {
        Living world = new Living(Design) { Options = new SimulationOptions { Seed = seed } }
            .Tcp("db", 5432, responseBytes: 1_000).Link("web", new LinkOptions { Loss = 0.1, LatencyNs = Millisecond });
        ActionResult connect = world.Do(new Connect("web", "db", 5432) { SendBytes = 200_000 });
        Assert.Equal((ActionOutcome.Connected, 200_000L, 1_000L), (connect.Outcome, connect.BytesSent, connect.BytesReceived));
    }

    [Fact]
    public void Bytes_arrive_as_they_were_written_whatever_is_lost_and_late()
    {
        byte[] text = new byte[50_000];
        for (int i = 0; i < text.Length; i++) text[i] = (byte)(i * 7 / 3);
        Living world = new Living(Design).Tcp("db", 80, application: new Page(text)).Link("web", new LinkOptions { Loss = 0.05, LatencyNs = Millisecond, JitterNs = 2 * Millisecond });
        ActionResult fetch = world.Do(new Fetch("web", "http://db/"));
        Assert.Equal((ActionOutcome.Answered, "HTTP 200, 50000 bytes"), (fetch.Outcome, fetch.Answer));
    }

    [Fact]
    public void A_link_that_loses_everything_lets_a_connection_time_out()
    {
        Living world = new Living(Design).Tcp("db", 5432).Link("db", new LinkOptions { Loss = 1 });
        ActionResult connect = world.Do(new Connect("web", "db", 5432));
        Assert.Equal((ActionOutcome.TimedOut, 127.0), (connect.Outcome, Living.Took(connect)));
        Assert.Null(connect.FirstDrop);
        Assert.Equal(7, world.Simulation.Lost);
    }

    [Theory]
    [InlineData(-1, 0, 0.0, "the link of 'db': latency and jitter are 0 or more")]
    [InlineData(0, -1, 0.0, "the link of 'db': bandwidth and queue are 0 or more")]
    [InlineData(0, 0, 1.5, "the link of 'db': loss is a share from 0 to 1")]
    [InlineData(0, 0, double.NaN, "the link of 'db': loss is a share from 0 to 1")]
    public void A_link_that_cannot_be_is_refused(long latencyNs, long bitsPerSecond, double loss, string message)
    {
        Living world = new Living(Design).Link("db", new LinkOptions { LatencyNs = latencyNs, BitsPerSecond = bitsPerSecond, Loss = loss });
        Assert.Equal(message, Assert.Throws<SimulationException>(() => world.Simulation).Message);
    }

    [Fact]
    public void Jitter_never_reorders()
    {
        var watcher = new RecordingWatcher();
        Living world = new Living(Design) { Watcher = watcher }.Tcp("db", 5432, responseBytes: 500_000).Link("db", new LinkOptions { LatencyNs = Millisecond, JitterNs = 5 * Millisecond });
        ActionResult connect = world.Do(new Connect("web", "db", 5432) { SendBytes = 1 });
        Assert.Equal(ActionOutcome.Connected, connect.Outcome);
        Assert.True(watcher.Packets.Select(packet => packet.TimeNs).SequenceEqual(watcher.Packets.Select(packet => packet.TimeNs).Order()));
    }

    private sealed class Page(byte[] text) : IStreamApplication
    {
        public StreamAnswer? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> received, bool ended) => ended
            ? null
            : new StreamAnswer((byte[])[.. System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\n\r\n"), .. text]) { Closes = true };
    }
}
