using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Engine.Chance;
using VpcSim.Engine.Scheduling;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Hosts.Protocols;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Scenarios.Simulations;

/// <summary>A design with living hosts: they send packets, the data path decides about them, and those that arrive are answered.</summary>
/// <remarks>One thread owns it. Everything happens in the order (time, sequence number); the same world, options and calls give the same packets.</remarks>
public sealed partial class Simulation
{
    private const int SweepEvery = 1024;
    private readonly EventQueue<Due> _events = new();
    private readonly PacketPool _packets = new();
    private readonly Calls _calls = new();
    private readonly AddressBook _book = new();
    private readonly World _world;
    private readonly DataPathSettings _settings;
    private readonly DataPath.DataPath _dataPath;
    private readonly Watchers? _watchers;
    private readonly Entrances _entrances;
    private readonly Stacks _stacks;
    private bool _repeats;
    private int _era = 1;
    private long _handled;

    /// <param name="world">The design and the hosts.</param>
    /// <param name="options">Start, seed, switches.</param>
    /// <param name="meter">Where flow logs count.</param>
    /// <param name="watchers">Who is shown packets as they enter, with the walk that they took; frames begin with the IP header.</param>
    /// <exception cref="SimulationException">AWS would refuse the design, or a name of the world is nobody's.</exception>
    public Simulation(World world, SimulationOptions options, IFlowMeter meter, params IReadOnlyList<IReplayWatcher> watchers)
    {
        _world = world;
        _settings = options.Settings;
        Design = Complete(world.Design);
        _repeats = !HoldsSameAddresses(Design);
        Fabric = Fabric.Compile(Design, _settings);
        _dataPath = new DataPath.DataPath(Fabric, meter, _settings);
        _entrances = new Entrances(Fabric, _dataPath);
        Chance = new SeededChance(options.Seed);
        _events.AdvanceTo(options.StartNs);
        _book.Adopt(Design);
        foreach (OutsideHost host in world.OutsideHosts) _entrances.Place(_book.AddOutside(host));
        _stacks = new Stacks(this);
        Furnish();
        if (watchers.Count == 0) return;
        _watchers = new Watchers(watchers);
        _dataPath.Record();
    }

    /// <summary>Told when the design has changed: the design, completed, and when in nanoseconds since 1970.</summary>
    public event Action<Design, long>? Changed;

    /// <summary>The design as it is now, completed.</summary>
    public Design Design { get; private set; }

