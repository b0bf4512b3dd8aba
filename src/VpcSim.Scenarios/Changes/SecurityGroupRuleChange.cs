using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Scenarios.Changes;

/// <summary>Adds a rule to a security group or removes it. (EC2 API, AuthorizeSecurityGroupIngress, RevokeSecurityGroupIngress and those of egress)</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Egress">Whether it is one of what leaves.</param>
/// <param name="Revokes">Whether it is removed.</param>
public sealed record SecurityGroupRuleChange(string Group, SecurityGroupRuleForm Rule, bool Egress, bool Revokes) : DesignChange
{
    public override string Action => $"{(Revokes ? "revoke" : "authorize")}-security-group-{(Egress ? "egress" : "ingress")}";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Group(design, Group);
        SecurityGroup group = design.SecurityGroups[place];
        ImmutableArray<SecurityGroupRule> rules = Egress ? group.Egress : group.Ingress;
        SecurityGroupRule rule = Rule.In(design);
        rules = Revokes ? Without(rules, rule, group) : rules.Add(rule);
        SecurityGroup changed = Egress ? group with { Egress = rules } : group with { Ingress = rules };
        return design with { SecurityGroups = design.SecurityGroups.SetItem(place, changed) };
    }

    // EC2 API, RevokeSecurityGroupIngress: the values must match the rule's exactly.
    private ImmutableArray<SecurityGroupRule> Without(ImmutableArray<SecurityGroupRule> rules, SecurityGroupRule rule, SecurityGroup group)
    {
        for (int i = 0; i < rules.Length; i++)
            if (IsSame(rules[i], rule)) return rules.RemoveAt(i);
        string present = rules.IsEmpty ? "it has no rules" : $"its rules are {string.Join("; ", rules)}";
        throw new ChangeRefusedException("InvalidPermission.NotFound",
            $"The specified {(Egress ? "outbound" : "inbound")} rule '{rule}' does not exist in the security group {group.Name}: {present}.");
    }

    private static bool IsSame(SecurityGroupRule left, SecurityGroupRule right) =>
        left.Protocol == right.Protocol
        && (!HasPorts(left.Protocol) || (left.FromPort == right.FromPort && left.ToPort == right.ToPort))
        && left.Cidr == right.Cidr && left.GroupId == right.GroupId && left.PrefixListId == right.PrefixListId;

    private static bool HasPorts(int protocol) => protocol is IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Icmp or IpProtocol.IcmpV6;
}
