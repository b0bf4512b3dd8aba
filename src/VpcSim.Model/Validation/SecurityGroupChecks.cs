using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Model.Validation;

/// <summary>A group's rules: how many, none twice, and peers that exist. (VPC guide, "Security group rules" and "Amazon VPC quotas")</summary>
internal static class SecurityGroupChecks
{
    public static void Check(Draft draft)
    {
        CheckProduct(draft);
        HashSet<(string, string)> peers = PeersInRegion(draft);
        HashSet<string> withUnknownPeer = WithUnknownPeer(draft);
        foreach (SecurityGroup group in draft.Groups)
        {
            if (draft.Vpcs.Find(group.VpcId) is null)
                draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{group.VpcId}' does not exist.", group.Name);
            CheckDirection(draft, group, group.Ingress, "inbound", peers, withUnknownPeer);
            CheckDirection(draft, group, group.Egress, "outbound", peers, withUnknownPeer);
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
        Draft draft,
        SecurityGroup group,
        ImmutableArray<SecurityGroupRule> rules,
        string direction,
        HashSet<(string, string)> peers,
        HashSet<string> withUnknownPeer)
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
            if (rule.GroupId is { } id) CheckPeer(draft, group, id, resource, peers, withUnknownPeer);
        }
        draft.Limit("RulesPerSecurityGroupLimitExceeded", QuotaNames.RulesPerSecurityGroup, ipv4,
            $"The group has too many {direction} rules for IPv4", group.Name);
        draft.Limit("RulesPerSecurityGroupLimitExceeded", QuotaNames.RulesPerSecurityGroup, ipv6,
            $"The group has too many {direction} rules for IPv6", group.Name);
    }

    private static (int, int, int, Cidr?, string?) KeyOf(SecurityGroupRule rule) => rule.Protocol
        is IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Icmp or IpProtocol.IcmpV6
        ? (rule.Protocol, rule.FromPort, rule.ToPort, rule.Cidr, rule.PrefixListId ?? rule.GroupId)
        : (rule.Protocol, -1, -1, rule.Cidr, rule.PrefixListId ?? rule.GroupId);

    private static void CheckPorts(Draft draft, SecurityGroupRule rule, string resource)
    {
        if (rule.Protocol is not (IpProtocol.Tcp or IpProtocol.Udp) || (rule.FromPort == -1 && rule.ToPort == -1)) return;
        if (rule.FromPort < 0 || rule.ToPort > 65535 || rule.FromPort > rule.ToPort)
        {
            draft.Refuse("InvalidParameterValue", $"Invalid {IpProtocol.NameOf(rule.Protocol)} port range {rule.FromPort} to {rule.ToPort}: "
                + "ports are 0 to 65535, the lower first.", resource);
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

    internal static int SizeOf(PrefixList list) => list.MaxEntries > 0 ? list.MaxEntries : Math.Max(1, list.Entries.Length);

    private static void CheckPeer(
        Draft draft, SecurityGroup group, string id, string resource, HashSet<(string, string)> peers, HashSet<string> withUnknownPeer)
    {
        SecurityGroup? other = draft.Groups.Find(id);
        if (other is null)
        {
            if (!withUnknownPeer.Contains(group.VpcId))
                draft.RefuseMissing("InvalidGroup.NotFound", $"The security group '{id}' does not exist.", resource);
            return;
        }
        if (other.VpcId == group.VpcId || peers.Contains((group.VpcId, other.VpcId))) return;
        draft.Refuse("InvalidGroup.NotFound", $"The security group {other.Name} belongs to another VPC, and no peering connection of the same "
            + "region joins the two.", resource);
    }

    private static HashSet<(string, string)> PeersInRegion(Draft draft)
    {
        var peers = new HashSet<(string, string)>();
        foreach (PeeringConnection peering in draft.Peerings)
        {
            string? requester = draft.Vpcs.Find(peering.RequesterVpcId)?.Region, accepter = draft.Vpcs.Find(peering.AccepterVpcId)?.Region;
            if (requester is null || requester != accepter) continue;
            peers.Add((peering.RequesterVpcId, peering.AccepterVpcId));
            peers.Add((peering.AccepterVpcId, peering.RequesterVpcId));
        }
        return peers;
    }

    // The groups of a peer that the design does not hold cannot be judged.
    private static HashSet<string> WithUnknownPeer(Draft draft)
    {
        var vpcs = new HashSet<string>(StringComparer.Ordinal);
        foreach (PeeringConnection peering in draft.Peerings)
        {
            if (draft.Vpcs.Find(peering.AccepterVpcId) is null) vpcs.Add(peering.RequesterVpcId);
            if (draft.Vpcs.Find(peering.RequesterVpcId) is null) vpcs.Add(peering.AccepterVpcId);
        }
        return vpcs;
    }
}
