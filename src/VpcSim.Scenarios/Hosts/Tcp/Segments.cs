using VpcSim.Scenarios.Simulations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Hosts.Tcp;

/// <summary>Segments that belong to no connection.</summary>
internal static class Segments
{
    private const byte Fin = 1, Syn = 2, Rst = 4, Ack = 16;

    /// <summary>Fills the RST that answers a segment. (RFC 9293 section 3.10.7.1)</summary>
    /// <param name="segment">The segment, as whoever answers saw it.</param>
    /// <param name="reset">Fresh.</param>
    public static void Reset(Packet segment, Packet reset)
    {
        ref readonly PacketHeader asked = ref segment.Header;
        ref PacketHeader header = ref reset.Header;
        header.Status = DecodeStatus.Decoded;
        header.Version = asked.Version;
        header.Protocol = 6;
        header.Source = asked.Destination;
        header.Destination = asked.Source;
        header.SourcePort = asked.DestinationPort;
        header.DestinationPort = asked.SourcePort;
        header.Ttl = Connection.UsualTtl;
        header.Traits = PacketTraits.DontFragment | PacketTraits.HasPorts;
        header.Ipv4HeaderLength = asked.Version == 4 ? (byte)PacketBytes.Ipv4Header : (byte)0;
        header.Length = header.HeaderLength = PacketBytes.IpHeader(asked.Version) + PacketBytes.TcpHeader;
        bool acknowledges = (asked.TcpFlags & Ack) != 0;
        header.TcpFlags = acknowledges ? Rst : (byte)(Rst | Ack);
        reset.Sequence = acknowledges ? segment.Acknowledgment : 0;
        if (acknowledges) return;
        uint length = (uint)segment.PayloadLength + ((asked.TcpFlags & Syn) != 0 ? 1u : 0) + ((asked.TcpFlags & Fin) != 0 ? 1u : 0);
        reset.Acknowledgment = unchecked(segment.Sequence + length);
    }
}
