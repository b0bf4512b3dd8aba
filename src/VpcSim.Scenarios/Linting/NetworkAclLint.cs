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
            foreach (bool egress in new[] { false, true })
            {
                NetworkAclEntry[] entries = [.. acl.Entries.Where(entry => entry.Egress == egress).OrderBy(static entry => entry.RuleNumber)];
                var points = new AclPoints(acl, egress);
                foreach (NetworkAclEntry entry in entries) CheckMatches(lint, acl, rules, entry, points);
                if (!lint.Lookup.SubnetsOfAcl.Contains(acl.Id)) continue;
                var back = new AclPoints(acl, !egress);
                foreach (IGrouping<int, NetworkAclEntry> ofProtocol in entries.Where(IsForService).GroupBy(static entry => entry.Protocol))
                    CheckAnswers(lint, acl, [.. ofProtocol.Where(entry => LacksAnswers(rules, entry, points, back))]);
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

    // Stateless: what a request's answer needs is an entry of the other direction.
    private static void CheckAnswers(Lint lint, NetworkAcl acl, NetworkAclEntry[] entries)
    {
        if (entries.Length == 0) return;
        NetworkAclEntry first = entries[0];
        (string there, string back, string way) = first.Egress ? ("out", "in", "inbound") : ("in", "out", "outbound");
        string asks = entries.Length == 1 ? $"The entry '{first}' of {acl.Name} lets" : $"The entries {Lint.Some([.. entries.Select(static entry => $"'{entry}'")])} of {acl.Name} let";
        string blocks = Lint.Some([.. entries.Select(static entry => entry.CidrBlock.ToString()).Distinct()]);
        lint.Report(LintRules.AclNoAnswers, first.Name ?? acl.Name, $"{asks} requests {there}, and no {way} entry lets an answer to their ephemeral ports {back}: a network ACL is stateless",
            $"Add an {way} entry that allows {IpProtocol.NameOf(first.Protocol)} {FirstEphemeral}-{LastEphemeral} {blocks}", within: acl.Name);
    }

    private static bool LacksAnswers(AclRules rules, NetworkAclEntry entry, AclPoints points, AclPoints back)
    {
        bool asked = false;
        foreach (IpAddress peer in points.AddressesIn(entry.CidrBlock).Concat(back.AddressesIn(entry.CidrBlock)))
        {
            if (!points.PacketsOf(entry).Any(packet => ReferenceEquals(rules.Deciding(entry.Egress, packet.Protocol, packet.Port, packet.Code, peer), entry))) continue;
            asked = true;
            foreach (ushort port in back.PortsIn(FirstEphemeral, LastEphemeral))
                if (rules.Deciding(!entry.Egress, (byte)entry.Protocol, port, 0, peer) is { Allow: true }) return false;
        }
        return asked;
    }

    // Entries for the ephemeral ports themselves are for answers, and no requests.
    private static bool IsForService(NetworkAclEntry entry) => entry is { Allow: true, Protocol: IpProtocol.Tcp or IpProtocol.Udp, FromPort: >= 0 and < 32_768 } && entry.ToPort - entry.FromPort < 10_000;
}
