using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Links;

namespace VpcSim.Wire;

/// <summary>What tells a packet from others wherever on its way it was captured, its addresses aside: what no router changes.</summary>
/// <remarks>
/// Left out are the link header, TTL and DSCP, checksums (a network card may not have computed them yet) and TCP options (segment sizes are clamped). Of
/// what is not TCP the first bytes of the payload count, as far as they were captured.
/// </remarks>
/// <param name="Hash">Of IP identification, fragment, lengths, ports and, for TCP, sequence numbers and flags, for others the payload's first bytes.</param>
/// <param name="Sequence">Sequence number of a TCP segment; 0 for others.</param>
public readonly record struct PacketIdentity(ulong Hash, uint Sequence)
{
    private const int FragmentAt = 6, FragmentMask = 0x3FFF; // offset and "more fragments" (RFC 791 section 3.1)
    private const int TcpSequenceAt = 4, TcpNumbersLength = 8;
    private const int MostPayload = 32;

    /// <summary>The identity of a frame that <see cref="PacketDecoder"/> has decoded.</summary>
    /// <param name="link">What the frame begins with.</param>
    /// <param name="frame">The captured bytes.</param>
    /// <param name="header">What was decoded of them.</param>
    public static PacketIdentity Of(LinkType link, ReadOnlySpan<byte> frame, in PacketHeader header)
    {
        LinkHeader.Read(link, frame, out _, out int at);
        ReadOnlySpan<byte> packet = frame[at..];
        if (packet.Length > header.Length) packet = packet[..header.Length];
        ReadOnlySpan<byte> payload = PayloadOf(packet, in header, out int fragment);
        ulong hash = Add((ulong)header.FragmentId << 32 | (uint)header.Length, (ulong)fragment << 16 | (uint)header.Version << 8 | header.Protocol);
        bool later = (header.Traits & PacketTraits.LaterFragment) != 0;
        if (header.Protocol == ProtocolNumber.Tcp && !later)
        {
            ulong numbers = BinaryPrimitives.ReadUInt64BigEndian(payload.Slice(TcpSequenceAt, TcpNumbersLength));
            hash = Add(hash, (ulong)header.SourcePort << 32 | (ulong)header.DestinationPort << 16 | header.TcpFlags);
            return new PacketIdentity(Finish(Add(hash, numbers)), (uint)(numbers >> 32));
        }
        (int checksumAt, int checksumLength) = later ? default : ChecksumOf(header.Protocol);
        hash = AddBytes(hash, payload[..Math.Min(checksumAt, payload.Length)]);
        payload = payload[Math.Min(checksumAt + checksumLength, payload.Length)..];
        return new PacketIdentity(Finish(AddBytes(hash, payload[..Math.Min(MostPayload, payload.Length)])), 0);
    }

    private static ReadOnlySpan<byte> PayloadOf(ReadOnlySpan<byte> packet, in PacketHeader header, out int fragment)
    {
        if (header.Version == 4)
        {
            fragment = BinaryPrimitives.ReadUInt16BigEndian(packet[FragmentAt..]) & FragmentMask;
            return packet[header.Ipv4HeaderLength..];
        }
        Ipv6View.Read(packet, out Ipv6View view);
        var chain = default(Ipv6ExtensionChain);
        chain.Walk(packet, header.Length, view.NextHeader);
        fragment = chain.FragmentOffset;
        return packet[chain.HeaderLength..];
    }

    private static (int At, int Length) ChecksumOf(byte protocol) => protocol switch
    {
        ProtocolNumber.Udp or ProtocolNumber.UdpLite or ProtocolNumber.Dccp => (6, 2),
        ProtocolNumber.Icmp or ProtocolNumber.Icmpv6 => (2, 2),
        ProtocolNumber.Sctp => (8, 4),
        _ => default,
    };

    private static ulong AddBytes(ulong hash, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) hash = Add(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        ulong rest = (ulong)bytes.Length << 56;
        for (int i = 0; i < bytes.Length; i++) rest |= (ulong)bytes[i] << (i * 8);
        return Add(hash, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Add(ulong hash, ulong word)
    {
        ulong product = (hash ^ word) * 0x9E37_79B9_7F4A_7C15;
        return product ^ (product >> 29);
    }

    private static ulong Finish(ulong hash) => Add(hash ^ (hash >> 32), 0xD6E8_FEB8_6659_FD93);
}
