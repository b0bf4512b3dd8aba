using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Expectations;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Services;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Runs;

/// <summary>The world of a scenario, alive: its hosts, Amazon's services, and what is kept of the packets for what is expected of them.</summary>
public sealed class LiveWorld
{
    private readonly LoadedScenario _loaded;

    /// <param name="loaded">Design, hosts and settings; its timeline is the caller's to play.</param>
    /// <param name="meter">Where flow logs count.</param>
    /// <param name="seed">What chance begins with instead of the scenario's seed; null for that one.</param>
    /// <param name="watchers">Who is shown packets.</param>
    /// <param name="cancellation">Stops what takes long.</param>
    /// <exception cref="SimulationException">The world cannot be built; the message says why.</exception>
    public LiveWorld(LoadedScenario loaded, IFlowMeter meter, ulong? seed = null, IReadOnlyList<IReplayWatcher>? watchers = null, CancellationToken cancellation = default)
    {
        _loaded = loaded;
        Coverage = new RuleCoverage(loaded.Design);
        Footprints = new Footprints(Coverage, loaded.Design, cancellation);
        var options = new SimulationOptions { StartNs = loaded.Scenario.StartNs, Seed = seed ?? loaded.Scenario.Seed, Settings = loaded.DataPathSettings };
        Simulation = new Simulation(AmazonServices.In(World()), options, meter, [Footprints, .. watchers ?? []]);
        AmazonServices.Serve(Simulation);
        Simulation.Changed += (design, _) => Coverage.Adopt(design);
    }

    public Simulation Simulation { get; }

    /// <summary>Which rules, entries and routes decided about packets so far.</summary>
    public RuleCoverage Coverage { get; }

    internal Footprints Footprints { get; }

    /// <summary>Judges an expectation of flow logs or of traffic between hosts, of the design as it is now.</summary>
    /// <param name="expectation">Its names stand for something, see <see cref="ExpectationNames"/>.</param>
    /// <param name="records">What was logged so far.</param>
    public Judgement Judge(ScenarioExpectation expectation, RecordLog records) => new EndJudge(_loaded, this, records).Judge(expectation);

    private World World()
    {
        ScenarioWorld world = _loaded.Scenario.World;
        IEnumerable<(string, LinkOptions)> onPremises =
            from link in world.Links
            where link.Host.Text == HostSets.OnPremises
            from host in world.Outside
            where host.OnPremises && !world.Links.Any(own => own.Host.Text == host.Name.Text)
            select (host.Name.Text, link.Link);
        return new World(_loaded.Design)
        {
            Provisioning = _loaded.Provisioning,
            AwaitsHosts = true,
            OutsideHosts = [.. world.Outside.Select(static host => new OutsideHost(host.Name.Text, host.Addresses) { Behind = host.Behind?.Text })],
            Services = [.. world.Services.Select(static entry => (entry.Host.Text, entry.Service))],
            Links = [.. world.Links.Where(static entry => entry.Host.Text != HostSets.OnPremises).Select(static entry => (entry.Host.Text, entry.Link)), .. onPremises],
            Firewalls = [.. world.Firewalls.Select(static entry => (entry.Host.Text, entry.Rule))],
        };
    }
}
