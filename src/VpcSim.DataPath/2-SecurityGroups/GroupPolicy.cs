namespace VpcSim.DataPath.SecurityGroups;

/// <summary>All rules of all groups of an interface, one direction: any rule that matches allows. (VPC guide, "Security group rules")</summary>
internal sealed class GroupPolicy(CompiledRule[] rules)
{
    public IReadOnlyList<CompiledRule> Rules => rules;

    /// <summary>The place of a rule that allows the packet, or −1. A rule open to everywhere is preferred, since it decides about tracking.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="peer">The address at the other end.</param>
    public int FindRule(in Passage packet, UInt128 peer)
    {
        int found = -1;
        for (int i = 0; i < rules.Length; i++)
        {
            if (found >= 0 && !rules[i].IsOpenToAll) continue;
            if (!rules[i].Matches(in packet, peer)) continue;
            if (rules[i].IsOpenToAll) return i;
            found = i;
        }
        return found;
    }

    /// <summary>Whether some rule permits all responses of the protocol to everywhere.</summary>
    public bool IsWideOpen(byte protocol, bool ipv6)
    {
        foreach (CompiledRule rule in rules)
            if (rule.IsOpenToAll && rule.IsForFamily(ipv6) && rule.CoversAllPorts(protocol)) return true;
        return false;
    }
}
