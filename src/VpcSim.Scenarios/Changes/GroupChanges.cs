using System.Collections.Immutable;

namespace VpcSim.Scenarios.Changes;

/// <summary>The actions on security groups and on the groups of interfaces.</summary>
internal static class GroupChanges
{
    public static ImmutableArray<ChangeKind> Kinds { get; } =
    [
        Rule("authorize-security-group-ingress", "Adds an inbound rule to a security group; it acts at once.", egress: false, revokes: false),
        Rule("revoke-security-group-ingress", "Removes an inbound rule from a security group; connections that AWS tracks go on.", egress: false, revokes: true),
        Rule("authorize-security-group-egress", "Adds an outbound rule to a security group; it acts at once.", egress: true, revokes: false),
        Rule("revoke-security-group-egress", "Removes an outbound rule from a security group; connections that AWS tracks go on.", egress: true, revokes: true),
        new ChangeKind
        {
            Action = "modify-network-interface-attribute",
            Description = "Puts an interface into other security groups, or switches its source/destination check.",
            Keys =
            [
                new("network-interface", ChangeForm.Name, "The interface; an instance stands for its primary one.", IsRequired: true) { Find = DesignNames.Interface },
                new("groups", ChangeForm.Names, "All its security groups from now on.") { Find = Nouns.Group },
                new("source-dest-check", ChangeForm.Boolean, "The source/destination check from now on."),
            ],
            Make = static words =>
            {
                if (!words.Texts("groups").IsEmpty || words.Has("source-dest-check"))
                    return new InterfaceAttributeChange(words.Text("network-interface"), words.Texts("groups"), words.Boolean("source-dest-check"));
                words.Complain(null, "modify-network-interface-attribute needs the key groups, with one group at least, or source-dest-check");
                return null;
            },
        },
    ];

    private static ChangeKind Rule(string action, string description, bool egress, bool revokes)
    {
        string peer = egress ? "destination-group" : "source-group";
        return new ChangeKind
        {
            Action = action,
            Description = description,
            Keys =
            [
                new("group", ChangeForm.Name, "The security group.", IsRequired: true) { Find = Nouns.Group },
                new("protocol", ChangeForm.Protocol, "The protocol; all where it is left out."),
                new("port", ChangeForm.Ports, "The port or range of ports of TCP or UDP; all where it is left out."),
                new("icmp-type", ChangeForm.Number, "The ICMP type; -1 or left out for all."),
                new("icmp-code", ChangeForm.Number, "The ICMP code; -1 or left out for all."),
                new("cidr", ChangeForm.Cidr, "The block of the peers."),
                new(peer, ChangeForm.Name, "The security group whose members are the peers.") { Find = Nouns.Group },
                new("prefix-list", ChangeForm.Name, "The prefix list of the peers.") { Find = Nouns.PrefixList },
            ],
            Make = words => words.IsOneOf("cidr", peer, "prefix-list") && RuleOf(words, peer) is { } rule
                ? new SecurityGroupRuleChange(words.Text("group"), rule, egress, revokes)
                : null,
        };
    }

    private static SecurityGroupRuleForm? RuleOf(ChangeWords words, string peer)
    {
        int protocol = words.Protocol("protocol");
        if (PortWords.Read(words, protocol) is not { } ends) return null;
        return new SecurityGroupRuleForm(protocol, ends.From, ends.To, words.Cidr("cidr"), words.TextOrNull(peer), words.TextOrNull("prefix-list"));
    }
}
