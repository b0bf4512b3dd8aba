using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.Scenarios.Changes;

/// <summary>The actions on network ACLs.</summary>
internal static class AclChanges
{
    private static readonly ImmutableArray<ChangeKey> _entry =
    [
        new("network-acl", ChangeForm.Name, "The network ACL.", IsRequired: true) { Find = Nouns.Acl },
        new("rule-number", ChangeForm.Number, "The entry's number, 1 to 32766.", IsRequired: true),
        new("egress", ChangeForm.Boolean, "Whether the entry is one of what leaves the subnet; inbound where it is left out."),
    ];

    private static readonly ImmutableArray<ChangeKey> _content =
    [
        new("rule-action", ChangeForm.Choice, "What the entry does.", IsRequired: true) { Choices = ["allow", "deny"] },
        new("protocol", ChangeForm.Protocol, "The protocol; all where it is left out."),
        new("port", ChangeForm.Ports, "The destination port or range of ports of TCP or UDP; all where it is left out."),
        new("icmp-type", ChangeForm.Number, "The ICMP type; -1 or left out for all."),
        new("icmp-code", ChangeForm.Number, "The ICMP code; -1 or left out for all."),
        new("cidr", ChangeForm.Cidr, "The source of an inbound, the destination of an outbound entry.", IsRequired: true),
    ];

    public static ImmutableArray<ChangeKind> Kinds { get; } =
    [
        Entry("create-network-acl-entry", "Adds an entry to a network ACL; it acts at once, on every packet.", EntryEdit.Create),
        Entry("replace-network-acl-entry", "Replaces the entry of a number; it acts at once, on every packet.", EntryEdit.Replace),
        Entry("delete-network-acl-entry", "Deletes the entry of a number; that acts at once, on every packet.", EntryEdit.Delete),
        new ChangeKind
        {
            Action = "replace-network-acl-association",
            Description = "Associates a subnet with another network ACL.",
            Keys =
            [
                new("subnet", ChangeForm.Name, "The subnet.", IsRequired: true) { Find = Nouns.Subnet },
                new("network-acl", ChangeForm.Name, "The network ACL.", IsRequired: true) { Find = Nouns.Acl },
            ],
            Make = static words => new NetworkAclAssociationChange(words.Text("subnet"), words.Text("network-acl")),
        },
    ];

    private static ChangeKind Entry(string action, string description, EntryEdit edit) => new()
    {
        Action = action,
        Description = description,
        Keys = edit == EntryEdit.Delete ? _entry : _entry.AddRange(_content),
        Make = words => EntryOf(words, edit) is { } entry ? new NetworkAclEntryChange(words.Text("network-acl"), entry, edit) : null,
    };

    private static NetworkAclEntry? EntryOf(ChangeWords words, EntryEdit edit)
    {
        var entry = new NetworkAclEntry
        {
            RuleNumber = words.Number("rule-number") ?? 0,
            Egress = words.Boolean("egress") ?? false,
            Allow = false,
            Protocol = IpProtocol.All,
            CidrBlock = Cidr.AnyIPv4,
        };
        if (edit == EntryEdit.Delete) return entry;
        int protocol = words.Protocol("protocol");
        if (PortWords.Read(words, protocol) is not { } ends) return null;
        bool icmp = protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        return entry with
        {
            Allow = words.Text("rule-action") == "allow",
            Protocol = protocol,
            CidrBlock = words.Cidr("cidr") ?? Cidr.AnyIPv4,
            FromPort = icmp ? -1 : ends.From,
            ToPort = icmp ? -1 : ends.To,
            IcmpType = icmp ? ends.From : -1,
            IcmpCode = icmp ? ends.To : -1,
        };
    }
}
