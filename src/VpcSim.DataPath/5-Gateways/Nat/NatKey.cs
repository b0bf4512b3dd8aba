using VpcSim.DataPath.Flows;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>One side of a NAT binding: the tuple as it is inside, or as it is outside, of one gateway.</summary>
internal readonly struct NatKey(int side, IpAddress local, IpAddress remote, ushort localPort, ushort remotePort, byte protocol)
    : ITableKey<NatKey>
{
    public NatKey(int gateway, bool outside, IpAddress local, IpAddress remote, ushort localPort, ushort remotePort, byte protocol)
        : this(outside ? ~gateway : gateway, local, remote, localPort, remotePort, protocol)
    {
    }

    /// <summary>The gateway inside, its complement outside.</summary>
    public int Side { get; } = side;


    /// <summary>Inside: the private source. Outside: the gateway's own address.</summary>
    public IpAddress Local { get; } = local;

    public IpAddress Remote { get; } = remote;

    /// <summary>A port, or the identifier of an ICMP echo.</summary>
    public ushort LocalPort { get; } = localPort;

    /// <summary>0 for ICMP.</summary>
    public ushort RemotePort { get; } = remotePort;

    public byte Protocol { get; } = protocol;

    /// <summary>The key under which an outbound packet's binding stands inside.</summary>
    public static NatKey Inside(int gateway, in Passage packet) => new(
        gateway, false, packet.Source, packet.Destination, packet.IsIcmp ? packet.IcmpIdentifier : packet.SourcePort,
        packet.IsIcmp ? (ushort)0 : packet.DestinationPort, packet.Protocol);

    /// <summary>The key under which an inbound packet's binding stands outside.</summary>
    public static NatKey Outside(int gateway, in Passage packet) => new(
        gateway, true, packet.Destination, packet.Source, packet.IsIcmp ? packet.IcmpIdentifier : packet.DestinationPort,
        packet.IsIcmp ? (ushort)0 : packet.SourcePort, packet.Protocol);

    /// <summary>The inside key of a packet that goes the way of <paramref name="reply"/> backwards: who asked for it.</summary>
    public static NatKey InsideOfReply(int gateway, in Passage reply) => new(
        gateway, false, reply.Destination, reply.Source, reply.IsIcmp ? reply.IcmpIdentifier : reply.DestinationPort,
        reply.IsIcmp ? (ushort)0 : reply.SourcePort, reply.Protocol);

    /// <summary>The inside key of a packet that the inside sent, quoted as it was inside.</summary>
    public static NatKey InsideOfQuoted(int gateway, in QuotedPacket quote) => OfQuoted(gateway, outside: false, in quote, isReply: false);

    /// <summary>The inside key of an answer that the inside got, quoted as it was inside.</summary>
    public static NatKey InsideOfQuotedReply(int gateway, in QuotedPacket quote) => OfQuoted(gateway, outside: false, in quote, isReply: true);

    /// <summary>The outside key of a packet that the gateway sent out, quoted as it was outside.</summary>
    public static NatKey OutsideOfQuoted(int gateway, in QuotedPacket quote) => OfQuoted(gateway, outside: true, in quote, isReply: false);

    /// <summary>The same remote end as seen outside, behind an address and port of the gateway.</summary>
    public NatKey Translated(int gateway, IpAddress address, ushort port) => new(gateway, true, address, Remote, port, RemotePort, Protocol);

    /// <summary>The key with the local port left out: what the limit per destination counts by.</summary>
    public NatKey AnyLocalPort() => new(~Side, true, Local, Remote, 0, RemotePort, Protocol);

    public uint Hash()
    {
        ulong state = Mix.Add((uint)Side, Local);
        state = Mix.Add(state, Remote);
        return Mix.Finish(Mix.Add(state, (ulong)LocalPort << 32 | (ulong)RemotePort << 16 | Protocol));
    }

    public bool Matches(in NatKey other) =>
        Side == other.Side && Local == other.Local && Remote == other.Remote && LocalPort == other.LocalPort &&
        RemotePort == other.RemotePort && Protocol == other.Protocol;

    private static NatKey OfQuoted(int gateway, bool outside, in QuotedPacket quote, bool isReply)
    {
        bool icmp = quote.Protocol is 1 or 58;
        IpAddress source = quote.Source.ToIpAddress(), destination = quote.Destination.ToIpAddress();
        ushort sourcePort = icmp ? (ushort)0 : quote.SourcePort, destinationPort = icmp ? (ushort)0 : quote.DestinationPort;
        return isReply
            ? new NatKey(gateway, outside, destination, source, icmp ? quote.IcmpIdentifier : destinationPort, sourcePort, quote.Protocol)
            : new NatKey(gateway, outside, source, destination, icmp ? quote.IcmpIdentifier : sourcePort, destinationPort, quote.Protocol);
    }
}
