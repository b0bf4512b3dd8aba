using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Provisioning;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Model.Validation;

/// <summary>A group's rules: how many, none twice, and peers that exist. (VPC guide, "Security group rules" and "Amazon VPC quotas")</summary>
internal static class SecurityGroupChecks
{
    public static void Check(Draft draft)
    {
        CheckProduct(draft);
        var references = new SecurityGroupReferences(draft);
        foreach (SecurityGroup group in draft.Groups)
        {
            if (draft.Vpcs.Find(group.VpcId) is null)
                draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{group.VpcId}' does not exist.", group.Name);
            CheckDirection(draft, group, group.Ingress, "inbound", references);
            CheckDirection(draft, group, group.Egress, "outbound", references);
        }
    }

    private static void CheckProduct(Draft draft)
    {
        int rules = draft.Quotas[QuotaNames.RulesPerSecurityGroup], groups = draft.Quotas[QuotaNames.SecurityGroupsPerInterface];
        if (rules * groups <= Quotas.RulesTimesGroupsLimit) return;
        draft.Refuse("RulesPerSecurityGroupLimitExceeded", $"{QuotaNames.RulesPerSecurityGroup}={rules} times "
            + $"{QuotaNames.SecurityGroupsPerInterface}={groups} is above {Quotas.RulesTimesGroupsLimit}, which AWS never grants; lower one of them.", "--quota");
    }

    private static void CheckDirection(
        Draft draft, SecurityGroup group, ImmutableArray<SecurityGroupRule> rules, string direction, SecurityGroupReferences references)
    {
        int ipv4 = 0, ipv6 = 0;
        HashSet<(int, int, int, Cidr?, string?)>? seen = rules.Length > 1 ? [] : null;
        foreach (SecurityGroupRule rule in rules)
        {
            string resource = rule.Name ?? group.Name;
            CheckPorts(draft, rule, resource);
            if (seen is not null && !seen.Add(KeyOf(rule)))
            {
                draft.Refuse("InvalidPermission.Duplicate", $"The {direction} rule '{rule}' already exists in {group.Name}.", resource);
                continue;
            }
            (int four, int six) = WeightOf(draft, rule, resource);
            ipv4 += four;
            ipv6 += six;
            if (rule.GroupId is not null) references.Check(group, rule, resource, inbound: direction == "inbound");
        }
        draft.Limit(QuotaNames.RulesPerSecurityGroup, ipv4,
            $"The group has too many {direction} rules for IPv4", group.Name);
        draft.Limit(QuotaNames.RulesPerSecurityGroup, ipv6,
            $"The group has too many {direction} rules for IPv6", group.Name);
    }

    private static (int, int, int, Cidr?, string?) KeyOf(SecurityGroupRule rule) => rule.Protocol
        is IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Icmp or IpProtocol.IcmpV6
        ? (rule.Protocol, rule.FromPort, rule.ToPort, rule.Cidr, rule.PrefixListId ?? rule.GroupId)
        : (rule.Protocol, -1, -1, rule.Cidr, rule.PrefixListId ?? rule.GroupId);

    private static void CheckPorts(Draft draft, SecurityGroupRule rule, string resource)
    {
        if (rule.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6) CheckIcmp(draft, rule, resource);
        if (rule.Protocol is not (IpProtocol.Tcp or IpProtocol.Udp) || (rule.FromPort == -1 && rule.ToPort == -1)) return;
        if (rule.FromPort < 0 || rule.ToPort > 65535 || rule.FromPort > rule.ToPort)
        {
            draft.Refuse("InvalidParameterValue", $"Invalid {IpProtocol.NameOf(rule.Protocol)} port range {rule.FromPort} to {rule.ToPort}: "
                + "ports are 0 to 65535, the lower first.", resource);
        }
    }

    // EC2 API, IpPermission: −1 stands for all types and codes; all types take all codes.
    private static void CheckIcmp(Draft draft, SecurityGroupRule rule, string resource)
    {
        if (rule.FromPort is < -1 or > 255 || rule.ToPort is < -1 or > 255)
        {
            draft.Refuse("InvalidParameterValue", $"Invalid {IpProtocol.NameOf(rule.Protocol)} type {rule.FromPort} or code {rule.ToPort}: "
                + "both are 0 to 255, or -1 for all.", resource);
        }
        else if (rule.FromPort == -1 && rule.ToPort != -1)
        {
            draft.Refuse("InvalidParameterValue", $"Invalid {IpProtocol.NameOf(rule.Protocol)} code {rule.ToPort}: with all types (-1) the code is -1 too.", resource);
        }
    }

    // A reference to a group counts for both families, a customer's prefix list as its largest size, AWS's own as its weight.
    private static (int IPv4, int IPv6) WeightOf(Draft draft, SecurityGroupRule rule, string resource)
    {
        if (rule.Cidr is { } cidr) return cidr.IsIPv4 ? (1, 0) : (0, 1);
        if (rule.PrefixListId is not { } id) return (1, 1);
        if (draft.PrefixLists.Find(id) is not { } list)
        {
            draft.RefuseMissing("InvalidPrefixListID.NotFound", $"The prefix list ID '{id}' does not exist.", resource);
            return (1, 1);
        }
        int weight = SizeOf(list);
        return list.IsIPv4 ? (weight, 0) : (0, weight);
    }

    internal static int SizeOf(PrefixList list)
    {
        if (list.AwsManaged && ManagedPrefixListWeights.Of(list.PrefixListName) is { } weight) return weight;
        return list.MaxEntries > 0 ? list.MaxEntries : Math.Max(1, list.Entries.Length);
    }
}
