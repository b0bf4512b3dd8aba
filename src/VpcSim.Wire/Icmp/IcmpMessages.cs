namespace VpcSim.Wire.Icmp;

/// <summary>What the types of ICMP (RFC 792) and ICMPv6 (RFC 4443) say about a message.</summary>
public static class IcmpMessages
{
    public const byte EchoReply = 0;
    public const byte DestinationUnreachable = 3;
    public const byte SourceQuench = 4;
    public const byte Redirect = 5;
    public const byte EchoRequest = 8;
    public const byte TimeExceeded = 11;
    public const byte ParameterProblem = 12;
    public const byte TimestampRequest = 13;
    public const byte TimestampReply = 14;
    public const byte AddressMaskReply = 18;

    public const byte DestinationUnreachableV6 = 1;
    public const byte PacketTooBigV6 = 2;
    public const byte TimeExceededV6 = 3;
    public const byte ParameterProblemV6 = 4;
    public const byte EchoRequestV6 = 128;
    public const byte EchoReplyV6 = 129;

    /// <summary>True for ICMP messages whose second four bytes are identifier and sequence number: echo, timestamp, information, mask.</summary>
    public static bool IsQuery(byte type) => type is EchoReply or EchoRequest or (>= TimestampRequest and <= AddressMaskReply);

    /// <summary>True for ICMPv6 echo messages, the only ones of RFC 4443 with identifier and sequence number.</summary>
    public static bool IsQueryV6(byte type) => type is EchoRequestV6 or EchoReplyV6;

    /// <summary>True for ICMP messages that quote the packet they are about (RFC 1122 section 3.2.2 lists them).</summary>
    public static bool IsError(byte type) =>
        type is DestinationUnreachable or SourceQuench or Redirect or TimeExceeded or ParameterProblem;

    /// <summary>True for the ICMPv6 errors that quote the packet they are about (RFC 4443 section 3).</summary>
    public static bool IsErrorV6(byte type) => type is >= DestinationUnreachableV6 and <= ParameterProblemV6;

    /// <summary>True for an ICMP message of nothing but zeros around its checksum, as an echo reply can be; its checksum is 0xFFFF, which an update by difference cannot tell from 0 (RFC 1624 section 3).</summary>
    /// <param name="message">The message from its type on, its checksum whole.</param>
    internal static bool IsOfZeros(ReadOnlySpan<byte> message) =>
        !message[..2].ContainsAnyExcept((byte)0) && !message[4..].ContainsAnyExcept((byte)0);
}
