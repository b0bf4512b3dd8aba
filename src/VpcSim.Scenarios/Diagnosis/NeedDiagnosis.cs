using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Designs;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.Provisioning;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Tells by the ACCEPT records of a period which rules of a design nothing needed, and the tightest rules that would do; and walks all of it again with them.</summary>
public sealed class NeedDiagnosis(Design design, DataPathSettings settings, ProvisionOptions provisioning)
{
    private const int MostTrials = 4;

    private readonly ReachedQuotas _quotas = new(design, provisioning);

    public NeededRules Judge(FlowBook book, CancellationToken cancellation = default)
    {
        var traffic = new AcceptedTraffic(book, design, new ConversationWalks(Fabric.Compile(design, settings), settings), cancellation);
        HashSet<string> groups = [.. traffic.Logged.SelectMany(place => design.NetworkInterfaces[place].SecurityGroupIds)];
        HashSet<string> subnets = [.. traffic.Logged.Select(place => design.NetworkInterfaces[place].SubnetId)];
        HashSet<string> acls = [.. design.Subnets.Where(subnet => subnets.Contains(subnet.Id)).Select(static subnet => subnet.NetworkAclId).OfType<string>()];
        HashSet<RuleKey> byBlocks = [], asTheyAre = [];
        (ImmutableArray<TightRule> rules, HashSet<RuleKey> entries) = (Rules(traffic, groups, byBlocks, asTheyAre), UnusedEntries(traffic, acls));
        string? refusal = null;
        bool isProven = false;
        for (int trial = 0; trial < MostTrials && refusal is null && !isProven; trial++)
        {
            if (Changed(rules, entries, out refusal) is not { } changed) break;
            List<Conversation> stopped = traffic.StoppedIn(new ConversationWalks(Fabric.Compile(changed, settings), settings), cancellation);
            isProven = stopped.Count == 0;
            foreach (RuleKey key in stopped.SelectMany(traffic.RulesOf))
                if (!byBlocks.Add(key)) asTheyAre.Add(key); // a reference to a group does not see what comes through a middlebox
            if (!isProven) rules = Rules(traffic, groups, byBlocks, asTheyAre);
        }
        return new NeededRules
        {
            Records = traffic.Passed,
            Conversations = traffic.Conversations,
            Refused = traffic.Refused,
            NotPlaced = traffic.NotPlaced,
            Ambiguous = traffic.Ambiguous,
            Rules = rules,
            UnusedEntries = [.. entries.Select(key => (design.NetworkAcls[key.Component], design.NetworkAcls[key.Component].Entries[key.Rule]))],
            UnjudgedGroups = [.. design.SecurityGroups.Where(group => !groups.Contains(group.Id))],
            UnjudgedAcls = [.. design.NetworkAcls.Where(acl => !acls.Contains(acl.Id))],
            IsProven = isProven,
            Refusal = refusal,
        };
    }

    private ImmutableArray<TightRule> Rules(AcceptedTraffic traffic, HashSet<string> groups, HashSet<RuleKey> byBlocks, HashSet<RuleKey> asTheyAre)
    {
        var tight = new TightRules(design);
        var rules = ImmutableArray.CreateBuilder<TightRule>();
        for (int component = 0; component < design.SecurityGroups.Length; component++)
        {
            SecurityGroup group = design.SecurityGroups[component];
            if (!groups.Contains(group.Id)) continue;
            foreach (bool egress in new[] { false, true })
            {
                ImmutableArray<SecurityGroupRule> own = egress ? group.Egress : group.Ingress;
                for (int i = 0; i < own.Length; i++)
                {
                    var key = new RuleKey(false, component, egress, i);
                    RuleUse? use = traffic.Uses.GetValueOrDefault(key);
                    ImmutableArray<SecurityGroupRule> needed = use is null ? [] : asTheyAre.Contains(key) ? [own[i]] : tight.Narrow(own[i], group, use, references: !byBlocks.Contains(key));
                    rules.Add(new TightRule(key, own[i], use?.Records ?? 0, needed));
                }
            }
        }
        return rules.ToImmutable();
    }

    // No accepted record can need an entry that denies.
    private HashSet<RuleKey> UnusedEntries(AcceptedTraffic traffic, HashSet<string> acls)
    {
        HashSet<RuleKey> unused = [];
        for (int component = 0; component < design.NetworkAcls.Length; component++)
        {
            NetworkAcl acl = design.NetworkAcls[component];
            if (!acls.Contains(acl.Id)) continue;
            for (int i = 0; i < acl.Entries.Length; i++)
            {
                var key = new RuleKey(true, component, acl.Entries[i].Egress, i);
                if (acl.Entries[i].Allow && !traffic.Uses.ContainsKey(key)) unused.Add(key);
            }
        }
        return unused;
    }

    private Design? Changed(ImmutableArray<TightRule> rules, HashSet<RuleKey> entries, out string? refusal)
    {
        Design changed = design;
        foreach (IGrouping<(int Component, bool Egress), TightRule> list in rules.GroupBy(static rule => (rule.Key.Component, rule.Key.Egress)))
        {
            ImmutableArray<SecurityGroupRule> needed = [.. list.SelectMany(static rule => rule.Needed).DistinctBy(static rule => rule.ToString())];
            SecurityGroup group = changed.SecurityGroups[list.Key.Component];
            group = list.Key.Egress ? group with { Egress = needed } : group with { Ingress = needed };
            changed = changed with { SecurityGroups = changed.SecurityGroups.SetItem(list.Key.Component, group) };
        }
        foreach (IGrouping<int, RuleKey> ofAcl in entries.GroupBy(static key => key.Component))
        {
            NetworkAcl acl = design.NetworkAcls[ofAcl.Key];
            HashSet<int> gone = [.. ofAcl.Select(static key => key.Rule)];
            acl = acl with { Entries = [.. acl.Entries.Where((_, place) => !gone.Contains(place))] };
            changed = changed with { NetworkAcls = changed.NetworkAcls.SetItem(ofAcl.Key, acl) };
        }
        ProvisionResult result = Provisioner.Provision(changed, provisioning);
        refusal = result.Errors is [var first, ..] ? $"{first.Code}: {first.Message}" : _quotas.BrokenBy(result.Design);
        return refusal is null ? result.Design : null;
    }
}
