using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::NetworkAcl</c> and <c>AWS::EC2::NetworkAclEntry</c>. A new network ACL denies everything.</summary>
internal static class NetworkAclResources
{
    private const int AllPorts = -1;
    private static readonly string[] _prefixListProperties = ["PrefixListId", "DestinationPrefixListId", "SourcePrefixListId"];
    private static readonly string[] _blockProperties = ["CidrBlock", "Ipv6CidrBlock"];

    public static readonly ResourceKind Acl = new("AWS::EC2::NetworkAcl", "acl", ReadAcl, "VpcId Tags", simulator: "Default");

    public static readonly ResourceKind Entry = new("AWS::EC2::NetworkAclEntry", "acle", ReadEntry,
        "NetworkAclId RuleNumber Protocol RuleAction Egress CidrBlock Ipv6CidrBlock Icmp PortRange PrefixListId DestinationPrefixListId SourcePrefixListId");

    private static void ReadAcl(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("VpcId", "vpc", out string? vpcId)) return;
        bool isDefault = r.Simulator.Boolean("Default") ?? false;
        draft.NetworkAcls.Add(r.Id, new NetworkAclDraft(new NetworkAcl { Name = r.Name, Id = r.Id, VpcId = vpcId, IsDefault = isDefault }, []));
    }

    private static void ReadEntry(ResourceReader r, DesignDraft draft)
    {
        if (NamesPrefixList(r)) return;
        if (!(r.TryId("NetworkAclId", "acl", out string? aclId) & r.TryInteger("RuleNumber", out int number) & r.TryText("Protocol", out string? word)
            & r.TryText("RuleAction", out string? action))) return;
        Cidr? v4 = r.Cidr("CidrBlock"), v6 = r.Cidr("Ipv6CidrBlock");
        bool egress = r.Boolean("Egress") ?? false;
        if (!IpProtocol.TryParse(word, out int protocol)) r.Invalid("Protocol", $"Invalid value '{word}' for IP protocol. Unknown protocol: use a number, -1 for all.");
        if (action!.ToLowerInvariant() is not ("allow" or "deny")) r.Invalid("RuleAction", $"Invalid value '{action}' for RuleAction; use allow or deny");
        if (v4 is null == v6 is null && !r.IsLeftOut)
        {
            if (v4 is not null) r.Error("InvalidParameterCombination", "an entry has either CidrBlock or Ipv6CidrBlock, this one has both; keep one", r.Place);
            else if (r.Has("CidrBlock") || r.Has("Ipv6CidrBlock")) r.LeaveOut("its CIDR block is unknown", r.Place);
            else r.Error("MissingParameter", "The request must contain the parameter cidrBlock or ipv6CidrBlock; add one", r.Place);
        }
        (int from, int to) = Ports(r, protocol);
        (int type, int code) = Icmp(r, protocol);
        if (r.IsLeftOut || !draft.TryNetworkAcl(r, aclId!, out NetworkAclDraft? acl)) return;
        ForgetIPv6(r, acl, egress);
        acl.Entries.Add(new NetworkAclEntry
        {
            RuleNumber = number,
            Egress = egress,
            Allow = string.Equals(action, "allow", StringComparison.OrdinalIgnoreCase),
            Protocol = protocol,
            CidrBlock = (v4 ?? v6)!.Value,
            FromPort = from,
            ToPort = to,
            IcmpType = type,
            IcmpCode = code,
            Name = r.Name,
        });
    }

    /// <summary>AWS adds entry 101 for IPv6 to the default network ACL when the VPC gets its block, unless the direction was edited before. (VPC guide, "Control traffic to
    /// subnets using network ACLs"). A template says nothing of the order; what it writes itself is taken to come first.</summary>
    private static void ForgetIPv6(ResourceReader r, NetworkAclDraft acl, bool egress)
    {
        int added = acl.Acl.IsDefault ? acl.Entries.FindIndex(entry => entry.Egress == egress && entry is { Name: null, RuleNumber: 101, CidrBlock.IsIPv4: false }) : -1;
        if (added < 0) return;
        acl.Entries.RemoveAt(added);
        r.Finding("assumed", $"{acl.Acl.Name} is edited {(egress ? "outbound" : "inbound")} and taken to have no entry 101 that allows IPv6: AWS adds none to an edited one; "
            + "write the entry out if you rely on it", r.Place);
    }

    /// <summary>Network ACLs know CIDR blocks only. (VPC guide, "Managed prefix lists": not in network ACLs)</summary>
    private static bool NamesPrefixList(ResourceReader r)
    {
        string? named = _prefixListProperties.FirstOrDefault(r.Has)
            ?? _blockProperties.FirstOrDefault(p => r.TextIfKnown(p)?.StartsWith("pl-", StringComparison.Ordinal) == true);
        if (named is null) return false;
        r.Invalid(named, "a network ACL entry cannot name a prefix list; name the CIDR blocks in CidrBlock or Ipv6CidrBlock, one entry each");
        return true;
    }

    private static (int From, int To) Ports(ResourceReader r, int protocol)
    {
        if (protocol is not (IpProtocol.Tcp or IpProtocol.Udp)) return (AllPorts, AllPorts);
        if (r.Mapping("PortRange") is not { } range)
        {
            if (!r.IsLeftOut && !r.Has("PortRange"))
                r.Error("MissingParameter", "The request must contain the parameter PortRange for the protocols tcp and udp; add From and To", r.Place);
            return (AllPorts, AllPorts);
        }
        return (Number(range, "From"), Number(range, "To"));
    }

    private static (int Type, int Code) Icmp(ResourceReader r, int protocol)
    {
        if (protocol is not (IpProtocol.Icmp or IpProtocol.IcmpV6)) return (-1, -1);
        if (r.Mapping("Icmp") is not { } icmp)
        {
            if (!r.IsLeftOut && !r.Has("Icmp"))
                r.Error("MissingParameter", "The request must contain the parameter Icmp for ICMP; add Type and Code, -1 for all", r.Place);
            return (-1, -1);
        }
        return (Number(icmp, "Type"), Number(icmp, "Code"));
    }

    /// <summary>A port, or ICMP type or code; an entry whose number is unknown is left out.</summary>
    private static int Number(PropertyReader numbers, string property)
    {
        if (!numbers.Has(property)) return -1;
        if (numbers.Integer(property) is { } number) return number;
        if (!numbers.Resource.IsLeftOut) numbers.Resource.LeaveOut($"its {property} is unknown", numbers.PlaceOf(property));
        return -1;
    }
}
