using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>Rewrites an end of a packet, and the matching end of the packet that an ICMP error quotes (RFC 5508 section 4).</summary>
internal static class Rewrite
{
    public static void Source(ref Passage packet, IpAddress address)
    {
        if (packet.Quotes && packet.Quote.Destination.ToIpAddress() == packet.Source) packet.Quote.Destination = address.ToWireAddress();
        packet.Source = address;
    }

    public static void Destination(ref Passage packet, IpAddress address)
    {
        if (packet.Quotes && packet.Quote.Source.ToIpAddress() == packet.Destination) packet.Quote.Source = address.ToWireAddress();
        packet.Destination = address;
    }

    /// <summary>The source with its port, which of an echo is the identifier.</summary>
    public static void Source(ref Passage packet, IpAddress address, ushort port)
    {
        Source(ref packet, address);
        if (packet.Quotes && packet.Quote.Protocol is 1 or 58) packet.Quote.IcmpIdentifier = port;
        else if (packet.Quotes) packet.Quote.DestinationPort = port;
        else if (packet.IsIcmp) packet.IcmpIdentifier = port;
        else packet.SourcePort = port;
    }

    /// <summary>The destination with its port, which of an echo is the identifier.</summary>
    public static void Destination(ref Passage packet, IpAddress address, ushort port)
    {
        Destination(ref packet, address);
        if (packet.Quotes && packet.Quote.Protocol is 1 or 58) packet.Quote.IcmpIdentifier = port;
        else if (packet.Quotes) packet.Quote.SourcePort = port;
        else if (packet.IsIcmp) packet.IcmpIdentifier = port;
        else packet.DestinationPort = port;
    }
}
