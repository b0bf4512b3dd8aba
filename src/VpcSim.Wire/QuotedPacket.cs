using VpcSim.Wire.Ip;

namespace VpcSim.Wire;

/// <summary>The head of the packet that an ICMP error quotes (RFC 792: IP header and 64 bits; RFC 4443: as much as fits).</summary>
public struct QuotedPacket
{
    /// <summary>Source address, IPv4 in IPv4-mapped form.</summary>
    public WireAddress Source;

    /// <summary>Destination address, IPv4 in IPv4-mapped form.</summary>
    public WireAddress Destination;

    /// <summary>IANA protocol number.</summary>
    public byte Protocol;

    /// <summary>ICMP type of a quoted ICMP message; else 0.</summary>
    public byte IcmpType;

    /// <summary>ICMP code of a quoted ICMP message; else 0.</summary>
    public byte IcmpCode;

    /// <summary>True when the quoted packet is a fragment with an offset above zero, so that it shows no ports.</summary>
    public bool LaterFragment;

    /// <summary>Source port; 0 where none is quoted.</summary>
    public ushort SourcePort;

    /// <summary>Destination port; 0 where none is quoted.</summary>
    public ushort DestinationPort;

    /// <summary>Identifier of a quoted echo message; else 0.</summary>
    public ushort IcmpIdentifier;

    /// <summary>Sequence number of a quoted echo message; else 0.</summary>
    public ushort IcmpSequence;
}
