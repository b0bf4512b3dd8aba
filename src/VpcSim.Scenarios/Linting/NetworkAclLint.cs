using VpcSim.DataPath.NetworkAcls;
using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.Scenarios.Linting;

/// <summary>Network ACLs: entries that decide nothing, requests without answers.</summary>
/// <remarks>Where blocks, ports and types begin and end is taken from all entries: between two such points the ACL judges alike, so that asking at each of
/// them asks everything.</remarks>
internal static class NetworkAclLint
{
    private const ushort FirstEphemeral = 1024, LastEphemeral = ushort.MaxValue;

    public static void Check(Lint lint)
    {
        foreach (NetworkAcl acl in lint.Design.NetworkAcls)
        {
            var rules = new AclRules(acl);
            foreach (NetworkAclEntry entry in acl.Entries.OrderBy(static entry => entry.Egress).ThenBy(static entry => entry.RuleNumber))
            {
                var points = new AclPoints(acl, entry.Egress);
                CheckMatches(lint, acl, rules, entry, points);
                if (lint.Lookup.SubnetsOfAcl.Contains(acl.Id)) CheckAnswers(lint, acl, rules, entry, points);
            }
            if (!acl.IsDefault && !lint.Lookup.SubnetsOfAcl.Contains(acl.Id))
                lint.Report(LintRules.AclUnused, acl.Name, $"No subnet is associated with the network ACL {acl.Name}", "Associate it with the subnets that it is for, or remove it");
        }
    }

    private static void CheckMatches(Lint lint, NetworkAcl acl, AclRules rules, NetworkAclEntry entry, AclPoints points)
    {
        var instead = new SortedDictionary<int, NetworkAclEntry>();
        foreach (IpAddress peer in points.AddressesIn(entry.CidrBlock))
        {
            foreach ((byte protocol, ushort port, byte code) in points.PacketsOf(entry))
            {
                NetworkAclEntry? deciding = rules.Deciding(entry.Egress, protocol, port, code, peer);
                if (ReferenceEquals(deciding, entry)) return;
                if (deciding is not null) instead[deciding.RuleNumber] = deciding;
            }
        }
        if (instead.Count == 0) return;
        bool same = instead.Values.All(other => other.Allow == entry.Allow);
        string others = Lint.Some([.. instead.Values.Select(static other => $"'{other}'")]);
        lint.Report(LintRules.AclEntryNeverMatches, entry.Name ?? acl.Name, $"The entry '{entry}' of {acl.Name} never decides: what it is about is decided before it by {others}",
            same ? "Remove it" : $"Give it a number below {instead.Keys.First()}, or remove it", same ? Severity.Note : null, acl.Name);
    }

    // Stateless: what a request's answer needs is an entry of the other direction. Entries for the ephemeral ports themselves are such, and no requests.
    private static void CheckAnswers(Lint lint, NetworkAcl acl, AclRules rules, NetworkAclEntry entry, AclPoints points)
    {
        if (!entry.Allow || entry.Protocol is not (IpProtocol.Tcp or IpProtocol.Udp) || !IsForService(entry)) return;
        byte protocol = (byte)entry.Protocol;
        var back = new AclPoints(acl, !entry.Egress);
        bool asked = false;
        foreach (IpAddress peer in points.AddressesIn(entry.CidrBlock).Concat(back.AddressesIn(entry.CidrBlock)))
        {
            if (!points.PacketsOf(entry).Any(packet => ReferenceEquals(rules.Deciding(entry.Egress, packet.Protocol, packet.Port, packet.Code, peer), entry))) continue;
            asked = true;
            foreach (ushort port in back.PortsIn(FirstEphemeral, LastEphemeral))
                if (rules.Deciding(!entry.Egress, protocol, port, 0, peer) is { Allow: true }) return;
        }
        if (!asked) return;
        string way = entry.Egress ? "inbound" : "outbound";
        lint.Report(LintRules.AclNoAnswers, entry.Name ?? acl.Name, $"The entry '{entry}' of {acl.Name} lets requests {(entry.Egress ? "out" : "in")}, and no {way} entry lets an answer to their "
            + $"ephemeral ports {(entry.Egress ? "in" : "out")}: a network ACL is stateless", $"Add an {way} entry that allows {IpProtocol.NameOf(protocol)} {FirstEphemeral}-{LastEphemeral} {entry.CidrBlock}",
            within: acl.Name);
    }

    private static bool IsForService(NetworkAclEntry entry) => entry.FromPort >= 0 && entry.ToPort - entry.FromPort < 10_000 && entry.FromPort < 32_768;
}
