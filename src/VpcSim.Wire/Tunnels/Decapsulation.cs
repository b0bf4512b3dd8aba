using System.Buffers.Binary;
using VpcSim.Wire.Ethernet;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Links;
using VpcSim.Wire.Udp;

namespace VpcSim.Wire.Tunnels;

/// <summary>Finds the frame inside a packet of a tunnel; of tunnels within tunnels the outermost is opened. Never throws, never allocates, copies nothing.</summary>
public static class Decapsulation
{
    private const ushort VxlanPort = 4789;
    private const ushort GenevePort = 6081;

    /// <param name="link">What the frame begins with.</param>
    /// <param name="frame">The captured bytes.</param>
    /// <param name="originalLength">The frame's length on the wire in bytes.</param>
    /// <param name="kinds">The tunnels to open.</param>
    /// <param name="outer">The headers around: filled for <see cref="Encapsulation.Tunnel"/> and <see cref="Encapsulation.LaterFragment"/>.</param>
    /// <param name="inner">Where the inner frame lies, for <see cref="Encapsulation.Tunnel"/>.</param>
    /// <remarks>
    /// What only claims to be a tunnel is plain: VXLAN without its I flag, an unknown version, GENEVE control packets, GRE with source routes, payloads
    /// other than Ethernet and IP. Where the capture ends within the tunnel's header, the inner frame has no bytes and no session.
    /// </remarks>
    public static Encapsulation Open(
        LinkType link, ReadOnlySpan<byte> frame, int originalLength, TunnelKind kinds, ref PacketHeader outer, out InnerFrame inner)
    {
        inner = default;
        var quote = default(QuotedPacket);
        PacketDecoder.Decode(link, frame, originalLength, ref outer, ref quote, out _);
        if (outer.Status != DecodeStatus.Decoded)
        {
            return outer.Status == DecodeStatus.NotIp ? Encapsulation.Beside : Encapsulation.Plain;
        }

        if ((outer.Traits & PacketTraits.QuotesPacket) != 0)
        {
            return MayCarry(quote.Protocol, quote.DestinationPort, quote.LaterFragment, kinds) ? Encapsulation.Beside : Encapsulation.Plain;
        }

        bool isLater = (outer.Traits & PacketTraits.LaterFragment) != 0;
        if (!MayCarry(outer.Protocol, outer.DestinationPort, isLater, kinds))
        {
            return Encapsulation.Plain;
        }

        if (isLater)
        {
            return Encapsulation.LaterFragment;
        }

        LinkHeader.Read(link, frame, out _, out int packetAt);
        return TryOpen(frame, packetAt, in outer, kinds, out inner) ? Encapsulation.Tunnel : Encapsulation.Plain;
    }

    private static bool MayCarry(byte protocol, ushort destinationPort, bool hasNoPorts, TunnelKind kinds) => protocol switch
    {
        ProtocolNumber.Udp when hasNoPorts => (kinds & (TunnelKind.Vxlan | TunnelKind.Geneve)) != 0,
        ProtocolNumber.Udp => (kinds & KindOf(destinationPort)) != 0,
        ProtocolNumber.Gre => (kinds & (TunnelKind.Gre | TunnelKind.Erspan)) != 0,
        _ => false,
    };

    private static TunnelKind KindOf(ushort port) => port switch
    {
        VxlanPort => TunnelKind.Vxlan,
        GenevePort => TunnelKind.Geneve,
        _ => TunnelKind.None,
    };

    private static bool TryOpen(ReadOnlySpan<byte> frame, int packetAt, in PacketHeader outer, TunnelKind kinds, out InnerFrame inner)
    {
        inner = default;
        int at = packetAt + outer.HeaderLength;
        int end = packetAt + outer.Length; // on the wire
        int capturedEnd = Math.Min(end, frame.Length);
        if (outer.Protocol == ProtocolNumber.Udp)
        {
            // Of a first fragment UDP tells the whole datagram's length.
            int datagramAt = at - UdpView.HeaderLength;
            int length = BinaryPrimitives.ReadUInt16BigEndian(frame[(datagramAt + UdpView.LengthAt)..]);
            bool isFragment = (outer.Traits & PacketTraits.FirstFragment) != 0;
            if (length > 0 && (isFragment || datagramAt + length < end))
            {
                end = datagramAt + length;
                capturedEnd = Math.Min(capturedEnd, end);
            }
        }

        ReadOnlySpan<byte> bytes = frame[at..capturedEnd];
        TunnelHeader header;
        bool isTunnel = outer.Protocol == ProtocolNumber.Udp
            ? outer.DestinationPort == VxlanPort
                ? VxlanHeader.TryRead(bytes, end - at, out header)
                : GeneveHeader.TryRead(bytes, end - at, out header)
            : GreHeader.TryRead(bytes, end - at, out header);
        if (!isTunnel || (kinds & header.Kind) == 0)
        {
            return false;
        }

        at = Math.Min(at + header.Length, capturedEnd);
        ReadOnlySpan<byte> payload = frame[at..capturedEnd];
        inner = new InnerFrame(header.Kind, header.Session, header.Link, at, payload.Length, Math.Max(Math.Max(end - at, payload.Length), LengthByHeaders(header.Link, payload)));
        return true;
    }

    private static int LengthByHeaders(LinkType link, ReadOnlySpan<byte> frame)
    {
        if (LinkHeader.Read(link, frame, out EtherType type, out int at) != Undecodable.None)
        {
            return 0;
        }

        return type switch
        {
            EtherType.Ipv4 when Ipv4View.Read(frame[at..], out Ipv4View packet) == Undecodable.None => at + packet.TotalLength,
            EtherType.Ipv6 when Ipv6View.Read(frame[at..], out Ipv6View packet) == Undecodable.None => at + Ipv6View.HeaderLength + packet.PayloadLength,
            _ => 0,
        };
    }
}
