using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>A world of hosts in as few words as a test needs, and what its packets were counted and shown as.</summary>
internal sealed class Living
{
    private const long Second = 1_000_000_000;
    private World _world;

    public Living(DesignBuilder design) => _world = new World(design.Written);

    public Living(Design design) => _world = new World(design);

    public RecordingMeter Meter { get; } = new();

    public SimulationOptions Options { get; init; } = SimulationOptions.Default;

    /// <summary>Shown every packet, with its bytes.</summary>
    public RecordingWatcher? Watcher { get; init; }

    public Simulation Simulation => field ??= new Simulation(_world, Options, Meter, Watcher is null ? [] : [Watcher]);

    public Living Outside(string name, string address, string? behind = null)
    {
        IpAddress[] addresses = [.. address.Split(' ').Select(IpAddress.Parse)];
        _world = _world with { OutsideHosts = _world.OutsideHosts.Add(new OutsideHost(name, [.. addresses]) { Behind = behind }) };
        return this;
    }

    public Living Tcp(string host, ushort port, long responseBytes = 0, IStreamApplication? application = null)
    {
        _world = _world with { Services = _world.Services.Add((host, new HostService(6, port) { ResponseBytes = responseBytes, Streams = application })) };
        return this;
    }

    public Living Udp(string host, ushort port, long responseBytes = 0, IDatagramApplication? application = null)
    {
        _world = _world with { Services = _world.Services.Add((host, new HostService(17, port) { ResponseBytes = responseBytes, Datagrams = application })) };
        return this;
    }

    public Living Link(string host, LinkOptions link)
    {
        _world = _world with { Links = _world.Links.Add((host, link)) };
        return this;
    }

    public Living Firewall(string host, FirewallRule rule)
    {
        _world = _world with { Firewalls = _world.Firewalls.Add((host, rule)) };
        return this;
    }

    /// <summary>Does something and lets time pass until it is over.</summary>
    public ActionResult Do(HostAction action, double seconds = 1000)
    {
        ActionResult result = Simulation.Do(action);
        Simulation.RunToEnd(Simulation.NowNs + (long)(seconds * Second));
        return result;
    }

    /// <summary>Seconds from an action's begin to its end.</summary>
    public static double Took(ActionResult result) => (result.EndNs!.Value - result.StartNs) / (double)Second;
}
