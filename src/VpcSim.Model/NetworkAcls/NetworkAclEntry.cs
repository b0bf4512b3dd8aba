using VpcSim.Model.Addressing;

namespace VpcSim.Model.NetworkAcls;

/// <summary>One numbered entry of a network ACL. (EC2 API, CreateNetworkAclEntry)</summary>
public sealed record NetworkAclEntry
{
    /// <summary>The largest number that one may give.</summary>
    public const int LastRuleNumber = 32_766;

    /// <summary>1 to 32,766; the lowest that matches decides. The final entries have 32,767 (IPv4) and 32,768 (IPv6).</summary>
    public required int RuleNumber { get; init; }

    public required bool Egress { get; init; }

    public required bool Allow { get; init; }

    /// <summary>IANA number or <see cref="IpProtocol.All"/>.</summary>
    public required int Protocol { get; init; }

    /// <summary>The source of an inbound, the destination of an outbound entry; canonical.</summary>
    public required Cidr CidrBlock { get; init; }

    /// <summary>First destination port (TCP, UDP); −1 for all.</summary>
    public int FromPort { get; init; } = -1;

    /// <summary>Last destination port (TCP, UDP); −1 for all.</summary>
    public int ToPort { get; init; } = -1;

    /// <summary>ICMP or ICMPv6 type; −1 for all.</summary>
    public int IcmpType { get; init; } = -1;

    /// <summary>ICMP or ICMPv6 code; −1 for all.</summary>
    public int IcmpCode { get; init; } = -1;

    /// <summary>The logical id of the resource that wrote the entry; else null.</summary>
    public string? Name { get; init; }

    /// <summary>The entry with which each direction ends and that nobody can remove: deny what nothing else matched. (VPC guide, "Control traffic to subnets using network ACLs")</summary>
    /// <param name="egress">The direction.</param>
    /// <param name="ipv6">The family: <c>0.0.0.0/0</c> is entry 32,767, <c>::/0</c> is 32,768. (EC2 API, CreateNetworkAclEntry)</param>
    public static NetworkAclEntry Final(bool egress, bool ipv6) => new()
    {
        RuleNumber = LastRuleNumber + (ipv6 ? 2 : 1),
        Egress = egress,
        Allow = false,
        Protocol = IpProtocol.All,
        CidrBlock = ipv6 ? Cidr.AnyIPv6 : Cidr.AnyIPv4,
    };

    public override string ToString()
    {
        if (RuleNumber > LastRuleNumber) return $"{(Egress ? "outbound" : "inbound")} * deny";
        bool icmp = Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        string what = RuleText.ProtocolAndPorts(Protocol, icmp ? IcmpType : FromPort, icmp ? IcmpCode : ToPort);
        return $"{(Egress ? "outbound" : "inbound")} {RuleNumber} {(Allow ? "allow" : "deny")} {what} {CidrBlock}";
    }
}
