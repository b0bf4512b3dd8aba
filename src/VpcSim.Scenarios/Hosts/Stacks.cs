using System.Runtime.CompilerServices;
using VpcSim.DataPath.Services;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Processes;
using VpcSim.Scenarios.Hosts.Tcp;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Hosts;

/// <summary>The network stacks of all hosts, and the processes that use them.</summary>
internal sealed class Stacks
{
    private readonly Simulation _simulation;

    public Stacks(Simulation simulation)
    {
        _simulation = simulation;
        Tcp = new TcpStack(simulation);
        Udp = new UdpStack(simulation);
        Icmp = new IcmpStack(simulation);
    }

    public TcpStack Tcp { get; }

    public UdpStack Udp { get; }

    public IcmpStack Icmp { get; }

    /// <summary>By service of the VPC: the host that answers for it.</summary>
    public Host?[] Services { get; } = new Host?[Enum.GetValues<VpcService>().Length];

    /// <summary>By gateway endpoint: the host that answers behind it.</summary>
    public Dictionary<int, Host> Endpoints { get; } = [];

    [MethodImpl(Hot.Path)]
    public void Receive(Packet packet)
    {
        Host host = packet.Receiver!;
        switch (packet.Header.Protocol)
        {
            case 6:
                Tcp.Receive(host, packet);
                break;
            case 17:
                Udp.Receive(host, packet);
                break;
            case 1 or 58:
                Icmp.Receive(host, packet);
                break;
        }
    }

    /// <summary>Begins an action.</summary>
    /// <param name="host">Who does it.</param>
    /// <param name="place">The interface that was named; −1 where none was.</param>
    /// <param name="result">What comes of it.</param>
    public void Begin(Host host, int place, ActionResult result)
    {
        var process = new Process(_simulation, host, place, result);
        switch (result.Action)
        {
            case Ping ping:
                new PingProcess(process, ping).Begin();
                break;
            case Connect connect:
                new ConnectProcess(process, connect).Begin();
                break;
            case Send send:
                new SendProcess(process, send).Begin();
                break;
            case Resolve resolve:
                new ResolveProcess(process, resolve).Begin();
                break;
            case Fetch fetch:
                new FetchProcess(process, fetch).Begin();
                break;
            case Metadata metadata:
                new MetadataProcess(process, metadata).Begin();
                break;
            case Time time:
                new TimeProcess(process, time).Begin();
                break;
            case Activate activate:
                new ActivateProcess(process, activate).Begin();
                break;
            case Boot boot:
                new BootProcess(process, boot).Begin();
                break;
            default:
                throw new SimulationException($"no host knows how to do {result.Action.GetType().Name}");
        }
    }
}
