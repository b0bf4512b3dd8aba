namespace VpcSim.Wire;

/// <summary>Yes-or-no facts of a packet.</summary>
[Flags]
public enum PacketTraits : ushort
{
    None = 0,

    /// <summary>IPv4 DF bit; always set for IPv6, which no router fragments.</summary>
    DontFragment = 1,

    /// <summary>The first fragment of several: ports are there, more follows.</summary>
    FirstFragment = 2,

    /// <summary>A fragment with an offset above zero: no transport header, ports are 0.</summary>
    LaterFragment = 4,

    /// <summary><see cref="PacketHeader.SourcePort"/> and <see cref="PacketHeader.DestinationPort"/> were read (TCP, UDP, SCTP, UDP-Lite, DCCP).</summary>
    HasPorts = 8,

    /// <summary>An ICMP or ICMPv6 error that quotes another packet (RFC 792, RFC 4443): <see cref="QuotedPacket"/> holds it.</summary>
    QuotesPacket = 16,

    /// <summary>An ICMP or ICMPv6 echo request.</summary>
    EchoRequest = 32,

    /// <summary>An ICMP or ICMPv6 echo reply.</summary>
    EchoReply = 64,

    /// <summary>It is one packet on the wire, whatever its size: simulated hosts know no offload. Never set of captured packets, which offload may have joined.</summary>
    AsSent = 128,
}
