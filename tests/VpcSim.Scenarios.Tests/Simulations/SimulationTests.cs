using System.Diagnostics;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport;
using VpcSim.TestSupport.Designs;
using VpcSim.Wire;
using VpcSim.Wire.Checksums;

namespace VpcSim.Scenarios.Tests.Simulations;

/// <summary>The world as a whole: its order, its bytes, its time, its changes.</summary>
public class SimulationTests
{
    private const long Second = 1_000_000_000;

    private static DesignBuilder Design => DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw")
        .Group("web", "in tcp 443 from 0.0.0.0/0", "in icmp from 0.0.0.0/0", "out all to 0.0.0.0/0")
        .Eni("web", "10.0.1.10", "web", publicAddress: "203.0.113.10").Eni("db", "10.0.1.20");

    private static Living World(RecordingWatcher? watcher = null, ulong seed = 1) => new Living(Design) { Watcher = watcher, Options = new SimulationOptions { Seed = seed } }
        .Outside("customer", "198.51.100.7").Tcp("web", 443, responseBytes: 5_000).Udp("db", 514, responseBytes: 10);

    private static List<ActionResult> Live(Living world)
    {
        Simulation simulation = world.Simulation;
        var results = new List<ActionResult>();
        for (int i = 0; i < 20; i++) results.Add(simulation.Do(new Connect("customer", "web", 443) { SendBytes = 300 }, simulation.NowNs + (i * 1000)));
        results.Add(simulation.Do(new Ping("customer", "web") { Count = 2 }, simulation.NowNs + 10_000));
        results.Add(simulation.Do(new Send("web", "db", 514), simulation.NowNs + 20_000));
        results.Add(simulation.Do(new Send("web", "db", 9), simulation.NowNs + 20_000));
        results.Add(simulation.Do(new Connect("customer", "web", 22), simulation.NowNs + 30_000));
        Assert.True(simulation.RunToEnd(simulation.NowNs + (1000 * Second)));
        return results;
    }

    [Fact]
    public void Two_runs_give_the_same_bytes()
    {
        RecordingWatcher first = new(wantsFrames: true), second = new(wantsFrames: true), other = new(wantsFrames: true);
        Live(World(first));
        Live(World(second));
        Live(World(other, seed: 2));
        Assert.Equal(first.Packets.Select(Text), second.Packets.Select(Text));
        Assert.NotEqual(first.Packets.Select(Text), other.Packets.Select(Text)); // sequence numbers

        static string Text(RecordingWatcher.Watched packet) => $"{packet.Number} {packet.TimeNs} {packet.Outcome} {Convert.ToHexString(packet.Frame)}";
    }

    [Fact]
    public void A_host_outside_that_is_called_as_something_in_the_design_is_an_error_that_names_both()
    {
        string told = Assert.Throws<SimulationException>(() => new Living(Design).Outside("db", "198.51.100.7").Simulation).Message;
        Assert.Matches("^the host outside 'db' is called as db \\(eni-[0-9a-f]+\\) of the design is; give one of the two another name$", told);

        Simulation simulation = World().Simulation;
        Assert.Throws<SimulationException>(() => simulation.Change(new Scenarios.Changes.InstanceLaunch("customer", "a")));
        Assert.DoesNotContain(simulation.Design.Instances, static instance => instance.Name == "customer");
    }

    [Fact]
    public void Watching_changes_no_result()
    {
        Living alone = World(), watched = World(new RecordingWatcher(wantsFrames: true));
        List<ActionResult> expected = Live(alone), results = Live(watched);
        Assert.Equal(alone.Meter.Counts.Select(Line), watched.Meter.Counts.Select(Line));
        Assert.Equal(expected.Select(result => (result.Outcome, result.EndNs, result.ForwardPackets)), results.Select(result => (result.Outcome, result.EndNs, result.ForwardPackets)));
        Assert.True(alone.Simulation.Walks < watched.Simulation.Walks);

        static string Line(RecordingMeter.Counted count) => $"{count.TimeNs} {count.Number} {count.Bytes} {count.Line}";
    }

    [Fact]
    public void Every_packet_s_bytes_decode_to_what_was_judged_and_have_right_checksums()
    {
        var watcher = new RecordingWatcher(wantsFrames: true);
        Live(World(watcher));
        foreach (RecordingWatcher.Watched packet in watcher.Packets)
        {
            PacketHeader header = default;
            QuotedPacket quote = default;
            PacketDecoder.Decode(LinkType.Raw, packet.Frame, packet.Frame.Length, ref header, ref quote, out _);
            Assert.Equal((DecodeStatus.Decoded, packet.Frame.Length), (header.Status, header.Length));
            ReadOnlySpan<byte> message = packet.Frame.AsSpan(header.Ipv4HeaderLength);
            Assert.Equal(0, InternetChecksum.Compute(packet.Frame.AsSpan(0, header.Ipv4HeaderLength)));
            Assert.Equal(0, header.Protocol == 1 ? InternetChecksum.Compute(message) : InternetChecksum.Compute(header.Source, header.Destination, header.Protocol, message));
        }
        Assert.Contains(watcher.Packets, packet => packet.Frame[9] == 1 && packet.Frame[20] == 3); // a port unreachable
    }

