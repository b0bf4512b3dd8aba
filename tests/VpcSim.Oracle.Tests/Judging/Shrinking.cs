using System.Collections.Immutable;
using VpcSim.Oracle.Tests.Kernel;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Judging;

/// <summary>Makes a disagreement small: takes away packets, rules, entries and routes as long as the judges still disagree in the same.</summary>
internal static class Shrinking
{
    /// <summary>The smallest case that was found, as text.</summary>
    public static string Smallest(KernelNetwork kernel, NetworkPlan network, Probe[] probes, Disagreement found)
    {
        bool Disagree(NetworkPlan smaller, Probe[] fewer) => Comparison.Of(kernel, smaller, fewer, null)?.About == found.About;
        probes = Fewer(probes, fewer => Disagree(network, fewer));
        for (bool shrunk = true; shrunk;)
        {
            shrunk = false;
            foreach (NetworkPlan smaller in Smaller(network))
            {
                if (!Disagree(smaller, probes)) continue;
                (network, shrunk) = (smaller, true);
                break;
            }
        }
        string packets = string.Join('\n', probes.Select(probe => probe.ToString()));
        return $"{Comparison.Of(kernel, network, probes, null)}\n{packets}\n{Describe(network)}";
    }

    private static Probe[] Fewer(Probe[] probes, Func<Probe[], bool> disagree)
    {
        for (int size = probes.Length / 2; size >= 1; size = size == 1 ? 0 : (size + 1) / 2)
            for (int from = 0; from < probes.Length;)
            {
                Probe[] fewer = Renumbered([.. probes[..from], .. probes[Math.Min(probes.Length, from + size)..]]);
                if (fewer.Length > 0 && disagree(fewer)) probes = fewer;
                else from += size;
            }
        return probes;
    }

    // A later fragment goes with its first one.
    private static Probe[] Renumbered(Probe[] probes)
    {
        var kept = new List<Probe>();
        var numbers = new Dictionary<int, int>();
        for (int i = 0; i < probes.Length; i++)
        {
            bool first = i + 1 < probes.Length && probes[i + 1].LaterFragment;
            bool whole = probes[i].LaterFragment ? i > 0 && probes[i - 1].Number == probes[i].Number - 1 : first || !probes[i].IsFirstFragment;
            if (!whole) continue;
            numbers[probes[i].Number] = kept.Count;
            kept.Add(probes[i]);
        }
        return [.. kept.Select((probe, number) => probe.Renumbered(number, numbers))];
    }

    private static IEnumerable<NetworkPlan> Smaller(NetworkPlan network)
    {
        if (network.Becomes is { } later)
        {
            yield return network with { Becomes = null };
            foreach (NetworkPlan smaller in Smaller(later)) yield return network with { Becomes = smaller };
        }
        for (int group = 0; group < network.Groups.Length; group++)
        {
            GroupPlan whole = network.Groups[group];
            for (int rule = 0; rule < whole.Inbound.Length; rule++) yield return network with { Groups = network.Groups.SetItem(group, whole with { Inbound = whole.Inbound.RemoveAt(rule) }) };
            for (int rule = 0; rule < whole.Outbound.Length; rule++) yield return network with { Groups = network.Groups.SetItem(group, whole with { Outbound = whole.Outbound.RemoveAt(rule) }) };
        }
        for (int acl = 0; acl < network.Acls.Length; acl++)
            for (int entry = 0; entry < network.Acls[acl].Entries.Length; entry++)
                yield return network with { Acls = network.Acls.SetItem(acl, network.Acls[acl] with { Entries = network.Acls[acl].Entries.RemoveAt(entry) }) };
        for (int table = 0; table < network.Tables.Length; table++)
            for (int route = 0; route < network.Tables[table].Routes.Length; route++)
                yield return network with { Tables = network.Tables.SetItem(table, network.Tables[table] with { Routes = network.Tables[table].Routes.RemoveAt(route) }) };
    }

    private static string Describe(NetworkPlan network) => string.Join('\n',
    [
        network.Nat is null ? "no NAT gateway" : $"NAT gateway {network.Nat.Ipv4} {(network.Nat.IsPublic ? network.Nat.PublicIpv4 : "private")}",
        network.TracksFromTheMiddle ? "TCP tracked from the middle" : "TCP tracked from its SYN",
        .. network.Subnets.Select(subnet => $"{subnet.Name}: {network.Tables[subnet.Table].Name}, {network.Acls[subnet.Acl].Name}"),
        .. network.Hosts.Select(host => $"{host.Name}: {string.Join(' ', host.Ipv4)} {string.Join(' ', host.Ipv6)} groups {string.Join(' ', host.Groups.Select(group => network.Groups[group].Name))}"
            + $"{string.Concat(host.Ipv4.Where(host.IsPublic).Select(address => $" {address} is public"))}{(host.Checks ? "" : " no source check")}"),
        .. network.Groups.Select(group => $"{group.Name}: in {Rules(group.Inbound)}; out {Rules(group.Outbound)}"),
        .. network.Acls.Select(acl => $"{acl.Name}: {string.Join(", ", acl.Entries.Select(entry => $"{(entry.Egress ? "out" : "in")} {entry.Number} {(entry.Allow ? "allow" : "deny")} {Rule(entry.Match)}"))}"),
        .. network.Tables.Select(table => $"{table.Name}: {string.Join(", ", table.Routes.Select(route => $"{route.Destination} {route.Target}"))}"),
        .. network.Becomes is { } later ? (string[])["and then:", Describe(later)] : [],
    ]);

    private static string Rules(ImmutableArray<RulePlan> rules) => rules.IsEmpty ? "nothing" : string.Join(", ", rules.Select(Rule));

    private static string Rule(RulePlan rule) => $"{rule.Protocol} {rule.From}-{rule.To} {rule.Peer}";
}
