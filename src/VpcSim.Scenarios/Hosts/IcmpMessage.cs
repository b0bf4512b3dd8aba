using VpcSim.Scenarios.Simulations;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts;

/// <summary>The headers of ICMP and ICMPv6 messages.</summary>
internal static class IcmpMessage
{
    public const byte Icmp = 1, Icmpv6 = 58;
    private const int LargestQuote = 548, LargestQuoteV6 = 1232; // RFC 1812 section 4.3.2.3, RFC 4443 section 3.1

    /// <summary>Bytes of a packet that an error quotes.</summary>
    public static int QuotedLength(bool ipv4, int length) => Math.Min(length, ipv4 ? LargestQuote : LargestQuoteV6);

    /// <summary>The header of an error.</summary>
    /// <param name="from">Who makes it.</param>
    /// <param name="to">Who sent the packet in question.</param>
    /// <param name="type">Type.</param>
    /// <param name="code">Code.</param>
    /// <param name="length">IP total length of the packet in question.</param>
    public static PacketHeader Header(WireAddress from, WireAddress to, byte type, byte code, int length)
    {
        PacketHeader header = Between(from, to, QuotedLength(from.IsIPv4, length));
        (header.IcmpType, header.IcmpCode) = (type, code);
        header.Traits |= PacketTraits.QuotesPacket;
        return header;
    }

    /// <summary>The header of a message with a payload of some bytes.</summary>
    public static PacketHeader Between(WireAddress from, WireAddress to, int payload)
    {
        bool ipv4 = from.IsIPv4;
        int ip = ipv4 ? PacketBytes.Ipv4Header : PacketBytes.Ipv6Header;
        return new PacketHeader
        {
            Status = DecodeStatus.Decoded,
            Version = ipv4 ? (byte)4 : (byte)6,
            Protocol = ipv4 ? Icmp : Icmpv6,
            Source = from,
            Destination = to,
            Ttl = 64,
            Traits = ipv4 ? PacketTraits.None : PacketTraits.DontFragment,
            Ipv4HeaderLength = ipv4 ? (byte)PacketBytes.Ipv4Header : (byte)0,
            HeaderLength = ip + PacketBytes.ShortHeader,
            Length = ip + PacketBytes.ShortHeader + payload,
        };
    }

    /// <summary>What an error about a packet quotes of it.</summary>
    public static QuotedPacket Quoting(in PacketHeader header) => new()
    {
        Source = header.Source,
        Destination = header.Destination,
        Protocol = header.Protocol,
        IcmpType = header.IcmpType,
        IcmpCode = header.IcmpCode,
        SourcePort = header.SourcePort,
        DestinationPort = header.DestinationPort,
        IcmpIdentifier = header.IcmpIdentifier,
        IcmpSequence = header.IcmpSequence,
    };
}
