namespace VpcSim.Wire;

/// <summary>What a captured frame begins with; values as in the pcap link-type registry (draft-ietf-opsawg-pcaplinktype).</summary>
/// <remarks>A capture may hold any 16-bit value; those without a name here decode as <see cref="Undecodable.LinkTypeNotRead"/>.</remarks>
public enum LinkType
{
    /// <summary>BSD loopback: four bytes of address family in the byte order of the capturing machine.</summary>
    Null = 0,

    /// <summary>Ethernet II and IEEE 802.3, with any number of 802.1Q and 802.1ad tags.</summary>
    Ethernet = 1,

    /// <summary>An IPv4 or IPv6 packet without link header. Older files say 12 or 14, which the reader gives as 101.</summary>
    Raw = 101,

    /// <summary>OpenBSD loopback: four bytes of address family, big-endian.</summary>
    Loop = 108,

    /// <summary>Linux "cooked" capture, version 1 (<c>tcpdump -i any</c>): 16 bytes.</summary>
    LinuxSll = 113,

    /// <summary>An IPv4 packet without link header.</summary>
    Ipv4 = 228,

    /// <summary>An IPv6 packet without link header.</summary>
    Ipv6 = 229,

    /// <summary>Linux "cooked" capture, version 2: 20 bytes.</summary>
    LinuxSll2 = 276,
}
