using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>NAT64: IPv6 on the inside, IPv4 beyond, for destinations in 64:ff9b::/96. (VPC guide, "DNS64 and NAT64"; RFC 6052, RFC 7915)</summary>
/// <remarks>Header fields only: a header of IPv6 is 20 bytes longer than one of IPv4, and a fragment's has 8 more.</remarks>
internal static class Nat64
{
    private const ulong Prefix = 0x0064_FF9B_0000_0000;
    private const int HeaderDifference = 20, FragmentHeader = 8;
    private const byte Icmp = 1, IcmpV6 = 58;

    /// <summary>Whether an address of 64:ff9b::/96 stands for one of IPv4.</summary>
    public static bool IsMapped(IpAddress address) => address.High == Prefix && address.Low >> 32 == 0;

    /// <summary>All of a packet from inside but its source, which the gateway replaces. False for what has no counterpart in IPv4.</summary>
    public static bool TryToIPv4(ref Passage packet)
    {
        if (!IsMapped(packet.Destination) || !TryProtocolToIPv4(ref packet)) return false;
        packet.Destination = ToIPv4(packet.Destination);
        Lengthen(ref packet, -DifferenceOf(in packet));
        packet.IsIPv6 = false;
        return true;
    }

    /// <summary>The source, protocol and length of an answer that goes inside, as TryToIPv4 would have found them. False for what has no counterpart.</summary>
    public static bool TryAnswerToIPv4(ref Passage packet)
    {
        if (packet.Quotes || !IsMapped(packet.Source) || !TryProtocolToIPv4(ref packet)) return false;
        packet.Source = ToIPv4(packet.Source);
        Lengthen(ref packet, -DifferenceOf(in packet));
        packet.IsIPv6 = false;
        return true;
    }

    /// <summary>All of a packet to the inside but its destination, which the gateway replaces. False for what has no counterpart in IPv6.</summary>
    public static bool TryToIPv6(ref Passage packet)
    {
        if (packet.Protocol == Icmp)
        {
            byte? type = packet.IcmpType switch { 8 => 128, 0 => 129, _ => null };
            if (packet.Quotes || type is null) return false;
            (packet.Protocol, packet.IcmpType) = (IcmpV6, type.Value);
        }
        packet.Source = ToIPv6(packet.Source);
        Lengthen(ref packet, DifferenceOf(in packet));
        packet.IsIPv6 = true;
        return true;
    }

    private static bool TryProtocolToIPv4(ref Passage packet)
    {
        if (packet.Protocol != IcmpV6) return packet.Protocol is 6 or 17;
        byte? type = packet.IcmpType switch { 128 => 8, 129 => 0, _ => null };
        if (packet.Quotes || type is null) return false;
        (packet.Protocol, packet.IcmpType) = (Icmp, type.Value);
        return true;
    }

    private static void Lengthen(ref Passage packet, int bytes)
    {
        packet.Length += bytes;
        packet.LengthDifference += bytes;
    }

    private static int DifferenceOf(in Passage packet) =>
        HeaderDifference + ((packet.Traits & (PacketTraits.FirstFragment | PacketTraits.LaterFragment)) != 0 ? FragmentHeader : 0);

    private static IpAddress ToIPv4(IpAddress address) => IpAddress.FromIPv4((uint)address.Low);

    private static IpAddress ToIPv6(IpAddress address) => new(Prefix, address.IPv4Bits);
}
