using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Changes;

/// <summary>Ports, or ICMP type and code, of a rule or an entry: the ones that the protocol has.</summary>
internal static class PortWords
{
    /// <summary>First and last port, or ICMP type and code; −1 for all. Null, and a complaint, where the protocol has not what is written.</summary>
    public static (int From, int To)? Read(ChangeWords words, int protocol)
    {
        bool icmp = protocol is IpProtocol.Icmp or IpProtocol.IcmpV6, ports = protocol is IpProtocol.Tcp or IpProtocol.Udp;
        string name = IpProtocol.NameOf(protocol);
        if (words.Has("port") && !ports)
        {
            words.Complain("port", icmp ? $"{name} has no ports; write icmp-type and icmp-code" : $"a rule of protocol {name} takes no port; write protocol: tcp or udp");
            return null;
        }
        foreach (string key in (ReadOnlySpan<string>)["icmp-type", "icmp-code"])
        {
            if (!words.Has(key) || icmp) continue;
            words.Complain(key, $"protocol {name} has no {key}; write protocol: icmp or icmpv6");
            return null;
        }
        return icmp ? (words.Number("icmp-type") ?? -1, words.Number("icmp-code") ?? -1) : words.Ports("port");
    }
}
