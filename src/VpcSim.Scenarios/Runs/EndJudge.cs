using VpcSim.DataPath;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Runs;

/// <summary>Judges what a scenario expects at its end, of the design as it is then and of what the run left.</summary>
internal sealed class EndJudge
{
    private readonly FlowLogJudge _flowLogs;
    private readonly Lazy<TrafficJudge> _traffic;
    private readonly Footprints _footprints;
    private readonly WayText _text;
    private readonly long _startNs;

    public EndJudge(LoadedScenario loaded, LiveWorld world, RecordLog records)
    {
        Simulation simulation = world.Simulation;
        _footprints = world.Footprints;
        _startNs = loaded.Scenario.StartNs;
        _text = new WayText(simulation.Design);
        _flowLogs = new FlowLogJudge(records, simulation.Design);
        _traffic = new Lazy<TrafficJudge>(() => new TrafficJudge(
            new HostSets(simulation.Design, loaded.Scenario.World), new Waypoints(simulation.Design), new Prober(simulation.Fabric, loaded.DataPathSettings, simulation.NowNs), _text));
    }

    public Judgement Judge(ScenarioExpectation expectation) => expectation switch
    {
        FlowLogExpectation flowLog => _flowLogs.Judge(flowLog),
        TrafficExpectation traffic => _traffic.Value.Judge(traffic, Delivered),
        _ => throw new ArgumentException($"Nobody judges {expectation.GetType().Name}.", nameof(expectation)),
    };

    private string? Delivered(HostSet from, HostSet to, TrafficExpectation expectation)
    {
        if (_footprints.Find(from, to, expectation) is not { } packet) return null;
        Contact contact = packet.Contact;
        string what = $"{new ProbeKind(contact.Protocol, contact.Port, 8, 0)} from {contact.Source.ToIpAddress()} to {contact.Destination.ToIpAddress()}";
        var text = new WayText(packet.Design);
        return $"at {Durations.Text(packet.TimeNs - _startNs)} of the run this packet got there:\n  {what}: {text.Outcome(packet.Verdict)}{text.Steps(packet.Trail, "    ")}";
    }
}
