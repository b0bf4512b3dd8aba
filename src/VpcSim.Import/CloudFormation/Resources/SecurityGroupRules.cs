using VpcSim.Model.Addressing;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>One rule of a security group, inline or a resource of its own.</summary>
internal static class SecurityGroupRules
{
    /// <summary>The rule, or null if it is wrong or names what the design does not hold; the reason has then been told.</summary>
    public static SecurityGroupRule? Read(PropertyReader rule, bool egress, string? name)
    {
        ResourceReader r = rule.Resource;
        if (!rule.TryText("IpProtocol", out string? word)) return null;
        if (!IpProtocol.TryParse(word, out int protocol))
        {
            rule.Invalid("IpProtocol", $"Invalid value '{word}' for IP protocol. Unknown protocol: use tcp, udp, icmp, icmpv6, -1 or a number.", "InvalidPermission.Malformed");
            return null;
        }
        string side = egress ? "Destination" : "Source";
        string[] peers = [.. new[] { "CidrIp", "CidrIpv6", $"{side}PrefixListId", $"{side}SecurityGroupId", $"{side}SecurityGroupName" }.Where(rule.Has)];
        if (peers.Length != 1)
        {
            string found = peers.Length == 0 ? "none" : string.Join(" and ", peers);
            r.Error("InvalidParameterValue", $"a rule has exactly one of CidrIp, CidrIpv6, {side}PrefixListId and {side}SecurityGroupId, this one has {found}",
                rule.PlaceOf("IpProtocol"));
            return null;
        }
        SecurityGroupRule? withPeer = Peer(rule, peers[0], protocol);
        if (Ports(rule, protocol) is not var (from, to) || withPeer is null) return null;
        return withPeer with { FromPort = from, ToPort = to, Description = rule.TextIfKnown("Description") ?? "", Name = name };
    }

    private static SecurityGroupRule? Peer(PropertyReader rule, string property, int protocol)
    {
        SecurityGroupRule bare = new() { Protocol = protocol };
        ResourceReader r = rule.Resource;
        string? text = rule.Text(property);
        if (text is null)
        {
            r.Finding("left-out", $"a rule is left out, as its {property} is not known", rule.PlaceOf(property));
            return null;
        }
        switch (property)
        {
            case "CidrIp" or "CidrIpv6":
                if (rule.Cidr(property) is not { } cidr) return null;
                if (cidr.IsIPv4 == (property == "CidrIp")) return bare with { Cidr = cidr };
                rule.Invalid(property, $"CIDR block {text} is malformed: {property} takes the other address family");
                return null;
            case "SourceSecurityGroupName":
                r.Finding("outside-design", $"a rule is left out: the group name {text} belongs to the default VPC, which is not part of this {r.Noun}", rule.PlaceOf(property));
                return null;
            case "SourcePrefixListId" or "DestinationPrefixListId":
                return IdCheck.IsInDesign(r, text, "pl", rule.PlaceOf(property), leaveOut: false) ? bare with { PrefixListId = text } : null;
            default:
                (string? owner, string id) = GroupOf(text);
                owner ??= rule.TextIfKnown("SourceSecurityGroupOwnerId");
                return IdCheck.IsInDesign(r, id, "sg", rule.PlaceOf(property), leaveOut: false) ? bare with { GroupId = id, GroupOwnerId = owner } : null;
        }
    }

    /// <summary>A group of another account is named as <c>123456789012/sg-…</c>. (VPC peering guide, "Reference peer security groups")</summary>
    private static (string? Owner, string Id) GroupOf(string text)
    {
        const int AccountDigits = 12;
        return text.Length > AccountDigits && text[AccountDigits] == '/' && text.AsSpan(0, AccountDigits).IndexOfAnyExceptInRange('0', '9') < 0
            ? (text[..AccountDigits], text[(AccountDigits + 1)..])
            : (null, text);
    }

    /// <summary>A port, or ICMP type or code; −1 where it is absent, null where it is wrong or unknown, which has then been told.</summary>
    private static int? Port(PropertyReader rule, string property) => rule.Has(property) ? rule.Integer(property) : -1;

    /// <summary>Ports of TCP and UDP, type and code of ICMP; other protocols have neither, whatever the template says. (EC2 API, IpPermission)</summary>
    private static (int From, int To)? Ports(PropertyReader rule, int protocol)
    {
        switch (protocol)
        {
            case IpProtocol.Tcp or IpProtocol.Udp:
                bool given = rule.Has("FromPort") && rule.Has("ToPort");
                if (!given)
                {
                    rule.Resource.Error("InvalidParameterValue", "Invalid value for portRange. Must specify both from and to ports with TCP/UDP; add FromPort and ToPort",
                        rule.PlaceOf("IpProtocol"));
                }
                return given && Port(rule, "FromPort") is { } first && Port(rule, "ToPort") is { } last ? (first, last) : null;
            case IpProtocol.Icmp or IpProtocol.IcmpV6:
                return Port(rule, "FromPort") is { } type && Port(rule, "ToPort") is { } code ? (type, code) : null;
            default:
                return (-1, -1);
        }
    }
}
