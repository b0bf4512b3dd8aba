using System.Text;
using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>Source/destination check and security groups as nftables rules: stateful, each interface a zone of its own.</summary>
internal static class GroupText
{
    // What a host sends on for another one matches no rule that names a group (VPC guide, "Security group rules"): it bears a mark that namespaces keep.
    private const int Forwarded = ProbePackets.CodePoint + 1;

    /// <summary>What drops everything that is no probe before anything tracks, judges or counts it.</summary>
    public static string ProbesOnly { get; } =
        string.Concat(((string[])["ip", "ip6"]).Select(ProbesOnlyOf));

    /// <summary>The same for one family.</summary>
    public static string ProbesOnlyOf(string family) => $"    {family} dscp != {{ {ProbePackets.CodePoint}, {Forwarded} }} drop\n";

    /// <param name="network">The network.</param>
    /// <param name="zone">The first of its zones; a later network begins behind them, so that it finds no connection of an earlier one.</param>
    public static string Of(NetworkPlan network, int zone)
    {
        var text = new StringBuilder("flush ruleset\ntable inet groups {\n");
        foreach (HostPlan host in network.Hosts)
            foreach (string counter in (string[])[Drops.SourceCheck(host), Drops.Group(host, egress: true), Drops.Group(host, egress: false)]) text.AppendLine($"  counter {counter} {{ }}");
        foreach (HostPlan host in network.Hosts)
        {
            Chain(text, network, host, egress: true);
            Chain(text, network, host, egress: false);
        }
        text.Append("  chain zones { type filter hook prerouting priority raw; policy accept;\n" + ProbesOnly);
        foreach (HostPlan host in network.Hosts) text.AppendLine($"    iifname {{ \"h{host.Number}\", \"r{host.Number}\" }} ct zone set {zone + host.Number}");
        text.AppendLine("  }\n  chain judge { type filter hook forward priority filter; policy drop;");
        foreach (HostPlan host in network.Hosts.Where(host => host.Checks))
        {
            text.AppendLine($"    iifname \"h{host.Number}\" ip saddr != {{ {string.Join(", ", host.Ipv4)} }} counter name {Drops.SourceCheck(host)} drop");
            text.AppendLine($"    iifname \"h{host.Number}\" ip6 saddr != {{ {string.Join(", ", host.Ipv6)} }} counter name {Drops.SourceCheck(host)} drop");
        }
        foreach (HostPlan host in network.Hosts.Where(host => !host.Checks))
        {
            text.AppendLine($"    iifname \"h{host.Number}\" ip saddr != {{ {string.Join(", ", host.Ipv4)} }} ip dscp set {Forwarded}");
            text.AppendLine($"    iifname \"h{host.Number}\" ip6 saddr != {{ {string.Join(", ", host.Ipv6)} }} ip6 dscp set {Forwarded}");
        }
        // AWS also tracks what goes one way only (EC2 guide, "Security group connection tracking", UDP timeout), which the kernel calls new until it is answered.
        text.AppendLine("    ct state established,related accept\n    ct status confirmed accept");
        text.AppendLine($"    iifname vmap {{ {string.Join(", ", network.Hosts.Select(host => $"\"h{host.Number}\" : goto out{host.Number}, \"r{host.Number}\" : goto in{host.Number}"))} }}");
        return text.AppendLine("  }\n}").ToString();
    }

    private static void Chain(StringBuilder text, NetworkPlan network, HostPlan host, bool egress)
    {
        text.AppendLine($"  chain {(egress ? "out" : "in")}{host.Number} {{");
        foreach (int group in host.Groups)
            foreach (RulePlan rule in egress ? network.Groups[group].Outbound : network.Groups[group].Inbound)
                foreach (string match in Matches(network, rule, egress)) text.AppendLine($"    {match} accept");
        text.AppendLine($"    counter name {Drops.Group(host, egress)} drop\n  }}");
    }

    private static IEnumerable<string> Matches(NetworkPlan network, RulePlan rule, bool egress)
    {
        if (!rule.NamesGroup) return MatchText.Of(rule, egress);
        return from member in network.MembersOf(rule.Peer)
               from peer in (string[])[.. member.Ipv4.Select(address => address + "/32"), .. member.Ipv6.Select(address => address + "/128")]
               from match in MatchText.Of(rule with { Peer = peer }, egress)
               select $"{(peer.Contains(':') ? "ip6" : "ip")} dscp != {Forwarded} {match}";
    }
}
