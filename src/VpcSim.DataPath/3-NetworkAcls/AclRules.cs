using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.DataPath.NetworkAcls;

/// <summary>Asks a network ACL what it would do with a packet, by the entries that packets meet, without a packet.</summary>
public sealed class AclRules(NetworkAcl acl)
{
    private readonly CompiledAcl _compiled = new(acl);

    /// <summary>The entry that decides; null for the final <c>*</c>, a deny.</summary>
    /// <param name="egress">Whether the packet leaves the subnet.</param>
    /// <param name="protocol">IANA number.</param>
    /// <param name="port">The destination port; for ICMP the type.</param>
    /// <param name="code">The code of ICMP; else 0.</param>
    /// <param name="peer">The address outside the subnet.</param>
    public NetworkAclEntry? Deciding(bool egress, byte protocol, ushort port, byte code, IpAddress peer)
    {
        bool icmp = protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        var packet = new Passage
        {
            Source = peer,
            Destination = peer,
            Protocol = protocol,
            IsIPv6 = !peer.IsIPv4,
            DestinationPort = icmp ? (ushort)0 : port,
            IcmpType = icmp ? (byte)port : (byte)0,
            IcmpCode = code,
            PortsKnown = true,
            RulesSeePorts = true,
        };
        _compiled.Allows(in packet, egress, out int entry);
        return entry < 0 ? null : acl.Entries[entry];
    }
}
