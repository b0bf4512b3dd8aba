using VpcSim.Model.NetworkAcls;
using VpcSim.Model.Provisioning;

namespace VpcSim.Model.Validation;

/// <summary>Rule numbers of a network ACL and how many there may be. (EC2 API, CreateNetworkAclEntry; VPC guide, "Amazon VPC quotas")</summary>
internal static class NetworkAclChecks
{
    public static void Check(Draft draft)
    {
        foreach (NetworkAcl acl in draft.Acls)
        {
            if (draft.Vpcs.Find(acl.VpcId) is null)
                draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{acl.VpcId}' does not exist.", acl.Name);
            var numbers = new HashSet<(bool, int)>();
            foreach (NetworkAclEntry entry in acl.Entries) CheckEntry(draft, acl, entry, numbers);
            CheckCount(draft, acl, egress: false, ipv4: true);
            CheckCount(draft, acl, egress: false, ipv4: false);
            CheckCount(draft, acl, egress: true, ipv4: true);
            CheckCount(draft, acl, egress: true, ipv4: false);
        }
    }

    private static void CheckEntry(Draft draft, NetworkAcl acl, NetworkAclEntry entry, HashSet<(bool, int)> numbers)
    {
        string resource = entry.Name ?? acl.Name;
        if (entry.RuleNumber is < 1 or > NetworkAclEntry.LastRuleNumber)
        {
            draft.Refuse("InvalidParameterValue", $"Value ({entry.RuleNumber}) for parameter ruleNumber is invalid: rule numbers are 1 to "
                + $"{NetworkAclEntry.LastRuleNumber}; 32767 and 32768 are the final deny of IPv4 and IPv6.", resource);
        }
        if (!numbers.Add((entry.Egress, entry.RuleNumber)))
        {
            draft.Refuse("NetworkAclEntryAlreadyExists", $"The {(entry.Egress ? "outbound" : "inbound")} rule number {entry.RuleNumber} already "
                + $"exists in {acl.Name}.", resource);
        }
    }

    // The * entry of the family counts too.
    private static void CheckCount(Draft draft, NetworkAcl acl, bool egress, bool ipv4)
    {
        int count = 1;
        foreach (NetworkAclEntry entry in acl.Entries)
            if (entry.Egress == egress && entry.CidrBlock.IsIPv4 == ipv4) count++;
        draft.Limit(QuotaNames.NetworkAclRulesPerDirection, count,
            $"The network ACL has too many {(egress ? "outbound" : "inbound")} rules for {(ipv4 ? "IPv4" : "IPv6")}, its * rule included", acl.Name);
    }
}
