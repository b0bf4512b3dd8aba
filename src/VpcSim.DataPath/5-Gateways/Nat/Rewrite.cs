namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>Rewrites an end of a packet, and the matching end of the packet that an ICMP error quotes (RFC 5508 section 4).</summary>
internal static class Rewrite
{
    public static void Source(ref Passage packet, UInt128 address)
    {
        if (packet.Quotes && packet.Quote.Destination == packet.Source) packet.Quote.Destination = address;
        packet.Source = address;
    }

    public static void Destination(ref Passage packet, UInt128 address)
    {
        if (packet.Quotes && packet.Quote.Source == packet.Destination) packet.Quote.Source = address;
        packet.Destination = address;
    }
}
