using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Kernel;

/// <summary>What a rule matches, in nftables' words.</summary>
internal static class MatchText
{
    /// <summary>One match, or none for a protocol that the peer's family does not have.</summary>
    public static IEnumerable<string> Of(RulePlan rule, bool egress)
    {
        if ((rule.Protocol == 1 && rule.IsIpv6) || (rule.Protocol == 58 && !rule.IsIpv6)) yield break;
        string family = rule.IsIpv6 ? "ip6" : "ip", end = egress ? "daddr" : "saddr";
        string peer = rule.Peer is "0.0.0.0/0" or "::/0" ? $"meta nfproto {(rule.IsIpv6 ? "ipv6" : "ipv4")}" : $"{family} {end} {rule.Peer}";
        yield return $"{peer}{ProtocolOf(rule)}";
    }

    private static string ProtocolOf(RulePlan rule) => rule.Protocol switch
    {
        -1 => "",
        6 or 17 when (rule.From, rule.To) is (0, 65535) or (-1, -1) => $" meta l4proto {rule.Protocol}",
        6 => $" tcp dport {rule.From}-{rule.To}",
        17 => $" udp dport {rule.From}-{rule.To}",
        1 => Icmp(rule, "icmp"),
        58 => Icmp(rule, "icmpv6"),
        _ => $" meta l4proto {rule.Protocol}",
    };

    private static string Icmp(RulePlan rule, string word) => rule.From < 0
        ? $" meta l4proto {rule.Protocol}"
        : $" {word} type {rule.From}{(rule.To < 0 ? "" : $" {word} code {rule.To}")}";
}
