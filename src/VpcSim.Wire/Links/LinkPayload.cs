using VpcSim.Wire.Ethernet;

namespace VpcSim.Wire.Links;

/// <summary>Finds the IP packet in a captured frame, as <see cref="PacketDecoder"/> does.</summary>
public static class LinkPayload
{
    /// <param name="link">What the frame begins with.</param>
    /// <param name="frame">The captured bytes.</param>
    /// <param name="at">Where the IP header begins.</param>
    /// <returns>False for a frame without IP, one cut within its link header, and a link type that is not read.</returns>
    public static bool TryFindPacket(LinkType link, ReadOnlySpan<byte> frame, out int at) =>
        LinkHeader.Read(link, frame, out EtherType type, out at) == Undecodable.None && type is (EtherType.Ipv4 or EtherType.Ipv6);
}
