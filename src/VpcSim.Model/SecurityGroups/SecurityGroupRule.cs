using VpcSim.Model.Addressing;

namespace VpcSim.Model.SecurityGroups;

/// <summary>One allow rule: a protocol, ports or ICMP type and code, and a peer. (EC2 API, IpPermission)</summary>
/// <remarks>Exactly one of <see cref="Cidr"/>, <see cref="PrefixListId"/> and <see cref="GroupId"/> is set.</remarks>
public sealed record SecurityGroupRule
{
    /// <summary>IANA number or <see cref="IpProtocol.All"/>.</summary>
    public required int Protocol { get; init; }

    /// <summary>First port; for ICMP the type; −1 for all. Ignored unless the protocol is TCP, UDP, ICMP or ICMPv6.</summary>
    public int FromPort { get; init; } = -1;

    /// <summary>Last port; for ICMP the code; −1 for all.</summary>
    public int ToPort { get; init; } = -1;

    public Cidr? Cidr { get; init; }

    public string? PrefixListId { get; init; }

    /// <summary>A group of the same VPC, or of a VPC peered in the same region.</summary>
    public string? GroupId { get; init; }

    /// <summary>The account of that group, where the rule says it (<c>123456789012/sg-…</c>); else null.</summary>
    public string? GroupOwnerId { get; init; }

    public string Description { get; init; } = "";

    /// <summary>The logical id of the resource that wrote the rule, where it stands outside its group; else null.</summary>
    public string? Name { get; init; }

    /// <summary>The rule as AWS's console words it: <c>tcp 443 from 0.0.0.0/0</c> without the direction.</summary>
    public override string ToString() => $"{RuleText.ProtocolAndPorts(Protocol, FromPort, ToPort)} {Peer}";

    /// <summary>The peer as text: a CIDR, a prefix list id or a group id.</summary>
    public string Peer => Cidr?.ToString() ?? PrefixListId ?? (GroupOwnerId is null ? GroupId : $"{GroupOwnerId}/{GroupId}") ?? "nobody";
}
