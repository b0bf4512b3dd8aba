using System.Runtime.CompilerServices;
using VpcSim.DataPath.Classification;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>A security group rule made ready to be asked: ports, peers and where it stands in the design.</summary>
internal sealed class CompiledRule(int protocol, int from, int to, Cidr[] peers, AddressSet? members, int group, int rule) : IClassifiedRule
{
    /// <summary>The group's place in the design's list.</summary>
    public int Group { get; } = group;

    /// <summary>The rule's place in its group's list of this direction.</summary>
    public int Rule { get; } = rule;

    public int Protocol => protocol;

    public int From => from;

    public int To => to;

    public IEnumerable<Cidr> Blocks => peers;

    public AddressSet? Members => members;

    /// <summary>Whether the rule is open to everywhere: <c>0.0.0.0/0</c> or <c>::/0</c>.</summary>
    public bool IsOpenToAll { get; } = peers is [{ IsAny: true }];

    /// <summary>Whether it covers each port of the protocol.</summary>
    public bool CoversAllPorts(byte protocol1) =>
        protocol == IpProtocol.All || (protocol == protocol1 && from <= 0 && to is -1 or 65535);

    public bool IsForFamily(bool ipv6) => peers.Length > 0 && peers[0].IsIPv4 != ipv6;

    /// <summary>Whether the rule allows a packet of the peer <paramref name="peer"/>.</summary>
    [MethodImpl(Hot.Path)]
    public bool Matches(in Passage packet, IpAddress peer) => MatchesProtocol(in packet) && MatchesPeer(in packet, peer);

    /// <summary>Whether the rule is about such packets, whoever the peer is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MatchesProtocol(in Passage packet)
    {
        if (protocol == IpProtocol.All) return true;
        if (protocol != packet.Protocol) return false;
        return protocol switch
        {
            IpProtocol.Tcp or IpProtocol.Udp => packet.RulesSeePorts
                ? from <= packet.DestinationPort && (packet.DestinationPort <= to || to == -1)
                : CoversAllPorts(packet.Protocol),
            IpProtocol.Icmp or IpProtocol.IcmpV6 => packet.RulesSeePorts
                ? from == -1 || (from == packet.IcmpType && (to == -1 || to == packet.IcmpCode))
                : from == -1,
            _ => true,
        };
    }

    // Behind a middlebox a reference to a group matches nothing. (VPC guide, "Security group rules", "Security group referencing")
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MatchesPeer(in Passage packet, IpAddress peer)
    {
        if (members is not null) return !packet.Forwarded && members.Contains(peer);
        return MatchesBlock(peer);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MatchesBlock(IpAddress peer)
    {
        foreach (Cidr block in peers)
            if (block.Contains(peer)) return true;
        return false;
    }
}
