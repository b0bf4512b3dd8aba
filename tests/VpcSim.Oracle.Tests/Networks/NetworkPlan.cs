using System.Collections.Immutable;
using System.Net;

namespace VpcSim.Oracle.Tests.Networks;

/// <summary>
/// A network that both judges can build: a VPC 10.0.0.0/16 with an internet gateway, an egress-only internet gateway, a virtual private gateway and perhaps a NAT gateway,
/// peered with up to two other VPCs, which have nothing but hosts.
/// </summary>
/// <param name="Vpcs">How many VPCs: one to three.</param>
/// <param name="Subnets">One to four.</param>
/// <param name="Hosts">Two to eight.</param>
/// <param name="Groups">Security groups; each VPC has the same ones under other names.</param>
/// <param name="Acls">Network ACLs, likewise.</param>
/// <param name="Tables">Route tables.</param>
/// <param name="Nat">The NAT gateway; null for none.</param>
/// <param name="TracksFromTheMiddle">Whether TCP is tracked though its SYN was not seen: a setting of both judges.</param>
/// <param name="HasErrors">
/// Whether ICMP errors about TCP and UDP are sent. AWS keeps no state of flows that rules open to everybody both ways (EC2 guide, "Untracked connections"), which the
/// kernel does: where there are errors, no rule names everybody in one block.
/// </param>
/// <param name="Becomes">
/// What the network is changed into under way: other rules, entries and routes; null for no change. Only where every flow is tracked (<paramref name="HasErrors"/>), since AWS
/// ends an untracked flow with its rule, and TCP is tracked from the middle, since the kernel does not count data as its connection's before it has seen the SYN-ACK.
/// </param>
internal sealed record NetworkPlan(
    int Vpcs,
    ImmutableArray<SubnetPlan> Subnets,
    ImmutableArray<HostPlan> Hosts,
    ImmutableArray<GroupPlan> Groups,
    ImmutableArray<AclPlan> Acls,
    ImmutableArray<TablePlan> Tables,
    NatPlan? Nat,
    bool TracksFromTheMiddle,
    bool HasErrors,
    NetworkPlan? Becomes = null)
{
    /// <summary>The hosts that are in a group.</summary>
    public IEnumerable<HostPlan> MembersOf(string group) => Hosts.Where(host => host.Groups.Any(member => Groups[member].Name == group));

    /// <summary>Whether a route of the host's subnet leads to the NAT gateway, before or after a change.</summary>
    public bool IsBehindNat(HostPlan host) => Tables[host.Subnet.Table].LeadsTo("nat") || Becomes?.Tables[host.Subnet.Table].LeadsTo("nat") == true;

    public bool HasEgressOnly => Tables.Any(table => table.LeadsTo("eigw")) || Becomes?.HasEgressOnly == true;

    /// <summary>Private and public addresses that the internet gateway translates into each other.</summary>
    public IEnumerable<(string Private, string Public)> Elastic =>
    [
        .. Hosts.SelectMany(host => host.Ipv4.Where(host.IsPublic).Select(address => (address, NatPlan.PublicOf(address)))),
        .. Nat is { IsPublic: true } ? [(Nat.Ipv4, NatPlan.PublicOf(Nat.Ipv4))] : ((string, string)[])[],
    ];
}

/// <summary>A subnet: its VPC, third byte of its addresses, route table and network ACL by their places.</summary>
internal sealed record SubnetPlan(int Number, int Vpc, int Table, int Acl)
{
    public string Name => $"s{Number}";

    public string Ipv4 => $"10.{Vpc}.{Number}.0/24";

    public string Ipv6 => $"{Places.Ipv6Of(Vpc)}{Number}::/64";
}

/// <summary>An interface of a subnet.</summary>
/// <param name="Number">Its number in the network.</param>
/// <param name="Subnet">Its subnet.</param>
/// <param name="Groups">Its groups by their places.</param>
/// <param name="Addresses">How many addresses it has of each family: one to three.</param>
/// <param name="Public">Bit by bit, whether an Elastic IP belongs to the first, second, third of its private IPv4 addresses.</param>
/// <param name="Checks">Source/destination check.</param>
internal sealed record HostPlan(int Number, SubnetPlan Subnet, ImmutableArray<int> Groups, int Addresses, int Public, bool Checks)
{
    public const int MostAddresses = 3;

