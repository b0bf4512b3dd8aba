using System.Collections.Immutable;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Scenarios.Runs;

/// <summary>Which rules of security groups, entries of network ACLs and routes of a design have decided about a packet.</summary>
public sealed class RuleCoverage
{
    private readonly Dictionary<CoveredRule, bool> _rules = [];
    private readonly List<CoveredRule> _order = [];
    private Design _design;
    private Dictionary<string, SecurityGroup> _groups;

    /// <param name="design">A completed design; what it holds is what there is to exercise.</param>
    public RuleCoverage(Design design)
    {
        Adopt(design);
        foreach (SecurityGroup group in design.SecurityGroups)
        {
            foreach (SecurityGroupRule rule in group.Ingress) Add(Of(group, rule, egress: false));
            foreach (SecurityGroupRule rule in group.Egress) Add(Of(group, rule, egress: true));
        }
        foreach (NetworkAcl acl in design.NetworkAcls)
            foreach (NetworkAclEntry entry in acl.Entries) Add(Of(acl, entry));
        foreach (RouteTable table in design.RouteTables)
            foreach (Route route in table.Routes) Add(Of(table, route));
    }

    /// <summary>Every rule, entry and route with whether it was exercised, in the order of the design.</summary>
    public IEnumerable<(CoveredRule Rule, bool Exercised)> Rules => _order.Select(rule => (rule, _rules[rule]));

    /// <summary>Goes on with a changed design, whose new rules are none of those that there are to exercise.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_design), nameof(_groups))]
    internal void Adopt(Design design)
    {
        _design = design;
        _groups = design.SecurityGroups.ToDictionary(static group => group.Id, StringComparer.Ordinal);
    }

    internal void Exercise(StageRecord step)
    {
        if (step.Rule < 0) return;
        CoveredRule? rule = (step.Stage, step.Component) switch
        {
            (Stage.SecurityGroup, ComponentKind.NetworkInterface) => GroupRule(_design.NetworkInterfaces[step.Index], step.Rule, step.Egress),
            (_, ComponentKind.NetworkAcl) => Of(_design.NetworkAcls[step.Index], _design.NetworkAcls[step.Index].Entries[step.Rule]),
            (_, ComponentKind.RouteTable) => Of(_design.RouteTables[step.Index], _design.RouteTables[step.Index].Routes[step.Rule]),
            _ => null,
        };
        if (rule is not null && _rules.ContainsKey(rule)) _rules[rule] = true;
    }

    /// <summary>Takes over what another run of the same design exercised.</summary>
    internal void Add(RuleCoverage other)
    {
        foreach ((CoveredRule rule, bool exercised) in other.Rules)
            if (exercised && _rules.ContainsKey(rule)) _rules[rule] = true;
    }

    private void Add(CoveredRule rule)
    {
        if (_rules.TryAdd(rule, false)) _order.Add(rule);
    }

    // An interface's rules are numbered through all of its groups in their order.
    private CoveredRule? GroupRule(NetworkInterface eni, int place, bool egress)
    {
        foreach (string id in eni.SecurityGroupIds)
        {
            if (!_groups.TryGetValue(id, out SecurityGroup? group)) continue;
            ImmutableArray<SecurityGroupRule> rules = egress ? group.Egress : group.Ingress;
            if (place < rules.Length) return Of(group, rules[place], egress);
            place -= rules.Length;
        }
        return null;
    }

    private static CoveredRule Of(SecurityGroup group, SecurityGroupRule rule, bool egress) => new("security-group", group.Name, group.Id, $"{(egress ? "outbound" : "inbound")} {rule}");

    private static CoveredRule Of(NetworkAcl acl, NetworkAclEntry entry) => new("network-acl", acl.Name, acl.Id, $"{entry}");

    private static CoveredRule Of(RouteTable table, Route route) => new("route-table", table.Name, table.Id, $"{route}");
}
