using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.DataPath.NetworkAcls;

/// <summary>A network ACL made ready to be asked: each direction's entries in the order of their numbers. (VPC guide, "Network ACLs")</summary>
internal sealed class CompiledAcl
{
    private readonly Line[] _inbound;
    private readonly Line[] _outbound;

    public CompiledAcl(NetworkAcl acl)
    {
        _inbound = LinesOf(acl, egress: false);
        _outbound = LinesOf(acl, egress: true);
    }

    /// <summary>The first entry that matches decides; none is the final <c>*</c>, a deny.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="egress">Whether it leaves the subnet.</param>
    /// <param name="entry">The deciding entry's place in the ACL's list, or −1 for <c>*</c>.</param>
    [MethodImpl(Hot.Path)]
    public bool Allows(in Passage packet, bool egress, out int entry)
    {
        IpAddress peer = egress ? packet.Destination : packet.Source;
        foreach (ref readonly Line line in (egress ? _outbound : _inbound).AsSpan())
        {
            if (!line.Block.Contains(peer) || !line.MatchesProtocol(in packet)) continue;
            entry = line.Place;
            return line.Allow;
        }
        entry = -1;
        return false;
    }

    private static Line[] LinesOf(NetworkAcl acl, bool egress)
    {
        IEnumerable<NetworkAclEntry> ordered = acl.Entries.Where(entry => entry.Egress == egress).OrderBy(entry => entry.RuleNumber)
            .Append(NetworkAclEntry.Final(egress, ipv6: false)).Append(NetworkAclEntry.Final(egress, ipv6: true));
        return [.. ordered.Select(entry => Line.Of(entry, acl.Entries.IndexOf(entry)))];
    }

    private readonly record struct Line(Cidr Block, int Protocol, int From, int To, int Place, bool Allow)
    {
        public static Line Of(NetworkAclEntry entry, int place)
        {
            bool icmp = entry.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
            return new Line(
                entry.CidrBlock, entry.Protocol, icmp ? entry.IcmpType : entry.FromPort, icmp ? entry.IcmpCode : entry.ToPort, place, entry.Allow);
        }

        // The port range is the packet's destination port in both directions; protocols without ports ignore it.
        public bool MatchesProtocol(in Passage packet)
        {
            if (Protocol == IpProtocol.All) return true;
            if (Protocol != packet.Protocol) return false;
            switch (Protocol)
            {
                case IpProtocol.Tcp or IpProtocol.Udp:
                    bool allPorts = From <= 0 && To is -1 or 65535;
                    return allPorts || (packet.RulesSeePorts && From <= packet.DestinationPort && packet.DestinationPort <= To);
                case IpProtocol.IcmpV6 when Block.IsIPv4:
                    return true;
                case IpProtocol.Icmp or IpProtocol.IcmpV6:
                    return From == -1 || (packet.RulesSeePorts && From == packet.IcmpType && (To == -1 || To == packet.IcmpCode));
                default:
                    return true;
            }
        }
    }
}