    /// <summary>The same, compiled.</summary>
    public Fabric Fabric { get; private set; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long NowNs => _events.NowNs;

    /// <summary>Packets that entered the network so far.</summary>
    public long Packets { get; private set; }

    /// <summary>Packets that links lost.</summary>
    public long Lost { get; private set; }

    /// <summary>When the latest packet entered, in nanoseconds since 1970; null where none did. Flow logs are finished with it.</summary>
    public long? LastPacketNs { get; private set; }

    /// <summary>Words for the numbers of verdicts.</summary>
    public VerdictBook Verdicts => _dataPath.Verdicts;

    /// <summary>Packets that the VPC made itself: ICMP errors, a NAT gateway's RST.</summary>
    public long Generated => _dataPath.Generated;

    /// <summary>Packets that walked the stages; all others repeated a remembered way.</summary>
    public long Walks => _dataPath.Walks;

    /// <summary>Actions that are not over.</summary>
    public int Pending { get; private set; }

    public IReadOnlyList<Host> Hosts => _book.Hosts;

    internal SeededChance Chance { get; }

    /// <summary>What a host outside learns of a name by whatever resolver it has; null where nobody answers for names.</summary>
    internal Func<string, ushort, DnsAnswer>? NamesOutside { get; set; }

    /// <summary>The host that a name stands for: an instance, an interface, an outside host, an address of one.</summary>
    /// <exception cref="SimulationException">Nobody is called so; the message says the nearest names.</exception>
    public Host HostCalled(string name) => _book.Find(name).Host;

    /// <summary>Whether a name stands for a host now.</summary>
    public bool Knows(string name) => _book.TryFind(name, out _, out _, out _);

    /// <summary>The host that an interface belongs to.</summary>
    /// <param name="place">The interface's place in the design.</param>
    public Host HostOfInterface(int place) => _book.OfInterface(place);

    /// <summary>Adds the host that answers for a service of the VPC; packets come to it by what the data path says of them, whatever the address.</summary>
    /// <param name="service">The service.</param>
    /// <param name="name">A name for messages.</param>
    public Host AddService(VpcService service, string name) => _stacks.Services[(int)service] = _book.AddService(name, [], service, -1);

    /// <summary>Adds the host that answers behind a gateway endpoint.</summary>
    /// <param name="endpoint">The endpoint's place in the design.</param>
    /// <param name="name">A name for messages.</param>
    public Host AddEndpointService(int endpoint, string name) => _stacks.Endpoints[endpoint] = _book.AddService(name, [], null, endpoint);

    /// <summary>Begins an action now.</summary>
    /// <exception cref="SimulationException">A name is nobody's.</exception>
    public ActionResult Do(HostAction action) => Do(action, NowNs);

    /// <summary>Begins an action at a time.</summary>
    /// <param name="action">The action.</param>
    /// <param name="timeNs">In nanoseconds since 1970, not before <see cref="NowNs"/>.</param>
    /// <exception cref="SimulationException">The name of its host is nobody's, or a size or count is none.</exception>
    public ActionResult Do(HostAction action, long timeNs)
    {
        if (ActionChecks.WhatIsWrong(action) is { } wrong) throw new SimulationException(wrong);
        (Host host, int place) = _book.Find(action.From);
        var result = new ActionResult(action, timeNs, Ended);
        Pending++;
        At(timeNs, () => _stacks.Begin(host, place, result));
        return result;
    }

    /// <summary>Puts something on the timeline.</summary>
    /// <param name="timeNs">In nanoseconds since 1970, not before <see cref="NowNs"/>.</param>
    /// <param name="call">What happens then.</param>
    public void At(long timeNs, Action call) => _events.Push(timeNs, new Due(Happening.Call, _calls.Keep(call)));

    /// <summary>Changes the design now, by a request of AWS's API or an event of a link. What is tracked lives on.</summary>
    /// <exception cref="ChangeRefusedException">AWS refuses the request; nothing has changed.</exception>
    public void Change(DesignChange change) => Adopt(change.Apply(Design, NowNs, _world.Provisioning));

    /// <summary>Changes the design now. What was there must keep its place in its list.</summary>
    /// <param name="change">Makes the changed design of the completed one.</param>
    /// <exception cref="SimulationException">AWS would refuse the changed design; nothing has changed.</exception>
    public void Change(Func<Design, Design> change) => Adopt(Complete(change(Design)));

    /// <summary>Lets happen what is due, and moves the clock.</summary>
    /// <param name="timeNs">In nanoseconds since 1970: what is due then still happens.</param>
    public void RunUntil(long timeNs)
    {
        while (_events.TryPopDue(timeNs, out _, out Due due)) Handle(due);
        if (timeNs > NowNs) _events.AdvanceTo(timeNs);
    }

    /// <summary>Lets happen what is due until every action is over.</summary>
    /// <param name="untilNs">A bound in nanoseconds since 1970.</param>
    /// <returns>False where the bound came first.</returns>
    public bool RunToEnd(long untilNs)
    {
        while (Pending > 0 && _events.TryPopDue(untilNs, out _, out Due due)) Handle(due);
        return Pending == 0;
    }

    /// <summary>Lets happen what is due until an action is over.</summary>
    /// <param name="result">Of an action of this simulation.</param>
    /// <param name="untilNs">A bound in nanoseconds since 1970.</param>
    /// <returns>False where the bound came first.</returns>
    public bool RunUntilOver(ActionResult result, long untilNs)
    {
        while (!result.IsOver && _events.TryPopDue(untilNs, out _, out Due due)) Handle(due);
        return result.IsOver;
    }

    private void Handle(Due due)
    {
        switch (due.What)
        {
            case Happening.Enter:
                Enter(_packets[due.Index]);
                break;
            case Happening.Arrive:
                Packet packet = _packets[due.Index];
                _stacks.Receive(packet);
                _packets.Give(packet);
                break;
            case Happening.Call:
                _calls.Take(due.Index)();
                break;
            default:
                _stacks.Tcp.OnTimer(due);
                break;
        }
        if (++_handled % SweepEvery == 0) _dataPath.Sweep(SweepEvery / 8, NowNs);
    }

    private void Ended() => Pending--;

    private void Adopt(Design next)
    {
        Fabric fabric = Fabric.Succeed(next, _settings);
        _book.Adopt(next);
        (Design, Fabric) = (next, fabric);
        _dataPath.Change(fabric);
        _entrances.Adopt(fabric, _book.Hosts);
        _repeats = !HoldsSameAddresses(next);
        _era++;
        FurnishAwaited();
        _watchers?.Changed(fabric);
        Changed?.Invoke(next, NowNs);
    }

    // Of two VPCs with the same addresses, conversations that look alike are not the same: each packet walks.
    private static bool HoldsSameAddresses(Design design)
    {
        for (int i = 0; i < design.Vpcs.Length; i++)
            for (int j = 0; j < i; j++)
                foreach (Cidr one in design.Vpcs[i].AllCidrBlocks)
                    foreach (Cidr other in design.Vpcs[j].AllCidrBlocks)
                        if (one.Contains(other) || other.Contains(one)) return true;
        return false;
    }

    private Design Complete(Design design)
    {
        ProvisionResult result = Provisioner.Provision(design, _world.Provisioning);
        return result.Errors.IsEmpty ? result.Design : throw new SimulationException($"AWS would refuse the design:\n{string.Join('\n', result.Errors)}");
    }
}
