using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Hosts;

/// <summary>A rule of the firewall on a host (iptables, Windows Firewall): the first one that matches decides, and none lets everything pass. What is left out matches everything.</summary>
/// <remarks>Replies to what the host let out or in are never filtered, as with a rule for established connections in front.</remarks>
public sealed record FirewallRule(FirewallAction Action)
{
    /// <summary>Whether it judges what the host sends; else what it receives.</summary>
    public bool Outbound { get; init; }

    /// <summary>IANA number of the protocol.</summary>
    public byte? Protocol { get; init; }

    /// <summary>The address at the other end.</summary>
    public Cidr? Peer { get; init; }

    /// <summary>The first port that it matches: of the receiver.</summary>
    public ushort FromPort { get; init; }

    /// <summary>The last one.</summary>
    public ushort ToPort { get; init; } = ushort.MaxValue;

    /// <summary>The user whose process sends; of outbound rules alone.</summary>
    public string? User { get; init; }

    internal bool Matches(bool outbound, byte protocol, IpAddress peer, ushort port, string? user) =>
        Outbound == outbound
        && (Protocol is null || Protocol == protocol)
        && (Peer is not { } cidr || cidr.Contains(peer))
        && ((FromPort == 0 && ToPort == ushort.MaxValue) || (protocol is 6 or 17 && port >= FromPort && port <= ToPort))
        && (User is null || User == user);
}
