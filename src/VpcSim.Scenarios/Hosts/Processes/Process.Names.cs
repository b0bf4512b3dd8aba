using VpcSim.Model.Addressing;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Protocols;

namespace VpcSim.Scenarios.Hosts.Processes;

// How processes come from names to addresses.
internal sealed partial class Process
{
    private const string AmazonProvidedDns = "AmazonProvidedDNS";
    private static readonly IpAddress AmazonDnsIPv6 = new(0xFD00_0EC2_0000_0000, 0x253);

    /// <summary>The interface that it speaks by to its neighbours: the one that was named, else the primary one.</summary>
    public int Interface => place >= 0 ? place : host.InterfaceList[0];

    /// <summary>Where the host asks for names: what DHCP told it, or would tell it at boot.</summary>
    public IReadOnlyList<IpAddress> DnsServers => host.DnsServers.Count > 0 || host.Kind != HostKind.Inside ? host.DnsServers : ServersOfOptionSet();

    /// <summary>Finds an address, by DNS where it must be, and goes on with it; else the action is over.</summary>
    /// <param name="to">A host's name, an address, or a name that DNS knows.</param>
    /// <param name="prefersIPv6">Whether an IPv6 address is taken before an IPv4 one.</param>
    /// <param name="then">What to do with it.</param>
    public void Find(string to, bool prefersIPv6, Action<IpAddress> then)
    {
        if (TryFindAddress(to, prefersIPv6, out IpAddress address))
        {
            then(address);
            return;
        }
        to = simulation.Book.NameInDns(to) ?? to;
        if (!to.Contains('.', StringComparison.Ordinal) || !KnowsNames)
        {
            simulation.Book.TryFind(to, out _, out _, out string why);
            CannotDo(ActionOutcome.Failed, why.Length > 0 ? why : $"'{to}' has no address to speak to");
            return;
        }
        ushort[] families = [.. (prefersIPv6 ? [DnsMessage.Aaaa, DnsMessage.A] : (ushort[])[DnsMessage.A, DnsMessage.Aaaa]).Where(type => HasAddress(ipv6: type == DnsMessage.Aaaa))];
        if (families.Length > 0) Ask(to, families, then);
        else CannotDo(ActionOutcome.Unreachable, $"{host.Name} has no address to speak from");
    }

    // A name that has no address of the first family may have one of the second.
    private void Ask(string name, ReadOnlyMemory<ushort> families, Action<IpAddress> then) => Ask(name, families.Span[0], DnsServers, answer =>
    {
        if (result.IsOver) return;
        if (answer is null) End(ActionOutcome.TimedOut, $"no DNS server answered for {name}");
        else if (answer.Values.Count > 0) then(IpAddress.Parse(answer.Values[0]));
        else if (answer.Code == 0 && families.Length > 1) Ask(name, families[1..], then);
        else CannotDo(ActionOutcome.Failed, $"DNS for {name}: {TextOf(answer)}");
    });

    /// <summary>Whether anybody answers it for names: DNS servers that it knows, or of a host outside a resolver out there.</summary>
    public bool KnowsNames => DnsServers.Count > 0 || (host.Kind == HostKind.Outside && simulation.NamesOutside is not null);

    /// <summary>Asks servers for a name; where there are none, and the host lies outside, the resolver that it has out there, whose packets are none of the design's.</summary>
    public void Ask(string name, ushort type, IReadOnlyList<IpAddress> servers, Action<DnsAnswer?> then)
    {
        if (servers.Count > 0 || host.Kind != HostKind.Outside || simulation.NamesOutside is not { } names)
        {
            new DnsClient(this, name, type, servers, then).Begin();
            return;
        }
        result.Requests++;
        result.Answers++;
        then(names(name, type));
    }

    public static string TextOf(DnsAnswer answer) => answer.Code switch
    {
        0 when answer.Values.Count > 0 => string.Join(", ", answer.Values),
        0 => "no record of that type",
        1 => "FORMERR",
        2 => "SERVFAIL",
        3 => "NXDOMAIN",
        5 => "REFUSED",
        _ => $"code {answer.Code}",
    };

    // VPC guide, "DHCP option sets": the Amazon DNS server is at the VPC's base plus two, and at fd00:ec2::253.
    private List<IpAddress> ServersOfOptionSet()
    {
        string subnetId = simulation.Design.NetworkInterfaces[Interface].SubnetId;
        Subnet? subnet = simulation.Design.Subnets.FirstOrDefault(known => known.Id == subnetId);
        Vpc? vpc = simulation.Design.Vpcs.FirstOrDefault(known => known.Id == subnet?.VpcId);
        if (vpc is null) return [];
        DhcpOptions? options = simulation.Design.DhcpOptions.FirstOrDefault(known => known.Id == vpc.DhcpOptionsId);
        var servers = new List<IpAddress>();
        foreach (string server in options?.DomainNameServers ?? [AmazonProvidedDns])
        {
            if (server == AmazonProvidedDns) servers.Add(HasAddress(ipv6: false) ? vpc.CidrBlock.Network + 2 : AmazonDnsIPv6);
            else if (IpAddress.TryParse(server, out IpAddress address)) servers.Add(address);
        }
        return servers;
    }
}
