using System.Collections.Immutable;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Scenarios.Linting;

/// <summary>Security groups: rules wider than meant, rules without effect, groups without use.</summary>
internal static class SecurityGroupLint
{
    /// <summary>Remote administration. (Security Hub, EC2.53 and EC2.54)</summary>
    private static readonly ushort[] _adminPorts = [22, 3389];

    /// <summary>Other ports that AWS calls high-risk. (Security Hub, EC2.19)</summary>
    private static readonly ushort[] _riskyPorts = [20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888, 9200, 9300];

    public static void Check(Lint lint)
    {
        CheckListeners(lint);
        HashSet<string> named = [];
        foreach (SecurityGroup group in lint.Design.SecurityGroups)
            foreach (SecurityGroupRule rule in group.Ingress.Concat(group.Egress))
                if (rule.GroupId is { } id && id != group.Id) named.Add(id);
        foreach (Model.Endpoints.VpcEndpoint endpoint in lint.Design.VpcEndpoints) named.UnionWith(endpoint.SecurityGroupIds);
        foreach (SecurityGroup group in lint.Design.SecurityGroups)
        {
            bool isDefault = lint.Lookup.Vpc(group.VpcId)?.DefaultSecurityGroupId == group.Id;
            CheckOpen(lint, group);
            CheckRedundant(lint, group, group.Ingress, "inbound");
            CheckRedundant(lint, group, group.Egress, "outbound");
            if (!lint.HasHosts) continue;
            CheckPeers(lint, group, group.Ingress, "inbound");
            CheckPeers(lint, group, group.Egress, "outbound");
            CheckUse(lint, group, isDefault, named.Contains(group.Id));
        }
    }

