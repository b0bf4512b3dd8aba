using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Judging;

/// <summary>What a run has compared, for those who ask what it is worth.</summary>
internal sealed class Tally
{
    public int Networks { get; private set; }

    public int Packets { get; private set; }

    public int Delivered { get; private set; }

    /// <summary>Packets by the kind of thing that dropped them.</summary>
    public SortedDictionary<string, int> Dropped { get; } = new(StringComparer.Ordinal);

    /// <summary>Packets that each kind of gateway let pass, out and in.</summary>
    public SortedDictionary<string, int> Passed { get; } = new(StringComparer.Ordinal);

    /// <summary>Networks that have a part.</summary>
    public SortedDictionary<string, int> Having { get; } = new(StringComparer.Ordinal);

    /// <summary>Packets that were delivered, by what they are.</summary>
    public SortedDictionary<string, int> Arrived { get; } = new(StringComparer.Ordinal);

    public void Add(NetworkPlan network, IReadOnlyList<Probe> probes, Judgement judgement, IReadOnlyDictionary<string, int> parts)
    {
        Networks++;
        Packets += judgement.Arrivals.Count(place => place != Judgement.Unsent);
        Delivered += judgement.Arrivals.Count(place => place >= 0);
        foreach ((string part, int count) in parts) Count(Passed, part, count);
        foreach (string part in PartsOf(network)) Count(Having, part, 1);
        foreach ((string by, int count) in judgement.Dropped) Count(Dropped, Drops.KindOf(by), count);
        string[] secondary = [.. network.Hosts.SelectMany(host => host.Ipv4.Skip(1).Concat(host.Ipv6.Skip(1)))];
        foreach (Probe probe in probes.Where(probe => judgement.Arrivals[probe.Number] >= 0))
        {
            Count(Arrived, $"{NameOf(Extension.Transport(probe.Packet).Protocol)}", 1);
            if (probe.LaterFragment) Count(Arrived, "later fragments", 1);
            if (probe.IsLate && network.Becomes is not null) Count(Arrived, "after a change", 1);
            if (secondary.Contains(probe.Ends.From) || secondary.Contains(probe.Ends.To)) Count(Arrived, "with secondary addresses", 1);
        }
    }

    /// <summary>What these networks have tried too seldom to tell anything.</summary>
    public IEnumerable<string> Seldom() =>
    [
        .. Drops.Kinds.Where(kind => !Dropped.ContainsKey(kind)).Select(kind => $"nothing is dropped by {kind}"),
        .. from least in Crossings.Least
           let count = Passed.GetValueOrDefault(least.Way) + Arrived.GetValueOrDefault(least.Way)
           where count * 100 < least.InHundredNetworks * Networks
           select $"{least.Way}: {count} in {Networks} networks, less than {least.InHundredNetworks} in 100",
    ];

    public override string ToString() =>
        $"{Networks} networks, {Packets} packets, {Delivered} delivered: {Text(Arrived)}; dropped: {Text(Dropped)}; passed: {Text(Passed)}; networks with: {Text(Having)}";

    private static void Count(SortedDictionary<string, int> counts, string what, int more) => counts[what] = counts.GetValueOrDefault(what) + more;

    private static string NameOf(int protocol) => protocol switch { 6 => "TCP", 17 => "UDP", 1 => "ICMP", 58 => "ICMPv6", _ => "GRE" };

    private static IEnumerable<string> PartsOf(NetworkPlan network) =>
    [
        .. network.Nat is null ? (string[])[] : [network.Nat.IsPublic ? "public NAT gateway" : "private NAT gateway"],
        .. network.Vpcs > 1 ? [$"{network.Vpcs} VPCs"] : (string[])[],
        .. network.HasEgressOnly ? ["route to the egress-only internet gateway"] : (string[])[],
        .. network.Hosts.Any(host => host.Public != 0) ? ["public addresses"] : (string[])[],
        .. network.Hosts.Any(host => host.Addresses > 1) ? ["secondary addresses"] : (string[])[],
        .. network.Becomes is null ? (string[])[] : ["a change"],
    ];

    private static string Text(SortedDictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}
