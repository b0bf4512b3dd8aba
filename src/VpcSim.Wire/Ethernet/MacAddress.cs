using System.Buffers.Binary;
using VpcSim.Wire.Ip;

namespace VpcSim.Wire.Ethernet;

/// <summary>An Ethernet address of 48 bits.</summary>
/// <param name="Bits">The address as a number, its first byte uppermost.</param>
public readonly record struct MacAddress(ulong Bits)
{
    /// <summary>Bytes of an address.</summary>
    public const int Length = 6;

    private const ulong Ipv4Multicast = 0x0100_5E00_0000;
    private const uint Ipv4MulticastMask = 0x7F_FFFF;
    private const ulong Ipv6Multicast = 0x3333_0000_0000;

    /// <summary>To everybody: ff:ff:ff:ff:ff:ff.</summary>
    public static MacAddress Broadcast => new(0xFFFF_FFFF_FFFF);

    /// <summary>The address to which a multicast packet goes (RFC 1112 section 6.4, RFC 2464 section 7).</summary>
    /// <param name="group">A multicast address; IPv4 in IPv4-mapped form.</param>
    public static MacAddress OfGroup(WireAddress group) => new(group.IsIPv4
        ? Ipv4Multicast | ((uint)group.Low & Ipv4MulticastMask)
        : Ipv6Multicast | (uint)group.Low);

    /// <summary>Writes its <see cref="Length"/> bytes.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(Bits >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[sizeof(ushort)..], (uint)Bits);
    }
}