    // What is known to listen (a database, a load balancer), and whether any rule opens that port to anybody.
    private static void CheckListeners(Lint lint)
    {
        if (!lint.KnowsGroups || lint.Design.NetworkInterfaces.All(static eni => eni.ListeningPorts.IsEmpty)) return;
        var rules = new GroupRules(lint.Fabric);
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < lint.Design.NetworkInterfaces.Length; i++)
        {
            NetworkInterface eni = lint.Design.NetworkInterfaces[i];
            if (eni.ListeningPorts.IsEmpty || !rules.Guard(i) || eni.ListeningPorts.Any(port => rules.FindOpening(i, (byte)port.Protocol, (ushort)port.Port) is not null)) continue;
            string owner = lint.Lookup.WorkloadOf(eni)?.Name ?? eni.Name;
            if (!told.Add(owner)) continue;
            lint.Report(LintRules.PortClosed, owner, $"{owner} listens at {string.Join(", ", eni.ListeningPorts)}, and its security groups ({Lint.Some([.. eni.SecurityGroupIds.Select(lint.Lookup.NameOf)])}) open that to nobody",
                "Add an inbound rule from those who use it");
        }
    }

    private static void CheckOpen(Lint lint, SecurityGroup group)
    {
        bool online = lint.Design.InternetGateways.Any(gateway => gateway.VpcId == group.VpcId);
        string[] exposed = [.. lint.Lookup.InterfacesOfGroup[group.Id].Where(eni => IsExposed(lint, eni)).Select(static eni => eni.Name)];
        string whom = exposed.Length == 0 ? "" : $"; {Lint.Some(exposed)} can be reached from there";
        foreach (SecurityGroupRule rule in group.Ingress)
        {
            if (rule.Cidr is not { IsAny: true } everywhere) continue;
            IpAddress somebody = everywhere.Network;
            string text = $"The inbound rule '{rule}' of {group.Name}";
            Severity? severity = online ? null : Severity.Note;
            if (OpensAll(rule))
                Report(LintRules.OpenAllPorts, $"{text} opens every port to everybody{whom}", "Open the ports that the hosts serve, to those who ask");
            else if (Opened(rule, _adminPorts, somebody) is { Length: > 0 } admin)
                Report(LintRules.OpenAdminPort, $"{text} opens {admin} to everybody{whom}", "Name the addresses of those who administer, or use Session Manager or an EC2 Instance Connect endpoint");
            else if (Opened(rule, _riskyPorts, somebody) is { Length: > 0 } risky)
                Report(LintRules.OpenRiskyPort, $"{text} opens {risky} to everybody, which AWS counts among the ports of high risk{whom}", "Name those who ask");

            void Report(LintRule what, string message, string remedy) => lint.Report(what, rule.Name ?? group.Name, message, remedy, severity, group.Name);
        }
    }

    private static bool OpensAll(SecurityGroupRule rule) => new[] { IpProtocol.Tcp, IpProtocol.Udp }
        .Any(protocol => SingleRule.Covers(rule, new SecurityGroupRule { Protocol = protocol, FromPort = 0, ToPort = 65535, Cidr = rule.Cidr }));

    private static string Opened(SecurityGroupRule rule, ushort[] ports, IpAddress somebody) =>
        string.Join(", ", ports.Where(port => SingleRule.Allows(rule, IpProtocol.Tcp, port, somebody)).Select(static port => $"tcp {port}"));

    private static bool IsExposed(Lint lint, NetworkInterface eni) =>
        lint.Lookup.Subnet(eni.SubnetId) is { } subnet && lint.Lookup.IsPublic(subnet) && (Designs.DesignLookup.HasPublicIPv4(eni) || !eni.Ipv6Addresses.IsEmpty);

    private static void CheckRedundant(Lint lint, SecurityGroup group, ImmutableArray<SecurityGroupRule> rules, string way)
    {
        for (int i = 0; i < rules.Length; i++)
        {
            for (int j = 0; j < rules.Length; j++)
            {
                if (i == j || !SingleRule.Covers(rules[j], rules[i]) || (j > i && SingleRule.Covers(rules[i], rules[j]))) continue;
                lint.Report(LintRules.RuleRedundant, rules[i].Name ?? group.Name, $"The {way} rule '{rules[i]}' of {group.Name} allows nothing that '{rules[j]}' does not allow already",
                    "Remove the one that is not meant", within: group.Name);
                break;
            }
        }
    }

    private static void CheckPeers(Lint lint, SecurityGroup group, ImmutableArray<SecurityGroupRule> rules, string way)
    {
        foreach (SecurityGroupRule rule in rules)
        {
            if (lint.Lookup.Group(rule.GroupId) is not { } peer || lint.Lookup.InterfacesOfGroup.Contains(peer.Id) || !lint.Lookup.InterfacesOfGroup.Contains(group.Id)) continue;
            lint.Report(LintRules.RuleOfEmptyGroup, rule.Name ?? group.Name, $"The {way} rule '{rule}' of {group.Name} allows nobody: no interface of the design has the group {peer.Name}",
                $"Give {peer.Name} to those who are meant", within: group.Name);
        }
    }

    private static void CheckUse(Lint lint, SecurityGroup group, bool isDefault, bool isNamed)
    {
        NetworkInterface[] members = [.. lint.Lookup.InterfacesOfGroup[group.Id]];
        if (members.Length == 0)
        {
            if (!isDefault && !isNamed) lint.Report(LintRules.GroupUnused, group.Name, $"No interface of the design has the group {group.Name}, and no rule names it", "Give it to an interface, or remove it");
            return;
        }
        if (!group.Ingress.IsEmpty || !group.Egress.IsEmpty) return;
        string[] mute = [.. members.Where(eni => eni.SecurityGroupIds.All(id => lint.Lookup.Group(id) is { Ingress.IsEmpty: true, Egress.IsEmpty: true })).Select(static eni => eni.Name)];
        lint.Report(LintRules.GroupWithoutRules, group.Name, mute.Length > 0
            ? $"The group {group.Name} has no rules, and {Lint.Some(mute)} {(mute.Length == 1 ? "has" : "have")} no other group that has: nothing comes in or goes out"
            : $"The group {group.Name} has no rules: it allows nothing to the interfaces that have it",
            "Write the rules that it is for, or take it off", mute.Length > 0 ? null : Severity.Note);
    }
}
