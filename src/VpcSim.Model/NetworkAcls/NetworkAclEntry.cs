using VpcSim.Model.Addressing;

namespace VpcSim.Model.NetworkAcls;

/// <summary>One numbered entry of a network ACL. (EC2 API, CreateNetworkAclEntry)</summary>
public sealed record NetworkAclEntry
{
    /// <summary>1 to 32,766; the lowest that matches decides.</summary>
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

    public override string ToString()
    {
        bool icmp = Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        string what = RuleText.ProtocolAndPorts(Protocol, icmp ? IcmpType : FromPort, icmp ? IcmpCode : ToPort);
        return $"{(Egress ? "outbound" : "inbound")} {RuleNumber} {(Allow ? "allow" : "deny")} {what} {CidrBlock}";
    }
}
