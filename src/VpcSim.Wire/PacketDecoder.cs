using System.Runtime.CompilerServices;
using VpcSim.Wire.Dccp;
using VpcSim.Wire.Ethernet;
using VpcSim.Wire.Icmp;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Links;
using VpcSim.Wire.Sctp;
using VpcSim.Wire.Tcp;
using VpcSim.Wire.Udp;

namespace VpcSim.Wire;

/// <summary>Reads the headers of captured frames. Never throws, never allocates, whatever the bytes are.</summary>
public static class PacketDecoder
{
    /// <summary>Fills <paramref name="header"/> from a frame: every field except <see cref="PacketHeader.TimeNs"/> and <see cref="PacketHeader.Number"/>.</summary>
    /// <param name="link">What the frame begins with.</param>
    /// <param name="frame">The captured bytes, possibly fewer than were on the wire.</param>
    /// <param name="originalLength">The frame's length on the wire in bytes; a value below the captured length counts as that.</param>
    /// <param name="header">Filled; all its fields but the status are 0 unless the frame is <see cref="DecodeStatus.Decoded"/>.</param>
    /// <param name="quote">Filled where <see cref="PacketTraits.QuotesPacket"/> is set, else left as it was.</param>
    /// <param name="why">The reason where the status is <see cref="DecodeStatus.Undecodable"/>, else <see cref="Undecodable.None"/>.</param>
    /// <remarks>
    /// Transport headers are read of packets and first fragments; bytes beyond the IP length (Ethernet padding) do not count. A packet that
    /// the capture cut is decoded as long as its headers are there: 20 bytes of TCP, 8 of UDP, 12 of SCTP and DCCP, 4 of ICMP.
    /// </remarks>
    [MethodImpl(Hot.Path)]
    public static void Decode(
        LinkType link,
        ReadOnlySpan<byte> frame,
        int originalLength,
        ref PacketHeader header,
        ref QuotedPacket quote,
        out Undecodable why)
    {
        Clear(ref header);
        why = LinkHeader.Read(link, frame, out EtherType type, out int at);
        if (why == Undecodable.None)
        {
            ReadOnlySpan<byte> packet = frame[at..];
            int wireLength = Math.Max(originalLength, frame.Length) - at;
            switch (type)
            {
                case EtherType.Ipv4:
                    why = ReadIpv4(packet, wireLength, ref header, ref quote);
                    break;
                case EtherType.Ipv6:
                    why = ReadIpv6(packet, wireLength, ref header, ref quote);
                    break;
                default:
                    header.Status = DecodeStatus.NotIp;
                    break;
            }
        }

        if (why != Undecodable.None)
        {
            Clear(ref header);
            header.Status = DecodeStatus.Undecodable;
        }
    }

    private static void Clear(ref PacketHeader header)
    {
        long timeNs = header.TimeNs;
        long number = header.Number;
        header = default;
        header.TimeNs = timeNs;
        header.Number = number;
    }

    [MethodImpl(Hot.Path)]
    private static Undecodable ReadIpv4(ReadOnlySpan<byte> bytes, int wireLength, ref PacketHeader header, ref QuotedPacket quote)
    {
        Undecodable why = Ipv4View.Read(bytes, out Ipv4View packet);
        if (why != Undecodable.None)
        {
            return why;
        }

        int length = packet.TotalLength;
        if (length == 0)
        {
            length = wireLength;
        }

        int headerLength = packet.HeaderLength;
        header.Version = 4;
        header.Source = packet.Source;
        header.Destination = packet.Destination;
        header.Protocol = packet.Protocol;
        header.Ttl = packet.TimeToLive;
        header.Length = length;
        header.HeaderLength = headerLength;
        header.Ipv4HeaderLength = (byte)headerLength;
        header.FragmentId = packet.Identification;
        header.Traits = packet.DontFragment ? PacketTraits.DontFragment : PacketTraits.None;
        if (packet.IsFragment)
        {
            if (packet.FragmentOffset != 0)
            {
                header.Traits |= PacketTraits.LaterFragment;
                return Undecodable.None;
            }

            header.Traits |= PacketTraits.FirstFragment;
        }

        return ReadTransport(bytes[headerLength..Math.Min(length, bytes.Length)], length - headerLength, ref header, ref quote);
    }

