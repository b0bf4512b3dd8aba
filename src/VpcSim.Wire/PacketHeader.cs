using VpcSim.Wire.Ip;

namespace VpcSim.Wire;

/// <summary>What the data path needs to know of one captured packet: the fields of its IP and transport headers, without its bytes.</summary>
/// <remarks>
/// Filled in place by <see cref="PacketDecoder"/>, kept in arrays, passed by <c>ref</c> or <c>in</c>. Addresses are 128 bits wide; IPv4
/// stands in its IPv4-mapped form (<c>::ffff:a.b.c.d</c>, RFC 4291 section 2.5.5.2), <see cref="Version"/> tells the families apart.
/// </remarks>
public struct PacketHeader
{
    /// <summary>When the packet was captured: nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public long TimeNs;

    /// <summary>The packet's number in its capture, from 1, as Wireshark counts frames.</summary>
    public long Number;

    /// <summary>Source address.</summary>
    public WireAddress Source;

    /// <summary>Destination address.</summary>
    public WireAddress Destination;

    /// <summary>
    /// IP total length in bytes, IP header included, link header excluded (for IPv6: payload length + 40). Where the header says 0
    /// (segmentation offload, RFC 2675 jumbograms) it is the frame's original length less its link header.
    /// </summary>
    public int Length;

    /// <summary>
    /// Bytes of the IP header (with IPv6 extension headers) and, where it was read, the transport header: TCP with options, UDP, UDP-Lite
    /// and ICMP 8, the common header of SCTP 12, DCCP with options. Fragments behind the first have the IP header alone.
    /// </summary>
    public int HeaderLength;

    /// <summary>IPv4 identification (16 bits) or the identification of the IPv6 fragment header (32 bits); 0 where there is none.</summary>
    public uint FragmentId;

    /// <summary>TCP, UDP or SCTP source port; 0 where the packet shows none.</summary>
    public ushort SourcePort;

    /// <summary>TCP, UDP or SCTP destination port; 0 where the packet shows none.</summary>
    public ushort DestinationPort;

    /// <summary>Identifier of an ICMP or ICMPv6 echo (and timestamp) message; else 0.</summary>
    public ushort IcmpIdentifier;

    /// <summary>Sequence number of an ICMP or ICMPv6 echo (and timestamp) message; else 0.</summary>
    public ushort IcmpSequence;

    /// <summary>Maximum segment size option of a TCP SYN in bytes; 0 where there is none.</summary>
    public ushort Mss;

    /// <summary>What else is known of the packet.</summary>
    public PacketTraits Traits;

    /// <summary>4 or 6; 0 where <see cref="Status"/> is not <see cref="DecodeStatus.Decoded"/>.</summary>
    public byte Version;

    /// <summary>IANA protocol number of the payload (for IPv6: the header after the extension headers).</summary>
    public byte Protocol;

    /// <summary>TCP flags as on the wire (FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128); 0 for other protocols.</summary>
    public byte TcpFlags;

    /// <summary>IPv4 time to live or IPv6 hop limit.</summary>
    public byte Ttl;

    /// <summary>ICMP or ICMPv6 type; 0 for other protocols.</summary>
    public byte IcmpType;

    /// <summary>ICMP or ICMPv6 code; 0 for other protocols.</summary>
    public byte IcmpCode;

    /// <summary>Bytes of the IPv4 header with its options, 20 to 60, which every fragment carries; 0 for IPv6, which no router fragments.</summary>
    public byte Ipv4HeaderLength;

    /// <summary>Whether the fields above hold anything.</summary>
    public DecodeStatus Status;
}
