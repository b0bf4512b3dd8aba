using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Expectations;

/// <summary>What kind of packet is tried.</summary>
/// <param name="Protocol">IANA number; 1 stands for ICMPv6 between IPv6 addresses.</param>
/// <param name="Port">Destination port; 0 for protocols without.</param>
/// <param name="IcmpType">Of ICMP.</param>
/// <param name="IcmpCode">Of ICMP.</param>
internal readonly record struct ProbeKind(byte Protocol, ushort Port, byte IcmpType, byte IcmpCode)
{
    public override string ToString() => Protocol switch
    {
        IpProtocol.Icmp or IpProtocol.IcmpV6 => $"icmp type {IcmpType}",
        _ when Port > 0 => $"{IpProtocol.NameOf(Protocol)} {Port}",
        _ => IpProtocol.NameOf(Protocol),
    };
}