    private static Undecodable ReadIpv6(ReadOnlySpan<byte> bytes, int wireLength, ref PacketHeader header, ref QuotedPacket quote)
    {
        Undecodable why = Ipv6View.Read(bytes, out Ipv6View packet);
        if (why != Undecodable.None)
        {
            return why;
        }

        int length = packet.PayloadLength == 0 && packet.NextHeader != ProtocolNumber.NoNextHeader
            ? wireLength
            : packet.PayloadLength + Ipv6View.HeaderLength;
        bytes = bytes[..Math.Min(length, bytes.Length)];
        var chain = default(Ipv6ExtensionChain);
        why = chain.Walk(bytes, length, packet.NextHeader);
        if (why != Undecodable.None)
        {
            return why;
        }

        header.Version = 6;
        header.Source = packet.Source;
        header.Destination = packet.Destination;
        header.Protocol = chain.Protocol;
        header.Ttl = packet.HopLimit;
        header.Length = length;
        header.HeaderLength = chain.HeaderLength;
        header.FragmentId = chain.FragmentId;
        header.Traits = PacketTraits.DontFragment;
        if (chain.IsLaterFragment)
        {
            header.Traits |= PacketTraits.LaterFragment;
            return Undecodable.None;
        }

        if (chain.IsFirstFragment)
        {
            header.Traits |= PacketTraits.FirstFragment;
        }

        return ReadTransport(bytes[chain.HeaderLength..], length - chain.HeaderLength, ref header, ref quote);
    }

    [MethodImpl(Hot.Path)]
    private static Undecodable ReadTransport(ReadOnlySpan<byte> bytes, int length, ref PacketHeader header, ref QuotedPacket quote)
    {
        switch (header.Protocol)
        {
            case ProtocolNumber.Tcp:
                {
                    Undecodable why = TcpView.Read(bytes, length, out TcpView tcp);
                    if (why == Undecodable.None)
                    {
                        SetPorts(tcp.SourcePort, tcp.DestinationPort, tcp.HeaderLength, ref header);
                        header.TcpFlags = tcp.Flags;
                        header.Mss = tcp.MaximumSegmentSize;
                    }

                    return why;
                }

            case ProtocolNumber.Udp:
                {
                    Undecodable why = UdpView.Read(bytes, length, out UdpView udp);
                    if (why == Undecodable.None)
                    {
                        SetPorts(udp.SourcePort, udp.DestinationPort, UdpView.HeaderLength, ref header);
                    }

                    return why;
                }

            case ProtocolNumber.Icmp when header.Version == 4:
            case ProtocolNumber.Icmpv6 when header.Version == 6:
                return ReadIcmp(bytes, length, ref header, ref quote);
            case ProtocolNumber.Sctp or ProtocolNumber.UdpLite or ProtocolNumber.Dccp:
                return ReadRarer(bytes, length, ref header);
            default:
                return Undecodable.None;
        }
    }

    private static Undecodable ReadRarer(ReadOnlySpan<byte> bytes, int length, ref PacketHeader header)
    {
        Undecodable why;
        switch (header.Protocol)
        {
            case ProtocolNumber.Sctp:
                why = SctpView.Read(bytes, length, out SctpView sctp);
                if (why == Undecodable.None)
                {
                    SetPorts(sctp.SourcePort, sctp.DestinationPort, SctpView.HeaderLength, ref header);
                }

                return why;
            case ProtocolNumber.Dccp:
                why = DccpView.Read(bytes, length, out DccpView dccp);
                if (why == Undecodable.None)
                {
                    SetPorts(dccp.SourcePort, dccp.DestinationPort, dccp.HeaderLength, ref header);
                }

                return why;
            default:
                why = UdpView.Read(bytes, length, out UdpView udpLite);
                if (why == Undecodable.None)
                {
                    SetPorts(udpLite.SourcePort, udpLite.DestinationPort, UdpView.HeaderLength, ref header);
                }

                return why;
        }
    }

    private static Undecodable ReadIcmp(ReadOnlySpan<byte> bytes, int length, ref PacketHeader header, ref QuotedPacket quote)
    {
        Undecodable why = IcmpView.Read(bytes, length, out IcmpView message);
        if (why != Undecodable.None)
        {
            return why;
        }

        byte type = message.Type;
        bool isVersion4 = header.Version == 4;
        header.IcmpType = type;
        header.IcmpCode = message.Code;
        header.HeaderLength += Math.Min(IcmpView.HeaderLength, length);
        if (isVersion4 ? IcmpMessages.IsQuery(type) : IcmpMessages.IsQueryV6(type))
        {
            header.IcmpIdentifier = message.Identifier;
            header.IcmpSequence = message.Sequence;
            if (type == (isVersion4 ? IcmpMessages.EchoRequest : IcmpMessages.EchoRequestV6))
            {
                header.Traits |= PacketTraits.EchoRequest;
            }
            else if (type == (isVersion4 ? IcmpMessages.EchoReply : IcmpMessages.EchoReplyV6))
            {
                header.Traits |= PacketTraits.EchoReply;
            }
        }
        else if (isVersion4
            ? IcmpMessages.IsError(type) && Quote.TryReadIpv4(message.Body, ref quote)
            : IcmpMessages.IsErrorV6(type) && Quote.TryReadIpv6(message.Body, ref quote))
        {
            header.Traits |= PacketTraits.QuotesPacket;
        }

        return Undecodable.None;
    }

    private static void SetPorts(ushort source, ushort destination, int transportHeaderLength, ref PacketHeader header)
    {
        header.SourcePort = source;
        header.DestinationPort = destination;
        header.HeaderLength += transportHeaderLength;
        header.Traits |= PacketTraits.HasPorts;
    }
}
