using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Files.Shapes;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Hosts.Processes;

namespace VpcSim.Scenarios.Runs;

/// <summary>Finds steps that their host cannot do whatever the network, before the run. One that says which outcome it expects knows what it does.</summary>
/// <param name="design">The completed design after all changes.</param>
/// <param name="names">Its names.</param>
/// <param name="world">The hosts outside.</param>
/// <param name="problems">Where such steps are noted.</param>
internal sealed class StepCheck(Design design, NameIndex names, ScenarioWorld world, ProblemList problems)
{
    public void Check(ScenarioStep step, HostAction action)
    {
        if (step.Expect?.Outcome is not null || Find(action.From, everyInterface: true) is not { } from) return;
        Placed at = StepActions.FromOf(step);
        if (WhyNotThere(action, from) is { } why) problems.Add(at.Place, why);
        else if (StepActions.PeerOf(step) is { } to) CheckFamilies(action, from, to);
        else if (action is Metadata metadata && !(metadata.OverIPv6 ? from.IPv6 : from.IPv4))
            problems.Add(at.Place, metadata.OverIPv6 ? $"{at} has no IPv6 address to ask the metadata service from; leave ipv6 out" : $"{at} has no IPv4 address to ask the metadata service from; write ipv6: true");
    }

    private static string? WhyNotThere(HostAction action, End from) => action switch
    {
        Boot when from.IsOutside => $"{action.From} lies outside of every VPC: no DHCP server of AWS's answers there; boot hosts of the design",
        Boot when !from.IPv4 => $"{action.From} has no IPv4 address that DHCP could tell it, and DHCPv6 is not modelled; leave the step out",
        Metadata when from.IsOutside => $"{action.From} lies outside of every VPC: it has no metadata service; ask on an instance of the design",
        Time { Server: null } when from.IsOutside => $"{action.From} lies outside of every VPC: Amazon Time Sync does not answer there; name a server",
        Activate { Server: null } when from.IsOutside => $"{action.From} lies outside of every VPC: Amazon's KMS does not answer there; name a server",
        _ => null,
    };

    private void CheckFamilies(HostAction action, End from, Placed to)
    {
        if (!IpAddress.TryParse(to.Text, out IpAddress address))
        {
            if (Find(to.Text, everyInterface: false) is not { } other) return;
            if ((from.IPv4 && other.IPv4) || (from.IPv6 && other.IPv6)) CheckSize(action, from, from.IPv4 && other.IPv4, to.Place);
            else problems.Add(to.Place, $"{action.From} has {from.Families} addresses only and {to} {other.Families} ones only: they cannot speak to each other");
        }
        else if (address.IsIPv4 ? from.IPv4 : from.IPv6) CheckSize(action, from, address.IsIPv4, to.Place);
        else problems.Add(to.Place, $"{action.From} has no {(address.IsIPv4 ? "IPv4" : "IPv6")} address to speak to {to} from");
    }

    private void CheckSize(HostAction action, End from, bool ipv4, Place place)
    {
        int mtu = from.IsOutside ? Host.EthernetMtu : Host.JumboMtu;
        if (action is Ping { DontFragment: true } ping && PingProcess.LengthOf(ping, ipv4) is var length && length > mtu)
            problems.Add(place, $"{ping.From} cannot send a packet of {length} bytes whole: its link's MTU is {mtu} bytes; write dont-fragment: false, or fewer bytes");
    }

    // Null for whoever is not known, or has no address any more: the run tells.
    private End? Find(string name, bool everyInterface)
    {
        bool isAddress = IpAddress.TryParse(name, out IpAddress address);
        foreach (ScenarioHost host in world.Outside)
        {
            if (host.Name.Text == name || (isAddress && host.Addresses.Contains(address)))
                return new End(host.Addresses.Any(static own => own.IsIPv4), host.Addresses.Any(static own => !own.IsIPv4), IsOutside: true);
        }
        if (names.Resolve(name).Interface is not { } eni) return null;
        IEnumerable<NetworkInterface> own = everyInterface && eni.InstanceId is { } instance ? design.NetworkInterfaces.Where(other => other.InstanceId == instance) : [eni];
        var end = new End(own.Any(static known => !known.PrivateAddresses.IsEmpty), own.Any(static known => !known.Ipv6Addresses.IsEmpty), IsOutside: false);
        return end.IPv4 || end.IPv6 ? end : null;
    }

    private readonly record struct End(bool IPv4, bool IPv6, bool IsOutside)
    {
        public string Families => IPv4 ? "IPv4" : "IPv6";
    }
}
