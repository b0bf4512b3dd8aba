namespace VpcSim.Wire.Ip;

/// <summary>IANA protocol numbers that the decoder knows, IPv6 extension headers among them.</summary>
public static class ProtocolNumber
{
    public const byte HopByHop = 0;
    public const byte Icmp = 1;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    public const byte Dccp = 33;
    public const byte Ipv6Routing = 43;
    public const byte Ipv6Fragment = 44;
    public const byte Gre = 47;
    public const byte Esp = 50;
    public const byte AuthenticationHeader = 51;
    public const byte Icmpv6 = 58;
    public const byte NoNextHeader = 59;
    public const byte Ipv6DestinationOptions = 60;
    public const byte Sctp = 132;
    public const byte Mobility = 135;
    public const byte UdpLite = 136;
    public const byte Hip = 139;
    public const byte Shim6 = 140;

    /// <summary>True for protocols whose header begins with a source and a destination port of 16 bits each.</summary>
    public static bool BeginsWithPorts(byte protocol) => protocol is Tcp or Udp or Dccp or Sctp or UdpLite;
}
