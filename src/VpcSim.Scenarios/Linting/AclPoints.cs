using VpcSim.Model.Addressing;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.Scenarios.Linting;

/// <summary>The packets at which a direction of a network ACL may begin to judge otherwise.</summary>
internal sealed class AclPoints
{
    private const byte SomeOtherProtocol = 253; // RFC 3692, for experiments

    private readonly NetworkAclEntry[] _entries;

    public AclPoints(NetworkAcl acl, bool egress) => _entries = [.. acl.Entries.Where(entry => entry.Egress == egress)];

    /// <summary>Addresses of a block: its first one, and where another entry's block begins or ends.</summary>
    public IReadOnlyCollection<IpAddress> AddressesIn(Cidr block)
    {
        var addresses = new SortedSet<IpAddress> { block.Network };
        foreach (NetworkAclEntry entry in _entries)
        {
            if (block.Contains(entry.CidrBlock.Network)) addresses.Add(entry.CidrBlock.Network);
            IpAddress behind = entry.CidrBlock.Last + 1;
            if (block.Contains(behind)) addresses.Add(behind);
        }
        return addresses;
    }

    /// <summary>Ports from one to another: the first, and where another entry's range begins or ends.</summary>
    public IReadOnlyCollection<ushort> PortsIn(int first, int last)
    {
        var ports = new SortedSet<ushort> { (ushort)first };
        foreach (NetworkAclEntry entry in _entries)
        {
            if (entry.FromPort > first && entry.FromPort <= last) ports.Add((ushort)entry.FromPort);
            if (entry.ToPort >= first && entry.ToPort < last) ports.Add((ushort)(entry.ToPort + 1));
        }
        return ports;
    }

    /// <summary>What an entry is about: a protocol with a port, or a type and code, at each of those points.</summary>
    public IEnumerable<(byte Protocol, ushort Port, byte Code)> PacketsOf(NetworkAclEntry entry)
    {
        SortedSet<int> protocols = entry.Protocol == IpProtocol.All
            ? [IpProtocol.Tcp, IpProtocol.Udp, IpProtocol.Icmp, IpProtocol.IcmpV6, SomeOtherProtocol, .. _entries.Select(static other => other.Protocol).Where(static protocol => protocol >= 0)]
            : [entry.Protocol];
        foreach (int protocol in protocols)
        {
            switch (protocol)
            {
                case IpProtocol.Tcp or IpProtocol.Udp:
                    bool all = entry.Protocol == IpProtocol.All || entry.FromPort < 0;
                    foreach (ushort port in PortsIn(all ? 0 : entry.FromPort, all || entry.ToPort < 0 ? ushort.MaxValue : entry.ToPort)) yield return ((byte)protocol, port, 0);
                    break;
                case IpProtocol.Icmp or IpProtocol.IcmpV6:
                    foreach ((ushort type, byte code) in MessagesOf(entry)) yield return ((byte)protocol, type, code);
                    break;
                default:
                    yield return ((byte)protocol, 0, 0);
                    break;
            }
        }
    }

    private IEnumerable<(ushort Type, byte Code)> MessagesOf(NetworkAclEntry entry)
    {
        SortedSet<ushort> types = entry.Protocol == IpProtocol.All || entry.IcmpType < 0 ? [.. Borders(static other => other.IcmpType)] : [(ushort)entry.IcmpType];
        SortedSet<ushort> codes = entry.Protocol == IpProtocol.All || entry.IcmpCode < 0 ? [.. Borders(static other => other.IcmpCode)] : [(ushort)entry.IcmpCode];
        foreach (ushort type in types)
            foreach (ushort code in codes) yield return (type, (byte)code);
    }

    // 0, and each value that some entry names with the one behind it.
    private IEnumerable<ushort> Borders(Func<NetworkAclEntry, int> valueOf) =>
        _entries.Select(valueOf).Where(static value => value >= 0).SelectMany(static value => new[] { value, value + 1 }).Where(static value => value <= 255).Select(static value => (ushort)value).Prepend((ushort)0);
}