    public string Name => $"h{Number}";

    /// <summary>Its private IPv4 addresses, the primary one first.</summary>
    public string[] Ipv4 => [.. Enumerable.Range(0, Addresses).Select(i => $"10.{Subnet.Vpc}.{Subnet.Number}.{10 + 30 * i + Number}")];

    public string[] Ipv6 => [.. Enumerable.Range(0, Addresses).Select(i => $"{Places.Ipv6Of(Subnet.Vpc)}{Subnet.Number}::{1 + i}{Number}")];

    public string[] AddressesOf(bool ipv6) => ipv6 ? Ipv6 : Ipv4;

    public bool Has(string address) => AddressesOf(address.Contains(':')).Contains(address);

    public bool IsPublic(string address) => Array.IndexOf(Ipv4, address) is >= 0 and int place && (Public >> place & 1) != 0;
}

/// <summary>A NAT gateway in a subnet of the first VPC: public, or private without Elastic IP.</summary>
internal sealed record NatPlan(SubnetPlan Subnet, bool IsPublic)
{
    /// <summary>The first port that a NAT gateway gives. (VPC guide, "NAT gateway basics": 1024 to 65535)</summary>
    public const int FirstPort = 1024;

    /// <summary>A port that no NAT gateway gives to anybody.</summary>
    public const int StrangersPort = 7;

    public string Ipv4 => $"10.0.{Subnet.Number}.220";

    public string PublicIpv4 => PublicOf(Ipv4);

    /// <summary>A public address whose sum is the private one's: what quotes it keeps its checksum, so that the kernel can translate quotes without a connection.</summary>
    /// <param name="address">An address of the first VPC.</param>
    public static string PublicOf(string address)
    {
        string[] bytes = address.Split('.');
        return $"3.0.{int.Parse(bytes[2]) + 7}.{bytes[3]}";
    }
}

/// <summary>A security group of a VPC.</summary>
internal sealed record GroupPlan(string Name, ImmutableArray<RulePlan> Inbound, ImmutableArray<RulePlan> Outbound, int Vpc = 0);

/// <summary>What a rule matches: a protocol or −1, ports or ICMP type and code or −1, and a block or the name of a group.</summary>
internal sealed record RulePlan(int Protocol, int From, int To, string Peer)
{
    public bool IsIpv6 => Peer.Contains(':');

    public bool NamesGroup => Peer.StartsWith('g');

    public bool IsIcmp => Protocol is 1 or 58;
}

/// <summary>A network ACL of a VPC.</summary>
internal sealed record AclPlan(string Name, ImmutableArray<EntryPlan> Entries, int Vpc = 0);

/// <summary>An entry of a network ACL.</summary>
internal sealed record EntryPlan(int Number, bool Egress, bool Allow, RulePlan Match);

/// <summary>A route table of a VPC; local routes go without saying.</summary>
internal sealed record TablePlan(string Name, ImmutableArray<RoutePlan> Routes, int Vpc = 0)
{
    public bool LeadsTo(string target) => Routes.Any(route => route.Target == target);

    /// <summary>Where the most specific route to an address leads; null without a route.</summary>
    public string? TargetOf(string address) =>
        Routes.Where(route => route.IsIpv6 == address.Contains(':') && IPNetwork.Parse(route.Destination).Contains(IPAddress.Parse(address)))
            .MaxBy(route => IPNetwork.Parse(route.Destination).PrefixLength)?.Target;
}

/// <summary>A route to <c>igw</c>, <c>vgw</c>, <c>nat</c>, <c>eigw</c>, <c>pcx1</c>, <c>pcx2</c> or <c>gone</c>, a NAT gateway that does not exist.</summary>
internal sealed record RoutePlan(string Destination, string Target)
{
    public bool IsIpv6 => Destination.Contains(':');
}
