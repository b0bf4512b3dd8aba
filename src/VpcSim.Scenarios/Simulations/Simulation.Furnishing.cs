using VpcSim.Model.Enis;
using VpcSim.Scenarios.Hosts;

namespace VpcSim.Scenarios.Simulations;

// What runs on hosts, what filters there, and the links that join them.
public sealed partial class Simulation
{
    // In the order of the world, until a change launches their host.
    private readonly List<(string Host, Action<Host> Furnish)> _awaited = [];

    private void Furnish()
    {
        RunWhatListens();
        foreach ((string name, HostService service) in _world.Services) Furnish(name, host => host.Run(service));
        foreach ((string name, FirewallRule rule) in _world.Firewalls) Furnish(name, host => host.Add(rule));
        foreach ((string name, LinkOptions link) in _world.Links)
            if (name != "internet") Furnish(name, host => Join(host, link));
        foreach ((string name, LinkOptions link) in _world.Links)
        {
            if (name != "internet") continue;
            foreach (Host host in _book.Hosts)
                if (host is { Kind: HostKind.Outside, Out: null } && _entrances.IsOnInternet(host)) Join(host, link);
        }
    }

    private void Furnish(string name, Action<Host> furnish)
    {
        if (_world.AwaitsHosts && !Knows(name)) _awaited.Add((name, furnish));
        else furnish(HostCalled(name));
    }

    private void FurnishAwaited()
    {
        for (int i = 0; i < _awaited.Count;)
        {
            (string name, Action<Host> furnish) = _awaited[i];
            if (!Knows(name))
            {
                i++;
                continue;
            }
            furnish(HostCalled(name));
            _awaited.RemoveAt(i);
        }
    }

    /// <summary>What the design tells of its databases, load balancers and the like; what the world says of them comes behind.</summary>
    private void RunWhatListens()
    {
        foreach (Host host in _book.Hosts)
        {
            foreach (int place in host.Interfaces)
                foreach (ListeningPort port in Design.NetworkInterfaces[place].ListeningPorts) host.Run(new HostService((byte)port.Protocol, (ushort)port.Port));
        }
    }

    private void Join(Host host, LinkOptions link)
    {
        if (link.WhatIsWrong is { } wrong) throw new SimulationException($"the link of '{host.Name}': {wrong}");
        if (link.IsIdeal) return;
        host.Out = new Link(link, Chance);
        host.In = new Link(link, Chance);
    }
}
