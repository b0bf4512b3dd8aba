using System.Buffers.Binary;
using VpcSim.Wire.Checksums;
using VpcSim.Wire.Icmp;
using VpcSim.Wire.Ip;

namespace VpcSim.Wire.Rewriting;

/// <summary>Builds the header of the other family before the transport of a packet, and mends what the transport's checksum covers (RFC 7915 sections 4 and 5).</summary>
/// <remarks>TCP, UDP and echo messages, as NAT64 carries them; whatever else keeps its transport as it is. Checksums change by the difference, as in <see cref="PacketRewriter"/>.</remarks>
internal static class FamilyTranslation
{
    /// <summary>No header of IPv6 with a fragment header is longer than this in front of a packet of IPv4, in bytes.</summary>
    public const int MostGrowth = Ipv6View.HeaderLength + FragmentHeaderLength - Ipv4View.SmallestHeader;

    private const int FragmentHeaderLength = 8;
    private const int LargestUnfragmented = 1260; // RFC 7915 section 5.1: up to here routers of IPv4 may split it
    private const ushort DontFragment = 0x4000;
    private const ushort MoreFragments = 0x2000;
    private const int TcpChecksumAt = 16;
    private const int UdpChecksumAt = 6;
    private const int IcmpChecksumAt = 2;

    /// <summary>From IPv6 to IPv4.</summary>
    /// <param name="packet">The captured bytes.</param>
    /// <param name="wireLength">The packet's length on the wire in bytes; afterwards that of what was built.</param>
    /// <param name="source">IPv4 in IPv4-mapped form; so is the destination.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="identification">Of the header that is built, where the packet is no fragment.</param>
    /// <param name="into">Room for as many bytes as the packet has.</param>
    /// <returns>The bytes built; 0 where the headers are not whole.</returns>
    public static int ToIpv4(ReadOnlySpan<byte> packet, ref int wireLength, WireAddress source, WireAddress destination, ushort identification, Span<byte> into)
    {
        var chain = default(Ipv6ExtensionChain);
        if (Ipv6View.Read(packet, out Ipv6View header) != Undecodable.None || chain.Walk(packet, wireLength, header.NextHeader) != Undecodable.None)
        {
            return 0;
        }

        int transportLength = wireLength - chain.HeaderLength;
        wireLength = Ipv4View.SmallestHeader + transportLength;
        bool isFragment = chain.IsFirstFragment || chain.IsLaterFragment;
        ushort flags = isFragment ? FragmentField(packet, in chain) : wireLength > LargestUnfragmented ? DontFragment : (ushort)0;
        into[0] = 0x45;
        into[1] = (byte)(BinaryPrimitives.ReadUInt16BigEndian(packet) >> 4);
        BinaryPrimitives.WriteUInt16BigEndian(into[2..], wireLength > ushort.MaxValue ? (ushort)0 : (ushort)wireLength);
        BinaryPrimitives.WriteUInt16BigEndian(into[4..], isFragment ? (ushort)chain.FragmentId : identification);
        BinaryPrimitives.WriteUInt16BigEndian(into[6..], flags);
        into[8] = header.HopLimit;
        into[9] = chain.Protocol == ProtocolNumber.Icmpv6 ? ProtocolNumber.Icmp : chain.Protocol;
        into[10..12].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(into[12..], (uint)source.Low);
        BinaryPrimitives.WriteUInt32BigEndian(into[16..], (uint)destination.Low);
        BinaryPrimitives.WriteUInt16BigEndian(into[10..], InternetChecksum.Compute(into[..Ipv4View.SmallestHeader]));

        Span<byte> transport = Transport(packet[chain.HeaderLength..], into, Ipv4View.SmallestHeader);
        if (!chain.IsLaterFragment)
        {
            var ends = new Ends(header.Source, header.Destination, source, destination);
            Mend(transport, chain.Protocol, in ends, transportLength);
        }

        return Ipv4View.SmallestHeader + transport.Length;
    }

    /// <summary>From IPv4 to IPv6.</summary>
    /// <param name="packet">The captured bytes.</param>
    /// <param name="wireLength">The packet's length on the wire in bytes; afterwards that of what was built.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="into">Room for <see cref="MostGrowth"/> bytes more than the packet has.</param>
    /// <returns>The bytes built; 0 where the header is not whole.</returns>
    public static int ToIpv6(ReadOnlySpan<byte> packet, ref int wireLength, WireAddress source, WireAddress destination, Span<byte> into)
    {
        if (Ipv4View.Read(packet, out Ipv4View header) != Undecodable.None)
        {
            return 0;
        }

        int transportLength = wireLength - header.HeaderLength;
        int headers = Ipv6View.HeaderLength + (header.IsFragment ? FragmentHeaderLength : 0);
        wireLength = headers + transportLength;
        int payload = wireLength - Ipv6View.HeaderLength;
        byte protocol = header.Protocol == ProtocolNumber.Icmp ? ProtocolNumber.Icmpv6 : header.Protocol;
        BinaryPrimitives.WriteUInt32BigEndian(into, 0x6000_0000u | ((uint)packet[1] << 20));
        BinaryPrimitives.WriteUInt16BigEndian(into[4..], payload > ushort.MaxValue ? (ushort)0 : (ushort)payload);
        into[6] = header.IsFragment ? ProtocolNumber.Ipv6Fragment : protocol;
        into[7] = header.TimeToLive;
        Put(source, into[8..]);
        Put(destination, into[24..]);
        if (header.IsFragment)
        {
            into[40] = protocol;
            into[41] = 0;
            BinaryPrimitives.WriteUInt16BigEndian(into[42..], (ushort)((header.FragmentOffset << 3) | (header.MoreFragments ? 1 : 0)));
            BinaryPrimitives.WriteUInt32BigEndian(into[44..], header.Identification);
        }

        Span<byte> transport = Transport(packet[header.HeaderLength..], into, headers);
        if (header.FragmentOffset == 0)
        {
            var ends = new Ends(header.Source, header.Destination, source, destination);
            Mend(transport, header.Protocol, in ends, transportLength);
            if (!header.IsFragment && transport.Length == transportLength)
            {
                GiveChecksum(transport, protocol, source, destination);
            }
        }

        return headers + transport.Length;
    }

