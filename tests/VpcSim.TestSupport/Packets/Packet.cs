using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.TestSupport.Packets;

/// <summary>A packet as a capture would show it; time and number come from the run.</summary>
/// <remarks>Made by <see cref="Tcp"/>, <see cref="Udp"/>, <see cref="Icmp"/> and <see cref="Ip"/>.</remarks>
public sealed record Packet(PacketHeader Header, QuotedPacket Quote = default)
{
    private const byte Syn = 2, Ack = 16;

    public IpAddress Source => Header.Source.ToIpAddress();

    public IpAddress Destination => Header.Destination.ToIpAddress();

    /// <summary>What the receiver answers: SYN-ACK to a SYN, an echo reply to an echo, else the same the other way.</summary>
    public Packet Reply()
    {
        PacketHeader answer = Header;
        (answer.Source, answer.Destination) = (Header.Destination, Header.Source);
        (answer.SourcePort, answer.DestinationPort) = (Header.DestinationPort, Header.SourcePort);
        if (Header.Protocol == IpProtocol.Tcp) answer.TcpFlags = Header.TcpFlags == Syn ? (byte)(Syn | Ack) : Ack;
        if ((Header.Traits & PacketTraits.EchoRequest) != 0)
        {
            answer.IcmpType = (byte)(Header.Protocol == IpProtocol.Icmp ? 0 : 129);
            answer.Traits = (Header.Traits & ~PacketTraits.EchoRequest) | PacketTraits.EchoReply;
        }
        return new Packet(answer);
    }

    /// <summary>The next packet of the same sender: of TCP an acknowledgement with data.</summary>
    public Packet Next() => Changed((ref header) => header.TcpFlags = header.Protocol == IpProtocol.Tcp ? Ack : (byte)0);

    public Packet WithFlags(byte flags) => Changed((ref header) => header.TcpFlags = flags);

    /// <param name="bytes">IP total length.</param>
    public Packet OfLength(int bytes) => Changed((ref header) => header.Length = bytes);

    public Packet WithTtl(byte ttl) => Changed((ref header) => header.Ttl = ttl);

    public Packet DontFragment() => Changed((ref header) => header.Traits |= PacketTraits.DontFragment);

    public Packet To(string destination) => Changed((ref header) => header.Destination = IpAddress.Parse(destination).ToWireAddress());

    public Packet WithSequence(ushort sequence) => Changed((ref header) => header.IcmpSequence = sequence);

    /// <summary>The first fragment of a larger packet: its ports show.</summary>
    public Packet FirstFragment(uint id) => Changed((ref header) =>
    {
        header.FragmentId = id;
        header.Traits |= PacketTraits.FirstFragment;
    });

    /// <summary>A later fragment of the same packet: addresses and protocol show, nothing of the transport header.</summary>
    public Packet LaterFragment(uint id) => new(new PacketHeader
    {
        Status = DecodeStatus.Decoded,
        Version = Header.Version,
        Source = Header.Source,
        Destination = Header.Destination,
        Protocol = Header.Protocol,
        Ttl = Header.Ttl,
        Length = Header.Length,
        HeaderLength = Header.Version == 6 ? 48 : 20,
        Ipv4HeaderLength = Header.Ipv4HeaderLength,
        FragmentId = id,
        Traits = PacketTraits.LaterFragment | (Header.Traits & PacketTraits.DontFragment),
    });

    /// <summary>An ICMP error that somebody on the way, or the receiver itself, sends back about this packet.</summary>
    /// <param name="from">Who sends the error.</param>
    /// <param name="type">ICMP type, such as 3 or 11.</param>
    /// <param name="code">ICMP code.</param>
    public Packet ErrorFrom(string from, byte type, byte code)
    {
        Packet error = Ip.Of(from, Source.ToString(), Header.Version == 6 ? IpProtocol.IcmpV6 : IpProtocol.Icmp);
        PacketHeader header = error.Header;
        header.IcmpType = type;
        header.IcmpCode = code;
        header.Length = Header.Version == 6 ? 96 : 56;
        header.Traits |= PacketTraits.QuotesPacket;
        return new Packet(header, new QuotedPacket
        {
            Source = Header.Source,
            Destination = Header.Destination,
            Protocol = Header.Protocol,
            SourcePort = Header.SourcePort,
            DestinationPort = Header.DestinationPort,
            IcmpType = Header.IcmpType,
            IcmpCode = Header.IcmpCode,
            IcmpIdentifier = Header.IcmpIdentifier,
            IcmpSequence = Header.IcmpSequence,
            LaterFragment = (Header.Traits & PacketTraits.LaterFragment) != 0,
        });
    }

    private delegate void Change(ref PacketHeader header);

    private Packet Changed(Change change)
    {
        PacketHeader header = Header;
        change(ref header);
        return this with { Header = header };
    }
}
