using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath;

/// <summary>A packet on its way: its header fields as they are at this point of the path, after whatever translation lies behind it.</summary>
internal struct Passage
{
    public IpAddress Source;
    public IpAddress Destination;
    public long TimeNs;
    public int Length;

    /// <summary>Bytes that a packet is longer here than where it was captured (NAT64), each fragment by itself.</summary>
    public int LengthDifference;

    public ushort SourcePort;
    public ushort DestinationPort;

    /// <summary>Of an echo message; translated by NAT gateways as a port is.</summary>
    public ushort IcmpIdentifier;

    public byte Protocol;
    public byte IcmpType;
    public byte IcmpCode;
    public byte TcpFlags;
    public byte Ttl;

    /// <summary>Bytes of the IPv4 header with its options, which every fragment carries.</summary>
    public byte Ipv4HeaderLength;

    /// <summary>Maximum segment size option of a SYN in bytes, lowered by endpoints on the way; 0 where there is none.</summary>
    public ushort Mss;

    public PacketTraits Traits;
    public bool IsIPv6;

    /// <summary>False for a later fragment whose first one is not known.</summary>
    public bool PortsKnown;

    /// <summary>False for a later fragment that security groups and network ACLs judge without ports: only rules without ports match it.</summary>
    public bool RulesSeePorts;

    /// <summary>True when the sending interface passes on what is not its own: references to security groups do not match then.</summary>
    public bool Forwarded;

    /// <summary>The packet that this ICMP error quotes, if <see cref="Quotes"/>; translated together with the packet.</summary>
    public QuotedPacket Quote;

    /// <summary>False for a later fragment that belongs to no connection that could be named: its first one is not known, and its protocol is tracked by ports.</summary>
    public readonly bool HasTuple => PortsKnown || Protocol is not (1 or 6 or 17 or 58);

    /// <summary>The same for security groups, which may be set not to see what the first fragment showed.</summary>
    public readonly bool RulesSeeTuple => RulesSeePorts || Protocol is not (1 or 6 or 17 or 58);

    public readonly bool Quotes => (Traits & PacketTraits.QuotesPacket) != 0;

    public readonly bool IsLaterFragment => (Traits & PacketTraits.LaterFragment) != 0;

    public readonly bool IsIcmp => Protocol is 1 or 58;

    public readonly bool IsEcho => (Traits & (PacketTraits.EchoRequest | PacketTraits.EchoReply)) != 0;
}
