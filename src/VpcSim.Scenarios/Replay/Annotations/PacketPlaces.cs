using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;
using VpcSim.Wire.Captures.Writing;
using VpcSim.Wire.Icmp;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Replay.Annotations;

/// <summary>Tells on which interface of the design a packet stands: where it was decided about.</summary>
internal sealed class PacketPlaces(Fabric fabric)
{
    private const ushort DhcpServer = 67, Dhcpv6Server = 547;
    private const byte RouterAdvertisement = 134, Redirect = 137; // RFC 4861: what routers say of themselves

    /// <summary>The interface and which way the packet went there.</summary>
    /// <returns>−1 and an unknown direction where no interface of the design has to do with it.</returns>
    public (int Interface, FrameDirection Direction) Of(in ReplayedPacket packet) => packet.Outcome switch
    {
        Outcome.Delivered or Outcome.Dropped when packet.Verdict.Component == ComponentKind.NetworkInterface => (packet.Verdict.Index, Way(packet.Verdict.Egress)),
        Outcome.Delivered or Outcome.Dropped when Sights(in packet) is [.., var last] => (last.Interface, Way(last.Egress)),
        Outcome.NotSent when packet.Entry is { Kind: EntryKind.Interface } sender => (sender.Index, FrameDirection.Outbound),
        Outcome.Consumed => WithService(in packet),
        _ => (-1, FrameDirection.Unknown),
    };

    /// <summary>What interfaces saw of a packet, where it was sent through the stages.</summary>
    public static ReadOnlySpan<Sight> Sights(in ReplayedPacket packet) => packet.Entry is null ? [] : packet.Sights;

    /// <summary>The interface that spoke with a service of the VPC. Services answer without a walk.</summary>
    public (int Interface, FrameDirection Direction) WithService(in ReplayedPacket packet)
    {
        if (Sights(in packet) is [var first, ..]) return (first.Interface, Way(first.Egress));
        ref readonly PacketHeader header = ref packet.Header;
        int at = packet.Origin.Interface;
        if (OwnerOf(header.Source, at) is >= 0 and int sender) return (sender, FrameDirection.Outbound);
        if (OwnerOf(header.Destination, at) is >= 0 and int receiver) return (receiver, FrameDirection.Inbound);
        if (at < 0) return (-1, FrameDirection.Unknown); // a host that has no address yet, or speaks by link-local ones
        bool fromService = header.SourcePort is DhcpServer or Dhcpv6Server
            || (header.Protocol == ProtocolNumber.Icmpv6 && (header.IcmpType is RouterAdvertisement or Redirect || IcmpMessages.IsErrorV6(header.IcmpType)));
        return (at, Way(!fromService));
    }

    private int OwnerOf(WireAddress address, int nearby)
    {
        if (nearby >= 0 && fabric.FindInterface(fabric.VpcOf(nearby), address.ToIpAddress()) is >= 0 and int near) return near;
        for (int vpc = 0; vpc < fabric.Design.Vpcs.Length; vpc++)
            if (fabric.FindInterface(vpc, address.ToIpAddress()) is >= 0 and int owner) return owner;
        return -1;
    }

    private static FrameDirection Way(bool egress) => egress ? FrameDirection.Outbound : FrameDirection.Inbound;
}
