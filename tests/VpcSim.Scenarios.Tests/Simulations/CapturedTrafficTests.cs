using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Simulations;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Simulations;

/// <summary>Captures that are sent among the traffic of hosts have the outcomes that a replay gives them.</summary>
public class CapturedTrafficTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData("web-session.pcapng")]
    [InlineData("app-db.pcap")]
    [InlineData("bastion.pcap")]
    [InlineData("fragments.pcap")]
    [InlineData("ping-traceroute.pcap")]
    [InlineData("dns-dhcp.pcap")]
    [InlineData("big-tcp.pcap")]
    [InlineData("offload.pcap")]
    [InlineData("big-tcp.pcap", true)]
    [InlineData("offload.pcap", true)]
    public void A_capture_has_the_outcomes_of_a_replay(string capture, bool strictMtu = false)
    {
        Trial trial = Trial.OfFile(Repository.ThreeTier);
        ReplaySummary alone = (strictMtu ? trial.StrictMtu : trial).RunFiles(Repository.Capture(capture)).Summary;
        var simulation = new Simulation(new World(trial.Design), new SimulationOptions { Settings = DataPathSettings.Default with { StrictMtu = strictMtu } }, new RecordingMeter());
        CapturedTraffic traffic = simulation.Replay(Repository.Capture(capture), null, simulation.NowNs + Second);
        simulation.Do(new Ping(simulation.Hosts[0].Name, simulation.Hosts[^1].Name) { Count = 5 });
        Assert.True(simulation.RunToEnd(simulation.NowNs + (100_000 * Second)));
        Assert.True(traffic.IsOver);
        Assert.Equal(alone.PacketsRead, traffic.Packets);
        Assert.All(alone.Outcomes, pair => Assert.Equal(pair.Packets, traffic[pair.Outcome]));
        if (capture == "big-tcp.pcap") Assert.Equal(strictMtu, traffic[Outcome.Dropped] > 0);
    }

    [Fact]
    public void The_place_of_a_capture_is_an_interface()
    {
        Trial trial = Trial.OfFile(Repository.ThreeTier);
        var simulation = new Simulation(new World(trial.Design), SimulationOptions.Default, new RecordingMeter());
        Assert.Contains("no host is called 'nowhere'", Assert.Throws<SimulationException>(() => simulation.Replay(Repository.Capture("app-db.pcap"), "nowhere", simulation.NowNs)).Message, StringComparison.Ordinal);
    }
}
