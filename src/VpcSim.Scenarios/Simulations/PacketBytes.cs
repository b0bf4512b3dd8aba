using System.Buffers.Binary;
using VpcSim.Wire;
using VpcSim.Wire.Checksums;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Simulations;

/// <summary>Makes the bytes of a packet, from its IP header on, with right checksums.</summary>
internal static class PacketBytes
{
    /// <summary>Bytes of TCP options of a SYN: maximum segment size and window scale. (RFC 9293, RFC 7323)</summary>
    public const int SynOptions = 8;

    public const int Ipv4Header = 20, Ipv6Header = 40, TcpHeader = 20, ShortHeader = 8;

    private const byte Tcp = 6, Udp = 17, Syn = 2;
    private const ushort DontFragment = 0x4000;

    /// <summary>Bytes of the IP header of a version.</summary>
    public static int IpHeader(byte version) => version == 4 ? Ipv4Header : Ipv6Header;

    /// <summary>Writes a packet as its sender sent it.</summary>
    /// <param name="packet">The packet, its fields as written.</param>
    /// <param name="into">At least as long as the packet.</param>
    public static void Write(Packet packet, Span<byte> into)
    {
        WireAddress destination = packet.Header.Destination;
        ref readonly PacketHeader header = ref packet.Header;
        int ip = IpHeader(header.Version);
        Span<byte> message = into[ip..header.Length];
        if (header.Version == 4) WriteIpv4(in header, destination, into);
        else WriteIpv6(in header, destination, into);
        switch (header.Protocol)
        {
            case Tcp:
                WriteTcp(packet, destination, message);
                break;
            case Udp:
                WriteUdp(packet, destination, message);
                break;
            default:
                WriteIcmp(packet, destination, message);
                break;
        }
    }

    /// <summary>Gives a header that has become one of the other family (NAT64) the lengths that it has there.</summary>
    public static void ChangeFamily(ref PacketHeader header)
    {
        int difference = header.Version == 6 ? Ipv6Header - Ipv4Header : Ipv4Header - Ipv6Header;
        header.Length += difference;
        header.HeaderLength += difference;
        header.Ipv4HeaderLength = header.Version == 6 ? (byte)0 : (byte)Ipv4Header;
    }

    private static void WriteIpv4(in PacketHeader header, WireAddress destination, Span<byte> into)
    {
        into = into[..Ipv4Header];
        into.Clear();
        into[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(into[2..], (ushort)header.Length);
        BinaryPrimitives.WriteUInt16BigEndian(into[4..], (ushort)header.FragmentId);
        BinaryPrimitives.WriteUInt16BigEndian(into[6..], (header.Traits & PacketTraits.DontFragment) != 0 ? DontFragment : (ushort)0);
        into[8] = header.Ttl;
        into[9] = header.Protocol;
        BinaryPrimitives.WriteUInt32BigEndian(into[12..], (uint)header.Source.Low);
        BinaryPrimitives.WriteUInt32BigEndian(into[16..], (uint)destination.Low);
        BinaryPrimitives.WriteUInt16BigEndian(into[10..], InternetChecksum.Compute(into));
    }

    private static void WriteIpv6(in PacketHeader header, WireAddress destination, Span<byte> into)
    {
        into[..4].Clear();
        into[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(into[4..], (ushort)(header.Length - Ipv6Header));
        into[6] = header.Protocol;
        into[7] = header.Ttl;
        BinaryPrimitives.WriteUInt64BigEndian(into[8..], header.Source.High);
        BinaryPrimitives.WriteUInt64BigEndian(into[16..], header.Source.Low);
        BinaryPrimitives.WriteUInt64BigEndian(into[24..], destination.High);
        BinaryPrimitives.WriteUInt64BigEndian(into[32..], destination.Low);
    }

    private static void WriteTcp(Packet packet, WireAddress destination, Span<byte> message)
    {
        ref readonly PacketHeader header = ref packet.Header;
        bool syn = (header.TcpFlags & Syn) != 0;
        int headerLength = TcpHeader + (syn ? SynOptions : 0);
        message[..headerLength].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(message, header.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], header.DestinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(message[4..], packet.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(message[8..], packet.Acknowledgment);
        message[12] = (byte)(headerLength / 4 << 4);
        message[13] = header.TcpFlags;
        BinaryPrimitives.WriteUInt16BigEndian(message[14..], packet.Window);
        if (syn)
        {
            (message[20], message[21]) = (2, 4);
            BinaryPrimitives.WriteUInt16BigEndian(message[22..], header.Mss);
            (message[24], message[25], message[26], message[27]) = (1, 3, 3, Hosts.Tcp.Connection.WindowScale);
        }
        packet.Stream?.Read(packet.StreamOffset, message[headerLength..]);
        BinaryPrimitives.WriteUInt16BigEndian(message[16..], InternetChecksum.Compute(header.Source, destination, Tcp, message));
    }

    private static void WriteUdp(Packet packet, WireAddress destination, Span<byte> message)
    {
        ref readonly PacketHeader header = ref packet.Header;
        BinaryPrimitives.WriteUInt16BigEndian(message, header.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], header.DestinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], (ushort)message.Length);
        message[6..8].Clear();
        packet.BodyBytes.CopyTo(message[ShortHeader..]);
        ushort checksum = InternetChecksum.Compute(header.Source, destination, Udp, message);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], checksum == 0 ? ushort.MaxValue : checksum);
    }

    private static void WriteIcmp(Packet packet, WireAddress destination, Span<byte> message)
    {
        ref readonly PacketHeader header = ref packet.Header;
        message[..ShortHeader].Clear();
        (message[0], message[1]) = (header.IcmpType, header.IcmpCode);
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], header.IcmpIdentifier);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], header.IcmpSequence);
        packet.BodyBytes.CopyTo(message[ShortHeader..]);
        ushort checksum = header.Version == 4
            ? InternetChecksum.Compute(message)
            : InternetChecksum.Compute(header.Source, destination, header.Protocol, message);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], checksum);
    }
}
