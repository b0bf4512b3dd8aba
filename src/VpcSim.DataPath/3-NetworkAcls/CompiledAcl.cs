using System.Runtime.CompilerServices;
using VpcSim.DataPath.Classification;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.DataPath.NetworkAcls;

/// <summary>A network ACL made ready to be asked: each direction's entries in the order of their numbers. (VPC guide, "Network ACLs")</summary>
internal sealed class CompiledAcl
{
    private readonly Lines _inbound;
    private readonly Lines _outbound;

    public CompiledAcl(NetworkAcl acl)
    {
        _inbound = new Lines(LinesOf(acl, egress: false));
        _outbound = new Lines(LinesOf(acl, egress: true));
    }

    /// <summary>The first entry that matches decides; none is the final <c>*</c>, a deny.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="egress">Whether it leaves the subnet.</param>
    /// <param name="entry">The deciding entry's place in the ACL's list, or −1 for <c>*</c>.</param>
    [MethodImpl(Hot.Path)]
    public bool Allows(in Passage packet, bool egress, out int entry)
    {
        Lines lines = egress ? _outbound : _inbound;
        int place = lines.Find(in packet, egress ? packet.Destination : packet.Source);
        entry = place < 0 ? -1 : lines[place].Place;
        return place >= 0 && lines[place].Allow;
    }

    /// <summary>What <see cref="Allows"/> means: one entry after the other.</summary>
    public bool WalkAllows(in Passage packet, bool egress, out int entry)
    {
        Lines lines = egress ? _outbound : _inbound;
        int place = lines.Walk(in packet, egress ? packet.Destination : packet.Source);
        entry = place < 0 ? -1 : lines[place].Place;
        return place >= 0 && lines[place].Allow;
    }

    private static Line[] LinesOf(NetworkAcl acl, bool egress)
    {
        NetworkAclEntry[] ordered =
        [
            .. acl.Entries.Where(entry => entry.Egress == egress).OrderBy(entry => entry.RuleNumber),
            NetworkAclEntry.Final(egress, ipv6: false), NetworkAclEntry.Final(egress, ipv6: true),
        ];
        return Array.ConvertAll(ordered, entry => Line.Of(entry, acl.Entries.IndexOf(entry)));
    }

    private sealed class Lines(Line[] lines)
    {
        private readonly Lazy<RuleClassifier?> _classifier =
            new(() => RuleClassifier.Of([.. lines.Select(static line => (IClassifiedRule)line)], static _ => true));

        public ref readonly Line this[int place] => ref lines[place];

        [MethodImpl(Hot.Path)]
        public int Find(in Passage packet, IpAddress peer) =>
            lines.Length > RuleClassifier.FewRules && _classifier.Value is { } classifier ? classifier.Find(in packet, peer) : Walk(in packet, peer);

        [MethodImpl(Hot.Path)]
        public int Walk(in Passage packet, IpAddress peer)
        {
            for (int place = 0; place < lines.Length; place++)
                if (lines[place].Block.Contains(peer) && lines[place].MatchesProtocol(in packet)) return place;
            return -1;
        }
    }

    private readonly record struct Line(Cidr Block, int Protocol, int From, int To, int Place, bool Allow) : IClassifiedRule
    {
        public IEnumerable<Cidr> Blocks => [Block];

        public AddressSet? Members => null;

        public static Line Of(NetworkAclEntry entry, int place)
        {
            bool icmp = entry.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
            return new Line(
                entry.CidrBlock, entry.Protocol, icmp ? entry.IcmpType : entry.FromPort, icmp ? entry.IcmpCode : entry.ToPort, place, entry.Allow);
        }

        public bool MatchesBlock(IpAddress peer) => Block.Contains(peer);

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
