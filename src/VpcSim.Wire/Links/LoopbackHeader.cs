using System.Buffers.Binary;
using VpcSim.Wire.Ethernet;

namespace VpcSim.Wire.Links;

/// <summary>The header of BSD loopback devices: four bytes of address family (LINKTYPE_NULL, LINKTYPE_LOOP).</summary>
internal static class LoopbackHeader
{
    public const int Length = 4;

    private const uint Inet = 2;
    private const uint Inet6OfLinux = 10;
    private const uint Inet6OfWindows = 23;
    private const uint Inet6OfNetBsd = 24;
    private const uint Inet6OfFreeBsd = 28;
    private const uint Inet6OfMacOs = 30;

    /// <summary>Reads the family in whichever byte order gives a small number; a file does not say which machine wrote it.</summary>
    public static Undecodable Read(ReadOnlySpan<byte> frame, out EtherType type)
    {
        type = EtherType.None;
        if (frame.Length < Length)
        {
            return Undecodable.LinkHeaderCut;
        }

        uint family = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        if (family > ushort.MaxValue)
        {
            family = BinaryPrimitives.ReverseEndianness(family);
        }

        type = family switch
        {
            Inet => EtherType.Ipv4,
            Inet6OfLinux or Inet6OfWindows or Inet6OfNetBsd or Inet6OfFreeBsd or Inet6OfMacOs => EtherType.Ipv6,
            _ => EtherType.None,
        };
        return Undecodable.None;
    }
}