    private static Span<byte> Transport(ReadOnlySpan<byte> bytes, Span<byte> into, int at)
    {
        bytes.CopyTo(into[at..]);
        return into.Slice(at, bytes.Length);
    }

    // Behind the fragment header of a later fragment no other is walked.
    private static ushort FragmentField(ReadOnlySpan<byte> packet, in Ipv6ExtensionChain chain)
    {
        if (chain.IsFirstFragment)
        {
            return MoreFragments;
        }

        ushort field = BinaryPrimitives.ReadUInt16BigEndian(packet[(chain.HeaderLength - FragmentHeaderLength + sizeof(ushort))..]);
        return (ushort)((field >> 3) | ((field & 1) != 0 ? MoreFragments : 0));
    }

    /// <param name="transport">The captured bytes of the transport, changed in place.</param>
    /// <param name="protocol">As it was.</param>
    /// <param name="ends">The addresses before and after.</param>
    /// <param name="length">The transport's length on the wire.</param>
    private static void Mend(Span<byte> transport, byte protocol, in Ends ends, int length)
    {
        int at = protocol switch { ProtocolNumber.Tcp => TcpChecksumAt, ProtocolNumber.Udp => UdpChecksumAt, _ => IcmpChecksumAt };
        if (transport.Length < at + sizeof(ushort))
        {
            return;
        }

        ushort checksum = BinaryPrimitives.ReadUInt16BigEndian(transport[at..]);
        switch (protocol)
        {
            case ProtocolNumber.Udp when checksum == 0:
                return;
            case ProtocolNumber.Tcp or ProtocolNumber.Udp:
                checksum = InternetChecksum.Update(InternetChecksum.Update(checksum, ends.Source, ends.NewSource), ends.Destination, ends.NewDestination);
                break;
            case ProtocolNumber.Icmpv6:
                checksum = InternetChecksum.Update(checksum, PseudoHeader(ends.Source, ends.Destination, length), 0);
                checksum = Retype(transport, checksum, IcmpMessages.EchoRequestV6, IcmpMessages.EchoRequest, IcmpMessages.EchoReplyV6, IcmpMessages.EchoReply);
                break;
            case ProtocolNumber.Icmp:
                checksum = InternetChecksum.Update(checksum, 0, PseudoHeader(ends.NewSource, ends.NewDestination, length));
                checksum = Retype(transport, checksum, IcmpMessages.EchoRequest, IcmpMessages.EchoRequestV6, IcmpMessages.EchoReply, IcmpMessages.EchoReplyV6);
                break;
            default:
                return;
        }

        bool isAllOnes = checksum == 0 && (protocol == ProtocolNumber.Udp || (protocol == ProtocolNumber.Icmpv6 && IcmpMessages.IsOfZeros(transport)));
        BinaryPrimitives.WriteUInt16BigEndian(transport[at..], isAllOnes ? ushort.MaxValue : checksum);
    }

    private static ushort Retype(Span<byte> message, ushort checksum, byte request, byte newRequest, byte reply, byte newReply)
    {
        ushort before = BinaryPrimitives.ReadUInt16BigEndian(message);
        message[0] = message[0] == request ? newRequest : message[0] == reply ? newReply : message[0];
        return InternetChecksum.Update(checksum, before, BinaryPrimitives.ReadUInt16BigEndian(message));
    }

    // RFC 7915 section 4.5: a datagram without a checksum gets one, IPv6 having none to go by.
    private static void GiveChecksum(Span<byte> datagram, byte protocol, WireAddress source, WireAddress destination)
    {
        if (protocol == ProtocolNumber.Udp && datagram.Length >= UdpChecksumAt + sizeof(ushort) && BinaryPrimitives.ReadUInt16BigEndian(datagram[UdpChecksumAt..]) == 0)
        {
            ushort checksum = InternetChecksum.Compute(source, destination, protocol, datagram);
            BinaryPrimitives.WriteUInt16BigEndian(datagram[UdpChecksumAt..], checksum == 0 ? ushort.MaxValue : checksum);
        }
    }

    private static ushort PseudoHeader(WireAddress source, WireAddress destination, int length) =>
        (ushort)~InternetChecksum.Finish(InternetChecksum.SumOfPseudoHeader(source, destination, ProtocolNumber.Icmpv6, length));

    private static void Put(WireAddress address, Span<byte> into)
    {
        BinaryPrimitives.WriteUInt64BigEndian(into, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(into[sizeof(ulong)..], address.Low);
    }

    private readonly record struct Ends(WireAddress Source, WireAddress Destination, WireAddress NewSource, WireAddress NewDestination);
}
