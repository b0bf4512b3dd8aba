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
}
