using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Tracing;

/// <summary>The packet that is traced, and the one that answers it.</summary>
internal static class ProbePacket
{
    private const byte Syn = 2, Ack = 16, EchoRequest = 8, EchoReply = 0, EchoRequestV6 = 128, EchoReplyV6 = 129;
    private const byte Udplite = 136, Dccp = 33, Sctp = 132;

    public static bool HasPorts(byte protocol) => protocol is IpProtocol.Tcp or IpProtocol.Udp or Udplite or Dccp or Sctp;

    public static bool IsIcmp(byte protocol) => protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;

    /// <summary>Bytes of the headers that a packet of a protocol cannot do without.</summary>
    public static int LeastLength(byte protocol, bool ipv4) => (ipv4 ? 20 : 40) + protocol switch
    {
        IpProtocol.Tcp => 20,
        IpProtocol.Udp or IpProtocol.Icmp or IpProtocol.IcmpV6 => 8,
        _ => 0,
    };

    /// <summary>Of TCP the first SYN, of ICMP an echo request unless another type is asked for; as large as Linux makes them.</summary>
    public static PacketHeader Make(TraceRequest request, byte protocol, IpAddress source, IpAddress destination, ushort port)
    {
        bool ipv4 = source.IsIPv4;
        int header = ipv4 ? 20 : 40;
        byte spoken = IsIcmp(protocol) ? (byte)(ipv4 ? IpProtocol.Icmp : IpProtocol.IcmpV6) : protocol;
        var packet = new PacketHeader
        {
            Status = DecodeStatus.Decoded,
            Version = (byte)(ipv4 ? 4 : 6),
            Source = source.ToWireAddress(),
            Destination = destination.ToWireAddress(),
            Protocol = spoken,
            Ttl = request.Ttl,
            HeaderLength = header,
            Length = header + 64,
            Ipv4HeaderLength = (byte)(ipv4 ? header : 0),
            Traits = PacketTraits.DontFragment,
        };
        if (HasPorts(spoken))
        {
            packet.Traits |= PacketTraits.HasPorts;
            (packet.SourcePort, packet.DestinationPort) = (request.SourcePort, port);
        }
        if (spoken == IpProtocol.Tcp) (packet.TcpFlags, packet.Length) = (Syn, header + 40);
        packet.Length = request.Length ?? packet.Length;
        if (!IsIcmp(spoken)) return packet;
        packet.IcmpType = request.IcmpType ?? (ipv4 ? EchoRequest : EchoRequestV6);
        packet.IcmpCode = request.IcmpCode;
        if (packet.IcmpType == (ipv4 ? EchoRequest : EchoRequestV6) && packet.IcmpCode == 0)
        {
            packet.Traits |= PacketTraits.EchoRequest;
            (packet.IcmpIdentifier, packet.IcmpSequence) = (request.SourcePort, 1);
        }
        return packet;
    }

    /// <summary>What whoever received a packet answers: SYN-ACK, echo reply, the same the other way; null for ICMP messages that are not answered.</summary>
    public static PacketHeader? AnswerTo(in PacketHeader arrived)
    {
        PacketHeader answer = arrived;
        (answer.Source, answer.Destination) = (arrived.Destination, arrived.Source);
        (answer.SourcePort, answer.DestinationPort) = (arrived.DestinationPort, arrived.SourcePort);
        answer.Ttl = TraceRequest.DefaultTtl;
        if (arrived.Protocol == IpProtocol.Tcp) (answer.TcpFlags, answer.Length) = (Syn | Ack, arrived.HeaderLength + 40);
        if (!IsIcmp(arrived.Protocol)) return answer;
        if ((arrived.Traits & PacketTraits.EchoRequest) == 0) return null;
        answer.IcmpType = arrived.Protocol == IpProtocol.Icmp ? EchoReply : EchoReplyV6;
        answer.Traits = (arrived.Traits & ~PacketTraits.EchoRequest) | PacketTraits.EchoReply;
        return answer;
    }
}
