using VpcSim.Model.Addressing;

namespace VpcSim.Model;

/// <summary>The words for a rule's protocol and ports, the same for security groups and network ACLs.</summary>
public static class RuleText
{
    /// <param name="protocol">IANA number or −1.</param>
    /// <param name="from">First port or ICMP type, −1 for all.</param>
    /// <param name="to">Last port or ICMP code, −1 for all.</param>
    public static string ProtocolAndPorts(int protocol, int from, int to) => protocol switch
    {
        IpProtocol.Tcp or IpProtocol.Udp when from <= 0 && to is -1 or 65535 => $"{IpProtocol.NameOf(protocol)} all ports",
        IpProtocol.Tcp or IpProtocol.Udp => $"{IpProtocol.NameOf(protocol)} {(from == to ? $"{from}" : $"{from}-{to}")}",
        IpProtocol.Icmp or IpProtocol.IcmpV6 when from == -1 => $"{IpProtocol.NameOf(protocol)} all types",
        IpProtocol.Icmp or IpProtocol.IcmpV6 => $"{IpProtocol.NameOf(protocol)} type {from}{(to == -1 ? "" : $" code {to}")}",
        IpProtocol.All => "all traffic",
        _ => $"protocol {protocol}",
    };
}
