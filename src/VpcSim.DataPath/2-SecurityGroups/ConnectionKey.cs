using System.Runtime.CompilerServices;
using VpcSim.DataPath.Flows;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>A connection as one interface tracks it: (interface, tuple).</summary>
/// <param name="Owner">The interface; an egress-only internet gateway is the complement of its place.</param>
/// <param name="Tuple">The tuple, the same at both ends.</param>
/// <param name="LocalIsHigh">Whether the interface's own side is the tuple's higher end.</param>
internal readonly record struct ConnectionKey(int Owner, FlowKey Tuple, bool LocalIsHigh)
{
    /// <inheritdoc cref="ConnectionKey(int, FlowKey, bool)"/>
    public readonly FlowKey Tuple = Tuple;

    /// <summary>The key of a packet at an interface. For ICMP the identifier and the kind of query stand for ports.</summary>
    /// <remarks>Of protocols other than TCP, UDP and ICMP AWS tracks addresses and protocol alone. (EC2 guide, "Security group connection tracking")</remarks>
    [MethodImpl(Hot.Path)]
    public static ConnectionKey Of(int owner, bool egress, in Passage packet)
    {
        if (packet.IsIcmp) return OfIcmp(owner, egress, packet.Source, packet.Destination, packet.Protocol, packet.IcmpType, packet.IcmpIdentifier);
        (ushort source, ushort destination) = packet.Protocol is 6 or 17 ? (packet.SourcePort, packet.DestinationPort) : default;
        return Between(owner, egress, packet.Source, packet.Destination, source, destination, packet.Protocol);
    }

    /// <summary>The key of the packet that an ICMP error quotes: it went the other way.</summary>
    public static ConnectionKey OfQuoted(int owner, bool errorLeaves, in Passage error)
    {
        ref readonly Wire.QuotedPacket quote = ref error.Quote;
        IpAddress sender = quote.Source.ToIpAddress(), receiver = quote.Destination.ToIpAddress();
        if (quote.Protocol is 1 or 58)
            return OfIcmp(owner, !errorLeaves, sender, receiver, quote.Protocol, quote.IcmpType, quote.IcmpIdentifier);
        (ushort source, ushort destination) = quote.Protocol is 6 or 17 ? (quote.SourcePort, quote.DestinationPort) : default;
        return Between(owner, !errorLeaves, sender, receiver, source, destination, quote.Protocol);
    }

    // Of a packet that goes from source to destination and leaves the interface, or comes to it.
    private static ConnectionKey Between(int owner, bool egress, IpAddress source, IpAddress destination, ushort sourcePort, ushort destinationPort, byte protocol)
    {
        FlowKey tuple = egress
            ? FlowKey.Between(source, destination, sourcePort, destinationPort, protocol, out bool localIsHigh)
            : FlowKey.Between(destination, source, destinationPort, sourcePort, protocol, out localIsHigh);
        return new ConnectionKey(owner, tuple, localIsHigh);
    }

    /// <summary>Whether a packet is an ICMP reply, of echo, timestamp, information or address mask: it answers a query and is none, so that it begins no connection.</summary>
    /// <remarks>RFC 792, RFC 950, RFC 4443.</remarks>
    public static bool IsReply(in Passage packet) => packet.IsIcmp && IsReply(packet.Protocol, packet.IcmpType);

    private static bool IsReply(byte protocol, byte type) => protocol == 1 ? type is 0 or 14 or 16 or 18 : type == 129;

    // A query and its reply are one connection, told apart from the peer's own queries by who asks.
    private static ConnectionKey OfIcmp(int owner, bool egress, IpAddress source, IpAddress destination, byte protocol, byte type, ushort identifier)
    {
        bool isReply = IsReply(protocol, type);
        byte query = !isReply ? type : (byte)(type == 0 ? 8 : type - 1);
        (IpAddress local, IpAddress remote) = egress ? (source, destination) : (destination, source);
        FlowKey tuple = FlowKey.OfQuery(local, remote, egress != isReply, query, identifier, protocol, out bool localIsHigh);
        return new ConnectionKey(owner, tuple, localIsHigh);
    }
}
