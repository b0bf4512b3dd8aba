using VpcSim.Model.Addressing;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>Asks one security group rule by itself, by the code that packets meet.</summary>
/// <remarks>Ports, ICMP types and blocks are intervals: what holds at both ends holds in between.</remarks>
public static class SingleRule
{
    /// <summary>Protocols that some rule may name and another not: the ends of "all traffic".</summary>
    private static readonly byte[] _anyProtocol = [IpProtocol.Tcp, IpProtocol.Udp, IpProtocol.Icmp, IpProtocol.IcmpV6, 253, 254];

    /// <summary>Whether a rule whose peer is a block allows a packet.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="protocol">IANA number.</param>
    /// <param name="port">The destination port; for ICMP the type.</param>
    /// <param name="peer">The address at the other end.</param>
    public static bool Allows(SecurityGroupRule rule, byte protocol, ushort port, IpAddress peer) =>
        Matches(Compile(rule, rule.Cidr is { } block ? [block] : []), protocol, port, 0, peer);

    /// <summary>Whether a rule allows all that another one does. Of rules that name a group or a prefix list only those that name the same are compared.</summary>
    public static bool Covers(SecurityGroupRule wide, SecurityGroupRule narrow)
    {
        (Cidr Wide, Cidr Narrow) blocks;
        if (wide.Cidr is { } outer && narrow.Cidr is { } inner)
        {
            if (!outer.Contains(inner)) return false; // most pairs of a long list
            blocks = (outer, inner);
        }
        else if (wide.Cidr is null && narrow.Cidr is null && wide.Peer == narrow.Peer) blocks = (Cidr.AnyIPv4, Cidr.AnyIPv4);
        else return false;
        CompiledRule rule = Compile(wide, [blocks.Wide]);
        foreach (byte protocol in narrow.Protocol == IpProtocol.All ? _anyProtocol : [(byte)narrow.Protocol])
        {
            foreach ((ushort port, byte code) in Ends(narrow, protocol))
                if (!Matches(rule, protocol, port, code, blocks.Narrow.Network) || !Matches(rule, protocol, port, code, blocks.Narrow.Last)) return false;
        }
        return true;
    }

    private static IEnumerable<(ushort Port, byte Code)> Ends(SecurityGroupRule rule, byte protocol)
    {
        bool all = rule.Protocol == IpProtocol.All || rule.FromPort < 0;
        switch (protocol)
        {
            case IpProtocol.Tcp or IpProtocol.Udp:
                return [(all ? (ushort)0 : (ushort)rule.FromPort, 0), (all || rule.ToPort < 0 ? ushort.MaxValue : (ushort)rule.ToPort, 0)];
            case IpProtocol.Icmp or IpProtocol.IcmpV6 when all:
                return [(0, 0), (255, 255)];
            case IpProtocol.Icmp or IpProtocol.IcmpV6:
                return rule.ToPort < 0 ? [((ushort)rule.FromPort, 0), ((ushort)rule.FromPort, 255)] : [((ushort)rule.FromPort, (byte)rule.ToPort)];
            default:
                return [(0, 0)];
        }
    }

    private static CompiledRule Compile(SecurityGroupRule rule, Cidr[] peers) => new(rule.Protocol, rule.FromPort, rule.ToPort, peers, members: null, group: -1, rule: -1);

    private static bool Matches(CompiledRule rule, byte protocol, ushort port, byte code, IpAddress peer)
    {
        bool icmp = protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        var packet = new Passage
        {
            Protocol = protocol,
            IsIPv6 = !peer.IsIPv4,
            DestinationPort = icmp ? (ushort)0 : port,
            IcmpType = icmp ? (byte)port : (byte)0,
            IcmpCode = code,
            PortsKnown = true,
            RulesSeePorts = true,
        };
        return rule.Matches(in packet, peer);
    }
}
