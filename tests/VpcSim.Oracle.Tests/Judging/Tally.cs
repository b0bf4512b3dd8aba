using VpcSim.Oracle.Tests.Networks;

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

    public void Add(NetworkPlan network, Judgement judgement, IReadOnlyDictionary<string, int> parts)
    {
        Networks++;
        Packets += judgement.Arrivals.Count(place => place != Judgement.Unsent);
        Delivered += judgement.Arrivals.Count(place => place >= 0);
        foreach ((string part, int count) in parts) Passed[part] = Passed.GetValueOrDefault(part) + count;
        foreach (string part in PartsOf(network)) Having[part] = Having.GetValueOrDefault(part) + 1;
        foreach ((string by, int count) in judgement.Dropped)
        {
            string kind = Drops.KindOf(by);
            Dropped[kind] = Dropped.GetValueOrDefault(kind) + count;
        }
    }

    public override string ToString() =>
        $"{Networks} networks, {Packets} packets, {Delivered} delivered; dropped: {Text(Dropped)}; passed: {Text(Passed)}; networks with: {Text(Having)}";

    private static IEnumerable<string> PartsOf(NetworkPlan network) =>
    [
        .. network.Nat is null ? (string[])[] : [network.Nat.IsPublic ? "public NAT gateway" : "private NAT gateway"],
        .. network.Vpcs > 1 ? [$"{network.Vpcs} VPCs"] : (string[])[],
        .. network.HasEgressOnly ? ["route to the egress-only internet gateway"] : (string[])[],
        .. network.Hosts.Any(host => host.HasPublicAddress) ? ["public addresses"] : (string[])[],
        .. network.Becomes is null ? (string[])[] : ["a change"],
    ];

    private static string Text(SortedDictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}
