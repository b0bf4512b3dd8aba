using System.Collections.Immutable;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Vpcs;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>Compiles security groups, once per combination of groups that interfaces carry.</summary>
internal sealed class GroupPolicies
{
    private readonly Design _design;
    private readonly Dictionary<string, int> _groups = [];
    private readonly Dictionary<string, PrefixList> _prefixLists;
    private readonly Dictionary<string, AddressSet> _members = [];
    private readonly AddressSet _nobody = new([]);
    private readonly Dictionary<string, (GroupPolicy Ingress, GroupPolicy Egress)> _policies = [];
    private (ImmutableArray<string> Groups, GroupPolicy Ingress, GroupPolicy Egress) _latest; // neighbours in a design are often alike
    private ILookup<string, NetworkInterface>? _interfacesOfGroup;
    private readonly PeeredVpcs _peers;
    private readonly TransitReferences _transit;

    public GroupPolicies(Design design)
    {
        _design = design;
        for (int i = 0; i < design.SecurityGroups.Length; i++) _groups[design.SecurityGroups[i].Id] = i;
        Dictionary<string, Vpc> vpcs = design.Vpcs.ToDictionary(vpc => vpc.Id);
        _peers = new PeeredVpcs(design.PeeringConnections, id => vpcs.GetValueOrDefault(id));
        _transit = new TransitReferences(design.TransitGatewayAttachments, id => design.TransitGateways.FirstOrDefault(gateway => gateway.Id == id));
        _prefixLists = design.PrefixLists.ToDictionary(list => list.Id);
    }

    public (GroupPolicy Ingress, GroupPolicy Egress) For(ImmutableArray<string> groupIds)
    {
        if (_latest.Groups.IsDefault || !groupIds.AsSpan().SequenceEqual(_latest.Groups.AsSpan()))
        {
            string key = string.Join(',', groupIds);
            if (!_policies.TryGetValue(key, out (GroupPolicy Ingress, GroupPolicy Egress) policies)) _policies[key] = policies = PoliciesOf(groupIds);
            _latest = (groupIds, policies.Ingress, policies.Egress);
        }
        return (_latest.Ingress, _latest.Egress);
    }

    private (GroupPolicy Ingress, GroupPolicy Egress) PoliciesOf(ImmutableArray<string> groupIds)
    {
        int[] groups = [.. groupIds.Where(_groups.ContainsKey).Select(id => _groups[id])];
        return (PolicyOf(groups, group => group.Ingress, inbound: true), PolicyOf(groups, group => group.Egress, inbound: false));
    }

    private GroupPolicy PolicyOf(int[] groups, Func<SecurityGroup, ImmutableArray<SecurityGroupRule>> rulesOf, bool inbound)
    {
        var rules = new List<CompiledRule>();
        foreach (int group in groups)
        {
            ImmutableArray<SecurityGroupRule> written = rulesOf(_design.SecurityGroups[group]);
            for (int i = 0; i < written.Length; i++) rules.Add(Compile(written[i], group, i, inbound));
        }
        return new GroupPolicy([.. rules]);
    }

    private CompiledRule Compile(SecurityGroupRule rule, int group, int place, bool inbound)
    {
        Cidr[] peers = rule.Cidr is { } cidr ? [cidr]
            : rule.PrefixListId is { } list && _prefixLists.TryGetValue(list, out PrefixList? found) ? [.. found.Entries]
            : [];
        return new CompiledRule(
            rule.Protocol, rule.FromPort, rule.ToPort, peers, rule.GroupId is null ? null : MembersFor(rule, group, inbound), group, place);
    }

    // A stale rule stays and matches nothing. (VPC guide, "Security group rules", "Stale security group rules")
    private AddressSet MembersFor(SecurityGroupRule rule, int group, bool inbound)
    {
        if (!_groups.TryGetValue(rule.GroupId!, out int named)) return _nobody;
        (string own, string other) = (_design.SecurityGroups[group].VpcId, _design.SecurityGroups[named].VpcId);
        return _peers.AreJoined(own, other) || (inbound && _transit.AreJoined(own, other)) ? MembersOf(rule.GroupId!) : _nobody;
    }

    // A reference matches the private addresses of the group's interfaces.
    private AddressSet MembersOf(string groupId)
    {
        if (_members.TryGetValue(groupId, out AddressSet? known)) return known;
        _interfacesOfGroup ??= _design.NetworkInterfaces
            .SelectMany(static eni => eni.SecurityGroupIds.Select(group => KeyValuePair.Create(group, eni)))
            .ToLookup(static pair => pair.Key, static pair => pair.Value);
        return _members[groupId] = new AddressSet(
            _interfacesOfGroup[groupId].SelectMany(eni => eni.PrivateAddresses.Select(address => address.Address).Concat(eni.Ipv6Addresses)));
    }
}
