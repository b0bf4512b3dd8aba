using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>What every process on a host has: where it runs, what it was told, and where its host's routes lead.</summary>
/// <param name="simulation">The world.</param>
/// <param name="host">The host.</param>
/// <param name="place">The interface that was named; −1 where none was.</param>
/// <param name="result">What comes of it.</param>
internal sealed partial class Process(Simulation simulation, Host host, int place, ActionResult result)
{
    public Simulation Simulation => simulation;

    public Host Host => host;

    public ActionResult Result => result;

    public long NowNs => simulation.NowNs;

    public void End(ActionOutcome outcome, string? answer = null) => result.End(outcome, simulation.NowNs, answer);

    /// <summary>Ends what the host cannot do, whatever the network.</summary>
    public void CannotDo(ActionOutcome outcome, string why) => result.End(outcome, simulation.NowNs, why, couldNotBeDone: true);

    /// <summary>Does something after a while, unless the action is over by then.</summary>
    public void After(long ns, Action call) => simulation.At(simulation.NowNs + ns, () =>
    {
        if (!result.IsOver) call();
    });

    /// <summary>Looks for the address of a host, by name or as it is written, of a family that this host has too if there is one. A name that DNS must tell has none here.</summary>
    public bool TryFindAddress(string to, bool prefersIPv6, out IpAddress address)
    {
        if (IpAddress.TryParse(to, out address)) return true;
        if (!simulation.Book.TryFind(to, out Host? target, out int at, out _)) return false;
        IpAddress? first = AddressOf(target!, at, ipv6: prefersIPv6), second = AddressOf(target!, at, ipv6: !prefersIPv6);
        bool takesSecond = first is null || (second is { } other && !TryRoute(first.Value, out _, out _) && TryRoute(other, out _, out _));
        IpAddress? found = takesSecond ? second : first;
        address = found ?? default;
        return found is not null;
    }

    /// <summary>Whether the host has an address of a family to speak from.</summary>
    public bool HasAddress(bool ipv6) => host.Kind == HostKind.Inside
        ? OwnAddress(simulation.Design.NetworkInterfaces[Interface], ipv6) is not null
        : host.AddressList.Exists(address => address.IsIPv4 != ipv6);

    /// <summary>The interface and the address that the host speaks to an address from.</summary>
    /// <returns>False where it has no address of that family.</returns>
    public bool TryRoute(IpAddress to, out int from, out WireAddress source)
    {
        from = -1;
        source = default;
        if (host.Kind != HostKind.Inside)
        {
            foreach (IpAddress own in host.AddressList)
            {
                if (own.IsIPv4 != to.IsIPv4) continue;
                source = own.ToWireAddress();
                return true;
            }
            return false;
        }
        from = place >= 0 && place != host.InterfaceList[0] ? place : InterfaceTowards(to);
        if (OwnAddress(simulation.Design.NetworkInterfaces[from], !to.IsIPv4) is not { } address) return false;
        source = address.ToWireAddress();
        return true;
    }

    // A neighbour of one of its subnets is reached by the interface there, everybody else by the primary one.
    private int InterfaceTowards(IpAddress to)
    {
        if (host.InterfaceList.Count > 1)
        {
            foreach (int own in host.InterfaceList)
            {
                string subnet = simulation.Design.NetworkInterfaces[own].SubnetId;
                foreach (var known in simulation.Design.Subnets)
                    if (known.Id == subnet && known.Contains(to)) return own;
            }
        }
        return host.InterfaceList[0];
    }

    // Whoever is on the internet knows public addresses only; one that has none is asked at its private one, in vain.
    private IpAddress? AddressOf(Host target, int at, bool ipv6)
    {
        if (target.Kind != HostKind.Inside)
        {
            foreach (IpAddress address in target.AddressList)
                if (address.IsIPv4 != ipv6) return address;
            return null;
        }
        NetworkInterface eni = simulation.Design.NetworkInterfaces[at >= 0 ? at : target.InterfaceList[0]];
        if (ipv6) return OwnAddress(eni, ipv6: true);
        if (eni.PrivateAddresses is not [var primary, ..]) return null;
        if (!simulation.IsOnInternet(host)) return primary.Address;
        foreach (PrivateAddress address in eni.PrivateAddresses)
            if (address.PublicAddress is { } known) return known;
        return primary.Address;
    }

    private static IpAddress? OwnAddress(NetworkInterface eni, bool ipv6) => ipv6
        ? eni.Ipv6Addresses is [var first, ..] ? first : null
        : eni.PrivateAddresses is [var primary, ..] ? primary.Address : null;
}