    [Fact]
    public void A_week_of_idle_hosts_takes_no_time()
    {
        Living world = World();
        world.Do(new Connect("customer", "web", 443));
        long before = Stopwatch.GetTimestamp();
        world.Simulation.RunUntil(world.Simulation.NowNs + (7 * 86_400 * Second));
        Assert.True(Stopwatch.GetElapsedTime(before).TotalSeconds < 1);
    }

    [Fact]
    public void Ten_thousand_connections_take_seconds()
    {
        Living world = World();
        Simulation simulation = world.Simulation;
        long before = Stopwatch.GetTimestamp();
        List<ActionResult> results = [.. Enumerable.Range(0, 10_000).Select(i => simulation.Do(new Connect("customer", "web", 443) { SendBytes = 100 }, simulation.NowNs + (i * 1000)))];
        Assert.True(simulation.RunToEnd(simulation.NowNs + (100 * Second)));
        Assert.All(results, result => Assert.Equal((ActionOutcome.Connected, 5_000L), (result.Outcome, result.BytesReceived)));
        Assert.True(Stopwatch.GetElapsedTime(before).TotalSeconds < 20);
    }

    [Fact]
    public void An_established_connection_allocates_nothing_for_a_packet()
    {
        var world = new World(Design.Written)
        {
            OutsideHosts = [new OutsideHost("customer", [IpAddress.Parse("198.51.100.7")])],
            Services = [("web", new HostService(6, 443) { ResponseBytes = 1L << 40 })],
            Links = [("customer", new LinkOptions { BitsPerSecond = 10_000_000_000, LatencyNs = 100_000 })],
        };
        var simulation = new Simulation(world, SimulationOptions.Default, new CountingMeter());
        simulation.Do(new Connect("customer", "web", 443) { SendBytes = 1 });
        simulation.RunUntil(simulation.NowNs + (Second / 2));
        long packets = simulation.Packets;
        Assert.Equal(0, Allocation.Of(() => simulation.RunUntil(simulation.NowNs + (Second / 100))));
        Assert.True(simulation.Packets - packets > 50_000);
    }

    [Theory] // EC2 guide, "Security group connection tracking": what a rule for 0.0.0.0/0 lets in is not tracked and ends with its rule; a tracked connection lives on
    [InlineData("in tcp 443 from 0.0.0.0/0", ActionOutcome.TimedOut)]
    [InlineData("in tcp 443 from 198.51.100.0/24", ActionOutcome.Connected)]
    public void A_rule_that_is_revoked_ends_connections_that_were_not_tracked(string rule, ActionOutcome outcome)
    {
        DesignBuilder design = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Group("web", rule, "out all to 0.0.0.0/0").Eni("web", "10.0.1.10", "web", publicAddress: "203.0.113.10");
        Simulation simulation = new Living(design).Outside("customer", "198.51.100.7").Tcp("web", 443, responseBytes: 5_000).Simulation;
        ActionResult open = simulation.Do(new Connect("customer", "web", 443) { SendBytes = 100, HoldNs = 60 * Second });
        simulation.RunUntil(simulation.NowNs + Second);
        simulation.Change(static design => design with
        {
            SecurityGroups = [.. design.SecurityGroups.Select(group => group.Name == "web" ? group with { Ingress = [] } : group)],
        });
        ActionResult late = simulation.Do(new Connect("customer", "web", 443));
        Assert.True(simulation.RunToEnd(simulation.NowNs + (2000 * Second)));
        Assert.Equal(DropReason.EniSgRulesMismatch, late.FirstDrop!.Verdict.Reason);
        Assert.Equal(ActionOutcome.TimedOut, late.Outcome);
        Assert.Equal((outcome, 5_000L), (open.Outcome, open.BytesReceived));
        if (outcome == ActionOutcome.TimedOut) Assert.Equal(924.6, Math.Round((open.EndNs!.Value - open.StartNs) / 1e9 - 60, 1)); // Linux, tcp_retries2: 15
    }

    [Fact]
    public void A_name_that_nobody_bears_is_answered_with_the_nearest_ones()
    {
        Living world = World();
        Assert.Contains("customer", Assert.Throws<SimulationException>(() => world.Do(new Connect("custmer", "web", 443))).Message, StringComparison.Ordinal);
        ActionResult connect = world.Do(new Connect("customer", "wbe", 443));
        Assert.Equal(ActionOutcome.Failed, connect.Outcome);
        Assert.Contains("web", connect.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_design_that_AWS_refuses_has_no_simulation()
    {
        Design design = Design.Written;
        var refused = design with { Subnets = [.. design.Subnets, design.Subnets[0] with { Id = "subnet-again", Name = "again" }] };
        Assert.Contains("InvalidSubnet.Conflict", Assert.Throws<SimulationException>(() => new Simulation(new World(refused), SimulationOptions.Default, new RecordingMeter())).Message, StringComparison.Ordinal);
    }

    private sealed class CountingMeter : IFlowMeter
    {
        public int Open(in Observation observation) => 0;

        public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags)
        {
        }

        public void Release(int handle)
        {
        }
    }
}
