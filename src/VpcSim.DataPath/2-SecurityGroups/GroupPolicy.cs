using System.Runtime.CompilerServices;
using VpcSim.DataPath.Classification;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>All rules of all groups of an interface, one direction: any rule that matches allows. (VPC guide, "Security group rules")</summary>
internal sealed class GroupPolicy
{
    private readonly CompiledRule[] _rules;
    private readonly int _lastOpenToAll;
    private readonly Lazy<RuleClassifier?> _classifier;
    private readonly bool _tcpIPv4WideOpen, _tcpIPv6WideOpen, _udpIPv4WideOpen, _udpIPv6WideOpen;

    public GroupPolicy(CompiledRule[] rules)
    {
        _rules = rules;
        _lastOpenToAll = Array.FindLastIndex(rules, rule => rule.IsOpenToAll);
        _classifier = new Lazy<RuleClassifier?>(() => RuleClassifier.Of(rules, place => rules[place].IsOpenToAll));
        _tcpIPv4WideOpen = HasWideOpenRule(IpProtocol.Tcp, ipv6: false);
        _tcpIPv6WideOpen = HasWideOpenRule(IpProtocol.Tcp, ipv6: true);
        _udpIPv4WideOpen = HasWideOpenRule(IpProtocol.Udp, ipv6: false);
        _udpIPv6WideOpen = HasWideOpenRule(IpProtocol.Udp, ipv6: true);
    }

    public IReadOnlyList<CompiledRule> Rules => _rules;

    /// <summary>The place of a rule that allows the packet, or −1. A rule open to everywhere is preferred, since it decides about tracking.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="peer">The address at the other end.</param>
    [MethodImpl(Hot.Path)]
    public int FindRule(in Passage packet, IpAddress peer) =>
        _rules.Length > RuleClassifier.FewRules && _classifier.Value is { } classifier ? classifier.Find(in packet, peer) : WalkRules(in packet, peer);

    /// <summary>The same by asking one rule after the other, which is what <see cref="FindRule"/> means.</summary>
    [MethodImpl(Hot.Path)]
    public int WalkRules(in Passage packet, IpAddress peer)
    {
        int found = -1;
        for (int i = 0; i < _rules.Length; i++)
        {
            if (found >= 0 && i > _lastOpenToAll) break;
            if (found >= 0 && !_rules[i].IsOpenToAll) continue;
            if (!_rules[i].Matches(in packet, peer)) continue;
            if (_rules[i].IsOpenToAll) return i;
            found = i;
        }
        return found;
    }

    /// <summary>Whether some rule permits all responses to everywhere.</summary>
    /// <param name="protocol">TCP or UDP: no other protocol is ever untracked.</param>
    /// <param name="ipv6">The family.</param>
    public bool IsWideOpen(byte protocol, bool ipv6) => protocol == IpProtocol.Tcp
        ? ipv6 ? _tcpIPv6WideOpen : _tcpIPv4WideOpen
        : ipv6 ? _udpIPv6WideOpen : _udpIPv4WideOpen;

    private bool HasWideOpenRule(byte protocol, bool ipv6) =>
        Array.Exists(_rules, rule => rule.IsOpenToAll && rule.IsForFamily(ipv6) && rule.CoversAllPorts(protocol));
}
