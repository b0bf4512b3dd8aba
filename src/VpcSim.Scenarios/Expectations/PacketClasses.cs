using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Divides all packets between two hosts into those that a design tells apart by protocol, destination port, ICMP type and code.</summary>
/// <remarks>One packet of each class speaks for all of them: the first one of each conversation is meant, whose source port no rule names.</remarks>
internal sealed class PacketClasses
{
    private readonly SortedSet<int> _ports = [0, 1];
    private readonly SortedSet<byte> _protocols = [IpProtocol.Tcp, IpProtocol.Udp, IpProtocol.Icmp];
    private readonly SortedSet<(byte Type, byte Code)> _icmp = [(8, 0)];
    private readonly SortedSet<(byte Type, byte Code)> _icmpV6 = [(128, 0)];

    public PacketClasses(Design design)
    {
        foreach (SecurityGroupRule rule in design.SecurityGroups.SelectMany(static group => group.Ingress.Concat(group.Egress))) Note(rule.Protocol, rule.FromPort, rule.ToPort);
        foreach (NetworkAclEntry entry in design.NetworkAcls.SelectMany(static acl => acl.Entries))
        {
            bool icmp = entry.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
            Note(entry.Protocol, icmp ? entry.IcmpType : entry.FromPort, icmp ? entry.IcmpCode : entry.ToPort);
        }
        // One that no rule names, which only rules for every protocol fit.
        byte other = 253; // for experiments (RFC 3692)
        while (_protocols.Contains(other)) other--;
        _protocols.Add(other);
        _icmp.Add(Unnamed(_icmp));
        _icmpV6.Add(Unnamed(_icmpV6));
    }

    /// <summary>A packet of each class.</summary>
    /// <param name="protocol">IANA number; null for every protocol.</param>
    /// <param name="port">Destination port; null for every port.</param>
    /// <param name="ipv4">The family.</param>
    public ImmutableArray<ProbeKind> Of(byte? protocol, ushort? port, bool ipv4)
    {
        var kinds = ImmutableArray.CreateBuilder<ProbeKind>();
        IEnumerable<byte> protocols = protocol is { } one ? [one] : _protocols;
        foreach (byte candidate in protocols)
        {
            if (candidate is IpProtocol.Icmp or IpProtocol.IcmpV6)
            {
                foreach ((byte type, byte code) in ipv4 ? _icmp : _icmpV6) kinds.Add(new ProbeKind(candidate, 0, type, code));
            }
            else if (Tracing.ProbePacket.HasPorts(candidate))
            {
                foreach (int each in port is { } named ? [named] : Ports(candidate)) kinds.Add(new ProbeKind(candidate, (ushort)each, 0, 0));
            }
            else
            {
                kinds.Add(new ProbeKind(candidate, 0, 0, 0));
            }
        }
        return kinds.ToImmutable();
    }

    private static (byte Type, byte Code) Unnamed(SortedSet<(byte Type, byte Code)> named)
    {
        byte type = 200; // for private experimentation (RFC 4443 section 2.1), and unassigned in ICMP
        while (named.Any(known => known.Type == type)) type--;
        return (type, 0);
    }

    private IEnumerable<int> Ports(byte protocol) => protocol is IpProtocol.Tcp or IpProtocol.Udp ? _ports.Where(static port => port is > 0 and <= ushort.MaxValue) : [1];

    private void Note(int protocol, int from, int to)
    {
        if (protocol is > 0 and <= 255 && protocol != IpProtocol.IcmpV6) _protocols.Add((byte)protocol);
        if (protocol is IpProtocol.Tcp or IpProtocol.Udp && from >= 0)
        {
            _ports.Add(from);
            _ports.Add(to + 1);
        }
        if (protocol is IpProtocol.Icmp or IpProtocol.IcmpV6 && from >= 0)
        {
            SortedSet<(byte Type, byte Code)> known = protocol == IpProtocol.Icmp ? _icmp : _icmpV6;
            known.Add(((byte)from, 0));
            known.Add(((byte)from, (byte)Math.Max(to, 1)));
        }
    }
}
