using System.Buffers.Binary;
using System.Net;
using PacketDotNet;
using VpcSim.Wire.Checksums;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Tcp;

namespace VpcSim.Wire.Answers;

/// <summary>Packets with which routers and gateways answer others: ICMP errors and resets. Built anew, with right checksums.</summary>
public static class AnswerPackets
{
    private const int LargestIcmp = 576; // RFC 1812 section 4.3.2.3: as much of the packet as fits
    private const int LargestIcmpv6 = 1280; // RFC 4443 section 3.1: the smallest MTU of IPv6
    private const int IcmpHeaderLength = 8;
    private const int ChecksumAt = 2;
    private const int TypeSpecificAt = 4;
    private const int TimeToLive = 255;
    private const int SequenceAt = 4;
    private const int AcknowledgmentAt = 8;
    private const byte Fin = 1, Syn = 2, Reset = 4, Ack = 16;

    /// <summary>An ICMP error (RFC 792, RFC 1191) or ICMPv6 error (RFC 4443).</summary>
    /// <param name="from">Who answers; IPv4 in IPv4-mapped form.</param>
    /// <param name="to">The sender of the packet in question.</param>
    /// <param name="type">Type of ICMP or ICMPv6.</param>
    /// <param name="code">Its code.</param>
    /// <param name="mtu">Bytes that the next link takes, where the packet was too big; else 0.</param>
    /// <param name="about">The packet in question, from its IP header on.</param>
    public static byte[] IcmpError(WireAddress from, WireAddress to, byte type, byte code, int mtu, ReadOnlySpan<byte> about)
    {
        bool isIPv4 = from.IsIPv4 && to.IsIPv4; // a packet of IPv6 may name an IPv4-mapped address
        int headers = isIPv4 ? Ipv4View.SmallestHeader : Ipv6View.HeaderLength;
        int most = (isIPv4 ? LargestIcmp : LargestIcmpv6) - headers - IcmpHeaderLength;
        about = about[..Math.Min(about.Length, most)];
        byte[] message = new byte[IcmpHeaderLength + about.Length];
        (message[0], message[1]) = (type, code);
        about.CopyTo(message.AsSpan(IcmpHeaderLength));
        if (isIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(TypeSpecificAt), (ushort)mtu); // RFC 1191 section 4: in the lower half
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(ChecksumAt), InternetChecksum.Compute(message));
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(TypeSpecificAt), (uint)mtu);
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(ChecksumAt), InternetChecksum.Compute(from, to, ProtocolNumber.Icmpv6, message));
        }

        IPPacket packet = PacketBetween(from, to, isIPv4, isIPv4 ? ProtocolType.Icmp : ProtocolType.IcmpV6);
        packet.PayloadData = message;
        return Bytes(packet);
    }

    /// <summary>The segment with which somebody answers for a TCP connection that he does not know (RFC 9293 section 3.10.7.1).</summary>
    /// <param name="packet">The segment that is answered, from its IP header on; its addresses and ports are taken the other way round.</param>
    /// <param name="wireLength">Its IP total length in bytes.</param>
    /// <returns>Null where its TCP header is not there.</returns>
    public static byte[]? TcpReset(ReadOnlySpan<byte> packet, int wireLength)
    {
        if (!TryFindTransport(packet, wireLength, out int at, out WireAddress source, out WireAddress destination)
            || TcpView.Read(packet[at..], wireLength - at, out TcpView segment) != Undecodable.None)
        {
            return null;
        }

        ReadOnlySpan<byte> header = packet[at..];
        uint sequence = BinaryPrimitives.ReadUInt32BigEndian(header[SequenceAt..]);
        uint length = (uint)(wireLength - at - segment.HeaderLength) + ((segment.Flags & Syn) != 0 ? 1u : 0) + ((segment.Flags & Fin) != 0 ? 1u : 0);
        bool acknowledges = (segment.Flags & Ack) != 0;
        var reset = new TcpPacket(segment.DestinationPort, segment.SourcePort)
        {
            SequenceNumber = acknowledges ? BinaryPrimitives.ReadUInt32BigEndian(header[AcknowledgmentAt..]) : 0,
            AcknowledgmentNumber = acknowledges ? 0 : unchecked(sequence + length),
            Flags = acknowledges ? Reset : (ushort)(Reset | Ack),
        };
        IPPacket answer = PacketBetween(destination, source, isIPv4: packet[0] >> 4 == 4, ProtocolType.Tcp);
        answer.PayloadPacket = reset;
        reset.UpdateTcpChecksum();
        return Bytes(answer);
    }

    private static bool TryFindTransport(ReadOnlySpan<byte> packet, int wireLength, out int at, out WireAddress source, out WireAddress destination)
    {
        if (Ipv4View.Read(packet, out Ipv4View ipv4) == Undecodable.None)
        {
            (at, source, destination) = (ipv4.HeaderLength, ipv4.Source, ipv4.Destination);
            return true;
        }

        at = 0;
        (source, destination) = (default, default);
        var chain = default(Ipv6ExtensionChain);
        if (Ipv6View.Read(packet, out Ipv6View ipv6) != Undecodable.None || chain.Walk(packet, wireLength, ipv6.NextHeader) != Undecodable.None)
        {
            return false;
        }

        (at, source, destination) = (chain.HeaderLength, ipv6.Source, ipv6.Destination);
        return true;
    }

    private static IPPacket PacketBetween(WireAddress from, WireAddress to, bool isIPv4, ProtocolType protocol) => isIPv4
        ? new IPv4Packet(Address(from, isIPv4), Address(to, isIPv4)) { Protocol = protocol, TimeToLive = TimeToLive }
        : new IPv6Packet(Address(from, isIPv4), Address(to, isIPv4)) { Protocol = protocol, HopLimit = TimeToLive };

    private static byte[] Bytes(IPPacket packet)
    {
        packet.UpdateCalculatedValues();
        if (packet is IPv4Packet ipv4)
        {
            ipv4.UpdateIPChecksum();
        }

        return packet.BytesSegment.ActualBytes();
    }

    private static IPAddress Address(WireAddress address, bool isIPv4)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], address.Low);
        return new IPAddress(isIPv4 ? bytes[^sizeof(uint)..] : bytes);
    }
}
