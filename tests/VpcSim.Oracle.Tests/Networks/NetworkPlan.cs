using System.Collections.Immutable;

namespace VpcSim.Oracle.Tests.Networks;

/// <summary>A network that both judges can build: a VPC 10.0.0.0/16 with an internet gateway and a virtual private gateway.</summary>
/// <param name="Subnets">One to three.</param>
/// <param name="Hosts">Two to eight.</param>
/// <param name="Groups">Its security groups.</param>
/// <param name="Acls">Its network ACLs.</param>
/// <param name="Tables">Its route tables.</param>
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
    ImmutableArray<SubnetPlan> Subnets,
    ImmutableArray<HostPlan> Hosts,
    ImmutableArray<GroupPlan> Groups,
    ImmutableArray<AclPlan> Acls,
    ImmutableArray<TablePlan> Tables,
    bool TracksFromTheMiddle,
    bool HasErrors,
    NetworkPlan? Becomes = null)
{
    /// <summary>The hosts that are in a group.</summary>
    public IEnumerable<HostPlan> MembersOf(string group) => Hosts.Where(host => host.Groups.Any(member => Groups[member].Name == group));
}

/// <summary>A subnet: third byte of its addresses, route table and network ACL by their places.</summary>
internal sealed record SubnetPlan(int Number, int Table, int Acl)
{
    public string Name => $"s{Number}";

    public string Ipv4 => $"10.0.{Number}.0/24";

    public string Ipv6 => $"{Places.VpcIpv6}{Number}::/64";
}

/// <summary>An interface of a subnet, with its groups by their places.</summary>
internal sealed record HostPlan(int Number, SubnetPlan Subnet, ImmutableArray<int> Groups, bool HasPublicAddress, bool Checks)
{
    public string Name => $"h{Number}";

    public string Ipv4 => $"10.0.{Subnet.Number}.{10 + Number}";

    public string Ipv6 => $"{Places.VpcIpv6}{Subnet.Number}::1{Number}";

    public string PublicIpv4 => $"54.0.0.{10 + Number}";

    public string AddressOf(bool ipv6) => ipv6 ? Ipv6 : Ipv4;
}

/// <summary>A security group.</summary>
internal sealed record GroupPlan(string Name, ImmutableArray<RulePlan> Inbound, ImmutableArray<RulePlan> Outbound);

/// <summary>What a rule matches: a protocol or −1, ports or ICMP type and code or −1, and a block or the name of a group.</summary>
internal sealed record RulePlan(int Protocol, int From, int To, string Peer)
{
    public bool IsIpv6 => Peer.Contains(':');

    public bool NamesGroup => Peer.StartsWith('g');

    public bool IsIcmp => Protocol is 1 or 58;
}

/// <summary>A network ACL.</summary>
internal sealed record AclPlan(string Name, ImmutableArray<EntryPlan> Entries);

/// <summary>An entry of a network ACL.</summary>
internal sealed record EntryPlan(int Number, bool Egress, bool Allow, RulePlan Match);

/// <summary>A route table; local routes go without saying.</summary>
internal sealed record TablePlan(string Name, ImmutableArray<RoutePlan> Routes);

/// <summary>A route to <c>igw</c>, <c>vgw</c> or <c>gone</c>, a NAT gateway that does not exist.</summary>
internal sealed record RoutePlan(string Destination, string Target)
{
    public bool IsIpv6 => Destination.Contains(':');
}
